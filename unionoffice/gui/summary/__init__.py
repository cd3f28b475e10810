"""The page on which the half-year summary is drafted, traced and printed."""
