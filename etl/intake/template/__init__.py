"""The workbook that a sector fills in: what is expected of it and what is known already."""

from etl.intake.template.released import workbooks
from etl.intake.template.workbook import file_name, template

__all__ = ["file_name", "template", "workbooks"]
