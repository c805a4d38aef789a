"""Tests of etl.statistics, with tables of their own in every format and a server that answers well and badly."""
