"""What the data folder may hold, led out of the reader and told in words; writes data/README.md."""

__all__ = ()
