"""Drafts the half-year summary from the records, each number with its rows."""
