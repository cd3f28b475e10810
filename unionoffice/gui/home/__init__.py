"""The first page: where the office stands this half-year."""
