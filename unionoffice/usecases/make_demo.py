"""Make the nine sample offices: their records are entered through the same door as the clerk's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from unionoffice.domain.draft import Part
from unionoffice.domain.period import Period, named_period
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.exchange.safe_name import safe_name
from unionoffice.paths import RESOURCES
from unionoffice.summary.chapters import ChapterNode
from unionoffice.usecases.default_rows import SEEDED_LEDGERS
from unionoffice.usecases.draft_summary import draft, write
from unionoffice.usecases.export_ledger import Selection, export
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

LEDGERS = ("work_log", "event", "aid", "member")
"""The ledgers that every sample office exports, filled or not."""


@dataclass(frozen=True)
class DemoOffice:
    """One sample office on disk."""

    office: Path
    paths: tuple[Path, ...]


def make_demo(folder: Path) -> Iterator[DemoOffice]:
    """Make the sample offices one by one, each in its own folder; raises OfficeError where one stands already."""
    for number in range(1, 10):
        content = json.loads((RESOURCES / "demo" / f"office{number}.json").read_text("utf-8"))
        place = folder / safe_name(f"{number}-{content['kind']}")
        if place.exists() and any(place.iterdir()):
            raise OfficeError(f"文件夹“{place.name}”里已有内容，样例没有覆盖它；请换一个文件夹。")
        yield _make(content, place)


def _make(content: dict[str, Any], place: Path) -> DemoOffice:
    period = _period(content["period"])
    with _enter(content, place / "office", period) as office:
        paths = [place / "office"]
        filled = {each.key for each in office.ledgers.all if office.count(each.key, Query())} - SEEDED_LEDGERS
        for ledger in dict.fromkeys([*LEDGERS, *(each.key for each in office.ledgers.all if each.key in filled)]):
            target = place / f"{safe_name(office.ledgers.by_key[ledger].title)}.xlsx"
            paths.append(export(office, Selection(ledger, Query(period=period)), target))
        pdf, docx, json = (place / f"summary.{form}" for form in ("pdf", "docx", "json"))
        paths += write(office, draft(office, period), pdf, docx, json)
    return DemoOffice(place / "office", tuple(paths))


def _enter(content: dict[str, Any], folder: Path, period: Period) -> Office:
    name, author, parent = content["office"], content["author"], content["parent"]
    Office.create(folder, name, author, content["template"], parent=parent).close(back_up=False)
    signed_on = date.fromisoformat(content["signed_on"])
    office = Office.open(folder, today=lambda: signed_on)
    try:
        with office.file.write():
            office.codes.set_chapters(ChapterNode(each["title"], Part(each["part"])) for each in content["chapters"])
            if named_period(period.label) is None:
                office.add_period(period)
            office.work_on(period)
            # In the order of the file, so that a record comes after what it points at.
            for ledger, rows in content["records"].items():
                for raw in rows:
                    _keep(office, ledger, raw)
    except BaseException:
        office.file.close()
        raise
    return office


def _keep(office: Office, ledger: str, raw: dict[str, str]) -> None:
    kept = keep(office, ledger, raw)
    if kept.record is None:
        raise ValueError(f"{ledger} {raw}: {kept.problems}")


def _period(content: dict[str, str]) -> Period:
    return Period(content["label"], date.fromisoformat(content["start"]), date.fromisoformat(content["end"]))
