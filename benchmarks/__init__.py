"""How fast the dashboard is, as ratios against a floor measured in the same run: `make bench`. Nothing imports this."""
