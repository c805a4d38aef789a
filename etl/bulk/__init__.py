"""Histories of millions of rows: one CSV in the record's own form, kept whole, read and checked by DuckDB.

The rules are those of `etl.reading.histories`, said once more in SQL: DuckDB tells which lines are wrong, and what is wrong
with a line is then told by the very code that reads small files. A test holds the two equal on rows of every kind.
"""
