"""Import a file again and again until killed; the parent of this process holds the knife."""

from __future__ import annotations

import sys
from pathlib import Path

from unionoffice.usecases.import_ledger import import_file
from unionoffice.usecases.office import Office


def main() -> None:
    """Tell the parent when the import begins."""
    folder, source = Path(sys.argv[1]), Path(sys.argv[2])
    with Office.open(folder) as office:
        print("importing", flush=True)
        report = import_file(office, "member", source)
        print("done", report.added, flush=True)


if __name__ == "__main__":
    main()
