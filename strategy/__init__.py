"""The pure core: what a strategy is, how time counts, how a measure is judged, and how numbers and words are printed.

It opens no database, reads no clock and holds no frames; `etl` and `dashboard` both speak it and do not import each
other. The only files it reads are its own texts, once, at import.
"""
