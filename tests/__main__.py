"""Check everything: format, lint, types, tests (`python -m tests`); stops at the first that fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
STEPS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("pytest", "-n", "2", "--dist", "loadfile"),
)


def main() -> int:
    """Run every step; returns the exit code of the first that fails, else 0."""
    from unionoffice.errors import OfficeError
    from unionoffice.system_libraries import refuse_without_libraries

    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        refuse_without_libraries(environ)
    except OfficeError as error:
        print(error.sentence, file=sys.stderr)
        return 1
    for tool, *words in STEPS:
        print(f"== {tool} {' '.join(words)}", flush=True)
        code = subprocess.run([sys.executable, "-m", tool, *words], cwd=ROOT, env=environ, check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
