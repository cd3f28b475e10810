"""What the cells and rows of a superior's form may take, and what each source is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from unionoffice.domain.draft import Figure
from unionoffice.domain.kinds import Files, Money, Ref
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.period import Period
from unionoffice.domain.superior_form import (
    SERIAL,
    CountSource,
    FieldSource,
    FigureSource,
    OfficeFact,
    Source,
    Words,
)
from unionoffice.usecases.edit_summary import open_text
from unionoffice.usecases.office import PARENT, REVIEWER, TELEPHONE, Office
from unionoffice.usecases.statistical_year import statistical_lines

FACTS: Mapping[str, str] = {
    "name": "单位名称",
    "parent": "上级工会",
    "author": "制表人",
    "reviewer": "审核人",
    "telephone": "联系电话",
    "filled_on": "填报日期（2026-07-05）",
    "filled_on_words": "填报日期（2026年7月5日）",
    "period": "期间",
    "period_start": "期间第一天",
    "period_end": "期间最后一天",
    "year": "年份",
    "month": "期末月份",
}
"""What an office fact is called, by its key."""
_COUNTED_ONCE = ("household", "member", "unit")
"""Whom a form may ask the number of, however often they come."""
STATISTICS = "statistics"
"""The place of the figures of the yearly statistics."""


@dataclass(frozen=True)
class SourceChoice:
    """One thing that a cell may take."""

    group: str
    title: str
    source: Source
    example: str = ""
    """What it gives at present."""


def source_choices(office: Office, period: Period, per_record: str = "") -> list[SourceChoice]:
    """List what a single cell may take: facts, fields of the record, figures, numbers of records."""
    return [
        *_facts(office, period),
        *_record_fields(office, per_record),
        *_figures(office, period),
        *_counts(office),
    ]


def _facts(office: Office, period: Period) -> Iterator[SourceChoice]:
    for key, title in FACTS.items():
        yield SourceChoice("单位和期间", title, OfficeFact(key), fact(office, period, key))


def fact(office: Office, period: Period, key: str) -> str:
    """Write a fact of the office or the period; empty where the office does not know it."""
    today = office.today
    facts = {
        "name": office.name,
        "parent": office.setting(PARENT),
        "author": office.author,
        "reviewer": office.setting(REVIEWER),
        "telephone": office.setting(TELEPHONE),
        "filled_on": today.isoformat(),
        "filled_on_words": f"{today.year}年{today.month}月{today.day}日",
        "period": period.label,
        "period_start": period.start.isoformat(),
        "period_end": period.end.isoformat(),
        "year": str(period.end.year),
        "month": str(period.end.month),
    }
    return facts.get(key, "")


def _record_fields(office: Office, per_record: str) -> Iterator[SourceChoice]:
    ledger = office.ledgers.by_key.get(per_record)
    if ledger is not None:
        for key, title in field_choices(office, ledger):
            yield SourceChoice(ledger.title, title, FieldSource(key))
            field = field_at(office, ledger, key)
            if field is not None and isinstance(field.kind, Money):
                yield SourceChoice(ledger.title, f"{title}（大写）", FieldSource(key, in_capitals=True))


def field_choices(office: Office, ledger: Ledger) -> list[tuple[str, str]]:
    """List the keys and titles of the fields that a row of a ledger has, then of the records that it links to."""
    own = [(each.key, each.title) for each in ledger.fields if not isinstance(each.kind, Files)]
    for link in ledger.fields:
        far = office.ledgers.by_key.get(link.kind.ledger) if isinstance(link.kind, Ref) else None
        if far is not None:
            own += [
                (f"{link.key}.{each.key}", f"{link.title}：{each.title}")
                for each in far.fields
                if not isinstance(each.kind, Files)
                and not (isinstance(each.kind, Ref) and each.kind.ledger == ledger.key)
            ]
    return own


def column_choices(office: Office, ledger: str) -> list[tuple[str, str]]:
    """List what a column of detail rows may take, 序号 first."""
    return [(SERIAL, "序号"), *field_choices(office, office.ledgers.by_key[ledger])]


def field_at(office: Office, ledger: Ledger, key: str) -> Field[Any] | None:
    """Find the field that a key means, through a link too; None where the ledger does not have it any more."""
    near, _, far = key.partition(".")
    field = ledger.get(near, None)
    if not far or field is None or not isinstance(field.kind, Ref):
        return None if far else field
    linked = office.ledgers.by_key.get(field.kind.ledger)
    return linked.get(far, None) if linked else None


def block_ledgers(office: Office, per_record: str = "") -> list[tuple[Ledger, bool]]:
    """List the ledgers whose records may fill detail rows; True beside those that belong to the form's record."""
    whole = office.ledgers.by_key.get(per_record)
    belonging = [each for each in office.ledgers.all if whole is not None and link_to(each, whole)]
    return [*((each, True) for each in belonging), *((each, False) for each in office.ledgers.all)]


