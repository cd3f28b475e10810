"""One file for each thing the clerk does."""
