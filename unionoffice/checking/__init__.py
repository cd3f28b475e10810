"""Hold an edited summary against the figures of the ledgers: what agrees, what does not, what nothing supports."""
