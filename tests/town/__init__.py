"""A second town, unlike the first: built, served and walked."""
