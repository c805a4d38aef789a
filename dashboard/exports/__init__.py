"""Files that people take along: tables, workbooks, slides, drawings, the data package.

Each function turns what it is given into bytes. Nothing here asks the database, reads a clock or a file, or knows of
HTTP; what goes into a file is chosen by `dashboard.downloads`, so that a file shows what its page shows.
"""
