"""Enter raw words into records without an office file: what the window does, in memory."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from unionoffice.domain.codes import codebook_from_json
from unionoffice.domain.draft import Part
from unionoffice.domain.kinds import Context, Link, Refused
from unionoffice.domain.ledger import Record
from unionoffice.domain.period import Period
from unionoffice.ledgers import BY_KEY
from unionoffice.paths import RESOURCES
from unionoffice.summary.chapters import ChapterNode, template_rules
from unionoffice.summary.half_year import Material


class Desk:
    """Records as they are entered, one after the other."""

    def __init__(self, today: date) -> None:
        codes = codebook_from_json(json.loads((RESOURCES / "codes.json").read_text("utf-8")))
        self.context = Context(codes, today, self.find)
        self.records: dict[str, list[Record]] = {}

    def find(self, ledger: str, words: str) -> Link:
        """Find a record entered before by its label."""
        found = [each for each in self.records.get(ledger, ()) if each.label == words]
        if not found:
            raise Refused(f"没有找到“{words}”")
        return Link(ledger, found[0].id, words)

    def enter(self, ledger: str, **raw: object) -> Record:
        """Enter one record; every blocking problem fails the test."""
        record, problems = BY_KEY[ledger].parse(raw, self.context)
        assert record is not None, (ledger, raw, problems)
        kept = Record(record.ledger, record.values, len(self.records.get(ledger, ())) + 1)
        self.records.setdefault(ledger, []).append(kept)
        return kept


def demo_offices() -> list[dict[str, Any]]:
    """Read the nine sample offices, in their order."""
    folder: Path = RESOURCES / "demo"
    offices = [json.loads(file.read_text("utf-8")) for file in folder.glob("office*.json")]
    return sorted(offices, key=lambda office: int(office["number"]))


def material_of(office: Mapping[str, Any]) -> Material:
    """Enter a sample office and make the material of its summary."""
    label, start, end = (office["period"][key] for key in ("label", "start", "end"))
    period = Period(label, date.fromisoformat(start), date.fromisoformat(end))
    desk = Desk(period.end)
    for ledger, rows in office["records"].items():
        for raw in rows:
            desk.enter(ledger, **raw)
    return Material(
        office=office["office"],
        parent=office["parent"],
        period=period,
        chapters=[ChapterNode(each["title"], Part(each["part"])) for each in office["chapters"]],
        rules=template_rules(office["template"]),
        records=desk.records,
        signed_on=date.fromisoformat(office["signed_on"]),
    )
