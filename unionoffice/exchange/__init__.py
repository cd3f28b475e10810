"""Carries records to and from Excel files."""
