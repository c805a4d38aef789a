"""Tests of what comes in: files, cells, differences, the template and the inbox."""
