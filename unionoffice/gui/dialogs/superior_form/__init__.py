"""The superior's own forms: the list of them, pointing out what goes where, filling in, a newer version."""
