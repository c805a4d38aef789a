"""The screens of a meeting, drawn to be read from the back row: in one language or in two, online and in one file."""

from dashboard.wall.drawing import wall
from dashboard.wall.place import Wall, WallPlace, steps_of

__all__ = ["Wall", "WallPlace", "steps_of", "wall"]
