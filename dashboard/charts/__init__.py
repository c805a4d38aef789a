"""Charts: one description of what a chart says (`describe`), and its drawings (`svg`, `plot`); signs and bars.

Nothing here opens data, reads a clock or decides a status: it is told the rows, the day and the verdict.
"""
