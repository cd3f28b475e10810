"""Take steps back and do them again until killed by a clock of this process's own."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from unionoffice.usecases.office import Office
from unionoffice.usecases.undo import redo, undo


def main() -> None:
    """Tell the parent when it begins; the kill comes so many seconds later, in the middle of whatever is done then."""
    with Office.open(Path(sys.argv[1])) as office:
        print("turning", flush=True)
        threading.Timer(float(sys.argv[2]), os.kill, (os.getpid(), signal.SIGKILL)).start()
        while True:
            undo(office)
            redo(office)


if __name__ == "__main__":
    main()
