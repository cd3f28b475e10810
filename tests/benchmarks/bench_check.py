"""Measure the check of a ten-page summary, which runs while the clerk types: python -m tests.benchmarks.bench_check."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from tests.checking.long_text import lines, long_draft, reworded
from unionoffice.checking.check import check_text
from unionoffice.checking.spoken import spoken_numbers
from unionoffice.checking.written import written_text

GOAL = 0.15
"""Seconds; longer and the keys stutter."""


def main() -> None:
    """Print the medians of five runs with nothing remembered from before."""
    draft = long_draft()
    for name, text in (("as drafted", "\n".join(lines(draft))), ("reworded", reworded(draft))):
        written = written_text(text.splitlines())
        times = []
        for _ in range(5):
            spoken_numbers.cache_clear()
            began = perf_counter()
            check_text(written, draft)
            times.append(perf_counter() - began)
        took = median(times)
        print(
            f"check of {len(text):,} characters, 300 figures, {name}: {took * 1000:.0f} ms{' OVER' if took > GOAL else ''}"
        )


main()
