"""Figures come in: what people send is read, checked, compared with the record, and added to it when accepted.

Nothing is guessed and nothing is lost: what can be read in two ways is refused with both, and every row that is taken
names the file, the sheet, the cell and the role that accepted it.
"""
