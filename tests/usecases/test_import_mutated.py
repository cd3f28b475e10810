"""Broken files meet the import itself: a refused one leaves the office as it was, one that is read stays consistent."""

from __future__ import annotations

import os
import time
from pathlib import Path

from tests.exchange.mutated_files import mutated
from tests.exchange.test_hostile_files import HOSTILE
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.storage import trail
from unionoffice.usecases.import_ledger import ImportReport, import_file
from unionoffice.usecases.office import Office
from unionoffice.usecases.undo import undo

COUNT = 1000 if os.environ.get("UNIONOFFICE_LONG") == "1" else 36


def imported(office: Office, source: Path) -> tuple[ImportReport | None, str]:
    """Import a file; gives what was done, or why nothing was."""
    try:
        return import_file(office, "household", source, "add"), ""
    except OfficeError as refused:
        return None, refused.sentence


def test_a_refused_file_writes_nothing_and_whatever_is_taken_is_on_the_trail(office: Office, tmp_path: Path) -> None:
    source = tmp_path / "名册.xlsx"
    hostile = [HOSTILE[name]() for name in ("one far cell", "a bomb of words", "open quote", "csv with zeros")]
    seen = {"refused": 0, "taken": 0}
    added = 0
    for content in [*hostile, *mutated(COUNT, 5)]:
        source.write_bytes(content)
        before = trail.head(office.file.db)
        started = time.process_time()
        report, sentence = imported(office, source)
        if report is None:
            seen["refused"] += 1
            assert "\n" not in sentence
            assert 5 < len(sentence) < 90
            assert trail.head(office.file.db) == before
        else:
            seen["taken"] += 1
            added += report.added
            assert office.count("household", Query()) == report.added
            new = [each for each in trail.latest(office.file.db, 400) if each.seq > before.seq]
            assert sum(each.table == "household" and each.op == "insert" for each in new) == report.added
            if report.added:
                undo(office)
            assert office.count("household", Query()) == office.count("family", Query()) == 0
        assert time.process_time() - started < 2
    assert min(seen.values()) > 5
    assert added > 100
    assert trail.verify(office.file.db) is None
