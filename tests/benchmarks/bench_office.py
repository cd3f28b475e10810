"""Measure a very large office: python -m tests.benchmarks.bench_office [members [aid rows [attendance rows]]].

Each time stands beside the same page of a constant model, and each list and table beside one scan of its rows.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import tempfile
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtCore import QPoint

from tests.benchmarks.bench_table import RUNS, TENS, Times, page_times, print_times, show, timed
from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Axis, Grain, Query
from unionoffice.gui.application import prepared_application
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.page import LedgerPage
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.messages import WindowMessages
from unionoffice.gui.theme import LIGHT, Look
from unionoffice.ledgers import BY_KEY
from unionoffice.usecases.column_values import column_values
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.statistics import Measure, as_rows, statistics

UNITS, EVENTS = 120, 400
STATES = ("在籍", "在籍", "在籍", "在籍", "在籍", "在籍", "在籍", "保留会籍", "转出", "退会")
FIRST_DAY = date(2024, 1, 1)
POPUP_GOAL, STATISTICS_GOAL = 300, 500
"""Milliseconds."""


def name_of(number: int) -> str:
    """Invent a name of a number."""
    return "职工" + "".join(TENS[int(digit)] for digit in f"{number:06}"[-5:])


def members(count: int) -> Iterable[dict[str, object]]:
    """Invent the roll."""
    for number in range(count):
        yield {
            "no": f"HY{number:07}",
            "name": name_of(number),
            "gender": "女" if number % 2 else "男",
            "id_number": f"A{number:09}",
            "phone": f"138{number:08}",
            "joined_on": f"{1990 + number % 35}-05",
            "state": STATES[number % len(STATES)],
            "unit": Link("unit", number % UNITS + 1),
        }


def aids(count: int) -> Iterable[dict[str, object]]:
    """Invent what was given."""
    for number in range(count):
        yield {
            "no": f"BF2026-{number:05}",
            "when": (FIRST_DAY + timedelta(days=number % 900)).isoformat(),
            "class": ("送温暖慰问", "职工福利", "帮扶救助")[number % 3],
            "kind": ("节日慰问", "住院慰问", "生活救助")[number % 3],
            "direction": "收入" if number % 7 == 0 else "支出",
            "recipient": name_of(number),
            "amount": str(100 + number % 900),
            "unit": Link("unit", number % UNITS + 1),
        }


def attendances(count: int) -> Iterable[dict[str, object]]:
    """Invent who came to which event."""
    for number in range(count):
        yield {"event": Link("event", number % EVENTS + 1), "name": name_of(number), "group": f"第{number % 9 + 1}组"}


def fill(office: Office, ledger: str, rows: Iterable[dict[str, object]]) -> None:
    """Write rows past the form: what is measured begins with the finished office."""
    table, declared, context = office.table(ledger), BY_KEY[ledger], office.context()
    known: dict[tuple[str, object], Any] = {}
    with office.file.write():
        for raw in rows:
            values = {}
            for key, words in raw.items():
                if (key, words) not in known:
                    known[key, words] = declared.get(key).kind.parse(words, context)
                values[key] = known[key, words]
            table.add(Record(declared, values))


def build(office: Office, counts: tuple[int, ...]) -> None:
    """Make the whole office."""
    with office.file.write():
        for number in range(UNITS):
            keep(office, "unit", {"name": f"第{number + 1}分工会"})
        for number in range(EVENTS):
            raw = {"title": f"示例活动{number + 1}", "type": "文体", "when": "2026-05-08"}
            keep(office, "event", raw)
    fill(office, "member", members(counts[0]))
    fill(office, "aid", aids(counts[1]))
    fill(office, "attendance", attendances(counts[2]))


def popup_times(desk: Desk, ledger: str) -> list[float]:
    """Measure the box in which the values of a column are ticked."""
    pane = LedgerPage(desk, LedgerPane(desk, BY_KEY[ledger])).active
    pane.show_query(Query())
    return [timed(partial(_open_box, pane)) for _ in range(RUNS)]


def _open_box(pane: LedgerPane) -> None:
    box = pane.ask_filter(pane.ledger.label[0], QPoint(0, 0))
    show(box)
    box.close()


def office_times(office: Office) -> Times:
    """Measure what is counted and listed without a window, and the saving of one record."""
    member, aid, attendance = (BY_KEY[key] for key in ("member", "aid", "attendance"))
    asked: dict[str, Callable[[], object]] = {
        "values of 单位": lambda: column_values(office, member, member.get("unit"), Query()),
        "values of 姓名": lambda: column_values(office, member, member.get("name"), Query()),
        "values of 姓名, searched": lambda: column_values(office, member, member.get("name"), Query(), "甲乙"),
        "values of 金额": lambda: column_values(office, aid, aid.get("amount"), Query()),
        "statistics of 会员 by 单位 and 会籍状态": lambda: _table(office, "member", Axis("unit"), Axis("state")),
        "statistics of 帮扶 by 月份 and 类别": lambda: _table(office, "aid", Axis("when", Grain.MONTH), Axis("class")),
        "statistics of 签到 by 组别": lambda: _table(office, "attendance", Axis("group"), None),
        "sign-ins of one event": lambda: office.children(attendance.key, 7),
        "save one member": lambda: _save(office, "member"),
        "save one aid": lambda: _save(office, "aid"),
    }
    return {title: [timed(act) for _ in range(RUNS)] for title, act in asked.items()}


def _table(office: Office, ledger: str, rows: Axis, columns: Axis | None) -> None:
    as_rows(statistics(office, BY_KEY[ledger], rows, columns, Query()), Measure())


def _save(office: Office, ledger: str) -> None:
    record = office.record(ledger, 77)
    kept = keep(office, ledger, {"note": f"第 {record.version} 次"}, record)
    assert kept.record is not None, kept.problems


def scan(office: Office, ledger: str) -> float:
    """Time the floor of all counting: one look into every row."""
    query = Query(equals={"gender": "女"})
    return median(timed(partial(office.count, ledger, query)) for _ in range(RUNS))


def main() -> None:
    """Print each time with its ratio."""
    given = [int(each) for each in sys.argv[1:4]]
    usual = (100_000, 20_000, 200_000)
    wanted = tuple(given[at] if at < len(given) else usual[at] for at in range(3))
    prepared_application()
    with tempfile.TemporaryDirectory() as folder:
        Office.create(Path(folder) / "office", "示例厂工会").close(back_up=False)
        office = Office.open(Path(folder) / "office", today=lambda: date(2026, 7, 3))
        told = f"{wanted[0]:,} members, {wanted[1]:,} aid rows, {wanted[2]:,} sign-ins"
        print(f"{told}: made in {timed(lambda: build(office, wanted)) / 1000:.0f} s")
        desk = Desk(office, WindowMessages(), Look(LIGHT, 14))
        for ledger, words in (("member", ("甲", "甲乙", "138000001")), ("aid", ("甲", "住院", "BF2026-0001"))):
            print_times(ledger, page_times(desk, ledger, ("no", "unit"), words))
            boxes = popup_times(desk, ledger)
            print(f"  filter box: {median(boxes):.1f} ms, {max(boxes):.1f} ms")
        rows = scan(office, "member")
        print(f"office (median, most; x of one scan of the members, {rows:.1f} ms)")
        for title, each in office_times(office).items():
            goal = STATISTICS_GOAL if title.startswith("statistics") else POPUP_GOAL
            verdict = "" if median(each) <= goal else f"  OVER {goal} ms"
            print(f"  {title}: {median(each):.1f} ms, {max(each):.1f} ms; x{median(each) / rows:.2f}{verdict}")
        office.close(back_up=False)


if __name__ == "__main__":
    main()
