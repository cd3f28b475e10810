"""The window."""

# PySide6 reads the source of every module that is imported after it: what the window stands on comes before.
import unionoffice.usecases.open_office  # noqa: F401
