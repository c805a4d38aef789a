"""The dashboard: reads a release and draws pages. It writes nothing and never imports `etl`."""

__version__ = "0.1.0"
