"""Start 工会工作台账 from a checkout."""

from __future__ import annotations

import sys

from unionoffice.app import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
