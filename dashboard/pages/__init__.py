"""The pages, one module each, and the one way from an address to a page."""

from dashboard.pages import data, measures, method
from dashboard.pages.routing import Services, register, route

__all__ = ["Services", "data", "measures", "method", "register", "route"]
