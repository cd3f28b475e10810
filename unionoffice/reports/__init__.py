"""Puts the summary on paper."""
