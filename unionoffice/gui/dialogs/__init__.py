"""The boxes that ask for several things at once."""
