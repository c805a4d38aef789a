"""The pages, one module each, and the one way from an address to a page."""

from dashboard.pages import measures
from dashboard.pages.routing import Desk, register, route

__all__ = ["Desk", "measures", "register", "route"]
