"""Open statistics: fetched or read from a file, kept as they came, and turned into rows of histories."""
