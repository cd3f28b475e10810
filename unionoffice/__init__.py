"""工会工作台账: the records and the half-year summary of one trade-union office."""

__version__ = "0.1.0"
