"""Run every benchmark and print its ratios (`python -m tests.benchmarks`)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> None:
    """Run each in a process of its own, so that none warms up another."""
    for script in sorted(Path(__file__).parent.glob("bench_*.py")):
        print(f"== {script.stem}", flush=True)
        subprocess.run([sys.executable, "-m", f"tests.benchmarks.{script.stem}"], check=True)


if __name__ == "__main__":
    main()
