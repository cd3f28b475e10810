"""The one error the clerk can act on; every other exception is a bug."""

from __future__ import annotations


class OfficeError(Exception):
    """Say in one Chinese sentence what went wrong and what the clerk can do; holds no personal data."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class FileInUseError(OfficeError):
    """Another program holds the file that was to be written; under another name it would go."""
