"""Keeps the office's records in one encrypted SQLite file."""
