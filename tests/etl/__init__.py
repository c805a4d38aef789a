"""Tests of the load: what is refused, how it is told, and what is published."""
