"""Reads the data folder, checks it, and builds releases. Knows `strategy`; never imports `dashboard`."""
