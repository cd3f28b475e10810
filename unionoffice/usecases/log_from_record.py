"""Writes the log line of an event or an aid payment, once: the line names its record, so nothing is typed or told twice."""

from __future__ import annotations

from typing import Any

from unionoffice.domain.kinds import Choice, Entry, Link
from unionoffice.domain.ledger import Field, Record
from unionoffice.domain.one_line_entry import category_of
from unionoffice.domain.query import Axis, Query
from unionoffice.errors import OfficeError
from unionoffice.ledgers import aid, event, work_log
from unionoffice.ledgers.shared import CHAPTER, CO_ORG, FIGURES, HEADCOUNT, NATURE, PERIOD, PERSON_TIMES, UNIT, WHEN
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.one_line_entry import log_words

LINKS: dict[str, Field[Link]] = {"event": work_log.FROM_EVENT, "aid": work_log.FROM_AID}
"""The field of a log line that names its source, by the source's ledger."""
OTHERWISE = "其他"


def log_line_of(office: Office, source: Record) -> Record | None:
    """Find the log line that was written from a record."""
    axis = Axis(LINKS[source.ledger.key].key)
    ids = office.ids("work_log", Query(among={axis: frozenset({str(source.id)})}))
    return next(iter(office.records("work_log", sorted(ids)[:1])), None)


def write_log_line(office: Office, source: Record) -> tuple[Record, bool]:
    """Write the log line of a record, or find the one written before; tells whether it is new. Raises OfficeError."""
    there = log_line_of(office, source)
    if there is not None:
        return there, False
    raw = _from_event(office, source) if source.ledger.key == "event" else _from_aid(office, source)
    shared = {each.key: source.text(each) for each in (WHEN, PERIOD, NATURE, UNIT, CO_ORG, CHAPTER)}
    link = Link(source.ledger.key, source.id, source.label)
    raw = {**shared, UNIT.key: source.values.get(UNIT.key), **raw, LINKS[source.ledger.key].key: link}
    kept = keep(office, "work_log", {key: words for key, words in raw.items() if words})
    if kept.record is None:
        raise OfficeError(f"没有写入工作日志：{kept.problems[0].sentence}")
    return kept.record, True


def _from_event(office: Office, source: Record) -> dict[str, object]:
    counted = [_entry(source, key, name) for key, name in ((PERSON_TIMES, "参加"), (event.TEAMS, "参赛队"))]
    money = [_entry(source, event.SPENT, "支出")]
    is_plan = source.text(event.STATUS) == "筹备"
    return {
        work_log.TITLE.key: source.text(event.TITLE),
        work_log.CATEGORY.key: _category(office, "from_event", source.text(event.TYPE), source.text(event.TITLE)),
        work_log.CONTENT.key: source.text(event.REVIEW),
        work_log.PLACE.key: source.text(event.PLACE),
        work_log.PEOPLE.key: source.text(event.PEOPLE),
        HEADCOUNT.key: source.text(HEADCOUNT),
        FIGURES.key: _figures(source, counted + money),
        **({NATURE.key: "计划"} if is_plan else {}),
    }


def _from_aid(office: Office, source: Record) -> dict[str, object]:
    """Write what was given, never to whom or for which illness: the log is read by others."""
    money = "收到" if source.text(aid.DIRECTION) == "收入" else "发放"
    counted = [_entry(source, key, "") for key in (aid.PERSON_TIMES, aid.HOUSEHOLDS)]
    is_open = source.text(aid.STAGE) in ("待审核", "待发放")
    return {
        work_log.TITLE.key: f"{source.text(aid.CLASS)}：{source.text(aid.KIND)}",
        work_log.CATEGORY.key: _category(office, "from_aid", source.text(aid.CLASS), ""),
        HEADCOUNT.key: source.text(aid.PERSONS),
        FIGURES.key: _figures(source, [*counted, _entry(source, aid.AMOUNT, money, aid.AMOUNT_QUALIFIER)]),
        **({NATURE.key: "计划"} if is_open else {}),
    }


def _entry(source: Record, key: Field[Any], name: str, qualifier: Field[str] | None = None) -> str:
    value = source[key]
    if not value:
        return ""
    words = source.text(qualifier) if qualifier else ""
    before, after = ("", words) if words in ("余", "多") else (words, "")
    name = name or key.title
    return f"{name} {before}{value.normalize() if hasattr(value, 'normalize') else value:f}{after} {key.kind.unit}"


def _figures(source: Record, counted: list[str]) -> str:
    entries: tuple[Entry, ...] = source[FIGURES] or ()
    return "；".join([*filter(None, counted), *(each.text for each in entries)])


def _category(office: Office, table: str, kind: str, title: str) -> str:
    """Choose the 类别 by the kind of the source, else by its words; the office's list decides what exists."""
    words = log_words()
    known = office.codebook[_code_list()]
    offered = [words[table].get(kind, ""), category_of(title, words["categories"]), OTHERWISE, *known.labels]
    return next(str(each) for each in offered if each and known.find(each))


def _code_list() -> str:
    kind = work_log.CATEGORY.kind
    assert isinstance(kind, Choice)
    return kind.codes