def link_to(ledger: Ledger, whole: Ledger) -> Field[Any] | None:
    """Find the field by which a ledger's records belong to one of another ledger."""
    links = [each for each in ledger.fields if isinstance(each.kind, Ref) and each.kind.ledger == whole.key]
    return next((each for each in links if each is ledger.parent), links[0] if links else None)


def _figures(office: Office, period: Period) -> Iterator[SourceChoice]:
    for source, figure in figures_of(office, period).items():
        lasting = "总结中的数字" if is_lasting(source) else "总结中的数字（只有本期有）"
        group = "统计年报数字" if source.place == STATISTICS else lasting
        yield SourceChoice(group, _figure_title(source), source, figure.text)
        if source.unit == "元":
            yield SourceChoice(group, f"{source.label}（大写）", replace(source, in_capitals=True))


def figures_of(office: Office, period: Period) -> dict[FigureSource, Figure]:
    """Give every figure of a period by its lasting name, of several of one name the first."""
    found: dict[FigureSource, Figure] = {}
    for line in statistical_lines(office, period):
        found.setdefault(FigureSource(STATISTICS, line.figure.label, line.figure.unit), line.figure)
    whole = open_text(office, period).whole
    for paragraph in whole.paragraphs:
        for figure in paragraph.figures:
            found.setdefault(FigureSource(paragraph.key, figure.label, figure.unit), figure)
    for figure in whole.not_written:
        found.setdefault(FigureSource("", figure.label, figure.unit), figure)
    return found


def is_lasting(source: FigureSource) -> bool:
    """Tell whether a figure can be found again in another period: one that a single record states cannot."""
    return re.fullmatch(r"[a-z_0-9]+/[0-9]+", source.place) is None


def _counts(office: Office) -> Iterator[SourceChoice]:
    for ledger in office.ledgers.all:
        group = f"{ledger.title}：条数与合计"
        yield SourceChoice(group, f"{ledger.title}条数", CountSource(ledger.key))
        for each in ledger.summed:
            total = CountSource(ledger.key, summed=each.key)
            yield SourceChoice(group, f"{ledger.title}{each.title}合计", total)
            if isinstance(each.kind, Money):
                yield SourceChoice(group, f"{ledger.title}{each.title}合计（大写）", replace(total, in_capitals=True))
        for each in ledger.fields:
            if isinstance(each.kind, Ref) and each is not ledger.parent and each.kind.ledger in _COUNTED_ONCE:
                title = f"{ledger.title}的{each.title}数（不重复）"
                yield SourceChoice(group, title, CountSource(ledger.key, linked=each.key))


def source_title(office: Office, source: Source, per_record: str = "") -> str:
    """Say in one line what a cell of a form takes that is filled for a record of this ledger."""
    in_wan = "" if isinstance(source, Words | OfficeFact) else _written_as(source)
    match source:
        case Words(text):
            return f"固定文字：{text}"
        case OfficeFact(key):
            return f"本单位：{FACTS.get(key, key)}"
        case FigureSource():
            return f"数字：{_figure_title(source)}{in_wan}"
        case CountSource():
            return f"台账：{_count_title(office, source)}{in_wan}"
        case FieldSource(field):
            return f"登记：{field_title(office, per_record, field)}{in_wan}"


def _written_as(source: FigureSource | CountSource | FieldSource) -> str:
    return "（大写）" if source.in_capitals else "（万元）" if source.in_wan else ""


def _figure_title(source: FigureSource) -> str:
    return f"{source.label}（{source.unit}）" if source.unit and not _written_as(source) else source.label


def _count_title(office: Office, source: CountSource) -> str:
    ledger = office.ledgers.by_key.get(source.ledger)
    if ledger is None:
        return "台账已删除"
    summed = ledger.get(source.summed, None) if source.summed else None
    linked = ledger.get(source.linked, None) if source.linked else None
    what = f"的{linked.title}数（不重复）" if linked else f"{summed.title}合计" if summed else "条数"
    return f"{ledger.title}{what}{'（按筛选）' if source.query.picks or source.query.words else ''}"


def field_title(office: Office, ledger: str, key: str) -> str:
    """Say what a field key of a ledger means."""
    declared = office.ledgers.by_key.get(ledger)
    field = field_at(office, declared, key) if declared else None
    if declared is None or field is None:
        return "栏目已删除"
    near = declared.get(key.partition(".")[0])
    return field.title if near is field else f"{near.title}：{field.title}"
