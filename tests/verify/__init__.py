"""The slow matrix, run by `make verify`: page types, languages, widths and media, on real and made-up figures."""
