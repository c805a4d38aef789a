"""The slow matrix, run by `make verify`: every page type, language, width and medium, on real and on made-up figures."""
