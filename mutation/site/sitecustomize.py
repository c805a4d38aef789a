"""Read by every Python process that a test of a mutant starts: it must import the mutant too."""

from mutation.hook import install_inherited

install_inherited()
