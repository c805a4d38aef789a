"""Makes one immutable release of a record and points the dashboard at it."""

from etl.release.publishing import BusyError, DamagedError, PublishError, only_build, publish, release_name

__all__ = ["BusyError", "DamagedError", "PublishError", "only_build", "publish", "release_name"]
