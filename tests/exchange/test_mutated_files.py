from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COUNT = 1000 if os.environ.get("UNIONOFFICE_LONG") == "1" else 100


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux for the most memory a process had")
@pytest.mark.parametrize("seed", [8])
def test_a_broken_file_ends_in_a_table_or_in_one_sentence_quickly_and_in_little_memory(seed: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.exchange.mutated_files", str(COUNT), str(seed)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        cwd=Path(__file__).parents[2],
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["wrong"] == []
    assert told["read"] + told["refused"] == COUNT
    assert min(told["read"], told["refused"]) > COUNT // 20
    assert told["slowest"] < 2
    assert told["memory"] < 200
