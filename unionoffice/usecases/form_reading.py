"""Read from the ledgers what each source of a superior's form gives for one period and, where it has one, one record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from unionoffice.domain.capital_amount import capital_amount
from unionoffice.domain.draft import Figure, State, plain_number
from unionoffice.domain.form_contents import Value
from unionoffice.domain.kinds import Choice, Ref
from unionoffice.domain.ledger import Field, Ledger, Privacy, Record
from unionoffice.domain.period import Period
from unionoffice.domain.query import BLANK, Axis, Grain, Query
from unionoffice.domain.superior_form import (
    Block,
    CountSource,
    FieldSource,
    FigureSource,
    OfficeFact,
    Source,
    Words,
)
from unionoffice.exchange.profiles import Profile, cell_of
from unionoffice.usecases.form_people import is_of_another, stand_in
from unionoffice.usecases.form_sources import FACTS, fact, field_at, figures_of, is_lasting, link_to
from unionoffice.usecases.office import Office
from unionoffice.usecases.statistics import counted_records

_WAN_PLACES = 4


class NoValue(Exception):
    """A source gives nothing; the sentence tells the clerk why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class FormReading:
    """What the ledgers say at one moment; figures are worked out when the first is asked for."""

    def __init__(
        self, office: Office, period: Period, record: Record | None, profile: Profile, *, in_words: bool
    ) -> None:
        self.office, self.period, self.record, self.profile = office, period, record, profile
        self.in_words = in_words
        """Whether all values are wanted as words, as a Word form takes them."""
        self._linked: dict[tuple[str, int], Record] = {}
        self._doubts: list[str] = []

    @cached_property
    def _figures(self) -> Mapping[FigureSource, Figure]:
        return figures_of(self.office, self.period)

    def value(self, source: Source) -> Value:
        """Give what a single cell takes; raises NoValue with the reason."""
        if not isinstance(source, Words | OfficeFact) and source.in_capitals:
            return _capitals(self.value(replace(source, in_wan=False, in_capitals=False)))
        match source:
            case Words(text):
                return text
            case OfficeFact(key):
                return self._fact(key)
            case FigureSource():
                return self._figure(source)
            case CountSource():
                return self._count(source)
            case FieldSource(field, in_wan=in_wan):
                if self.record is None:
                    raise NoValue("没有选择要填的登记")
                return self.field_value(self.record, field, in_wan=in_wan)

    def told_doubts(self) -> list[str]:
        """Give what the values since the last call leave out."""
        told, self._doubts = self._doubts, []
        return told

    def _fact(self, key: str) -> Value:
        words = fact(self.office, self.period, key)
        if not words:
            raise NoValue(f"本单位还没有填“{FACTS.get(key, '这一项')}”，可在设置中填写")
        if self.in_words:
            return words
        match key:
            case "filled_on" | "period_start" | "period_end":
                return date.fromisoformat(words)
            case "year" | "month":
                return int(words)
        return words

    def _figure(self, source: FigureSource) -> Value:
        named = replace(source, in_wan=False, in_capitals=False)
        figure = self._figures.get(named) or self._figure_elsewhere(named)
        if figure is None or figure.state is State.BLANK or figure.value is None:
            raise NoValue(f"{self.period.label}没有“{source.label}”这个数字")
        number = plain_number(_scaled(figure.value, in_wan=source.in_wan))
        if figure.upper is not None:
            return f"{number}—{plain_number(_scaled(figure.upper, in_wan=source.in_wan))}"
        if figure.qualifier:
            return number + figure.qualifier if figure.qualifier in "余多" else figure.qualifier + number
        return f"{number}%" if figure.unit == "%" else self._number(Decimal(number))

    def _figure_elsewhere(self, source: FigureSource) -> Figure | None:
        """Find a figure that stands in another paragraph this time, where only one can be meant."""
        if not is_lasting(source):
            return None
        found = {
            figure.text: figure
            for other, figure in self._figures.items()
            if (other.label, other.unit) == (source.label, source.unit) and is_lasting(other)
        }
        return found.popitem()[1] if len(found) == 1 else None

    def _count(self, source: CountSource) -> Value:
        ledger = self._ledger(source.ledger)
        query = replace(self._checked(ledger, source.query), period=self.period)
        if source.linked:
            return self._linked_count(ledger, query, source.linked)
        # What is planned, called off or not paid is not done; a filter may still ask for it.
        query = counted_records(self.office, ledger, query, asked=True)
        if not source.summed:
            return self._number(Decimal(self.office.count(ledger.key, query)))
        summed = ledger.get(source.summed, None)
        if summed is None or summed not in ledger.summed:
            raise NoValue(f"“{ledger.title}”里已经没有要合计的这一栏")
        found = [each for each in self.office.totals(ledger.key, query) if each.field is summed]
        if len(found) > 1:
            sides = "和".join(each.side or "没写收支" for each in found)
            raise NoValue(f"“{ledger.title}”本期{sides}都有，不能相加；请用筛选只取一种")
        blank = self._blank(ledger, summed, query)
        if not found and blank:
            raise NoValue(f"本期 {blank} 条“{ledger.title}”都没有填“{summed.title}”，合计不出来")
        if not found:
            return self._number(Decimal(0))
        if blank:
            self._doubts.append(f"有 {blank} 条“{ledger.title}”没有填“{summed.title}”，没有计入，请核对")
        number = _scaled(Decimal(found[0].total), in_wan=source.in_wan)
        # An amount of which one part is only a lower bound is a lower bound itself.
        return f"{plain_number(number)}余" if found[0].is_least else self._number(number)

    def _blank(self, ledger: Ledger, summed: Field[Any], query: Query) -> int:
        axis = Axis(summed.key, Grain.FILLED)
        return dict(self.office.table(ledger.key).distinct(axis, query, self.office.context())).get(BLANK, 0)

    def _linked_count(self, ledger: Ledger, query: Query, key: str) -> Value:
        """Count the records that those of the query link to; one without a link could be any of them or another."""
        link = ledger.get(key, None)
        if link is None or not isinstance(link.kind, Ref):
            raise NoValue(f"“{ledger.title}”里已经没有要数的这一栏")
        groups = dict(self.office.table(ledger.key).distinct(Axis(key), query, self.office.context()))
        if BLANK in groups:
            raise NoValue(f"本期有 {groups[BLANK]} 条“{ledger.title}”没有填“{link.title}”，数不准")
        return self._number(Decimal(len(groups)))

    def _number(self, number: Decimal) -> Value:
        words = plain_number(number)
        if self.in_words:
            return words
        return Decimal(words) if "." in words else int(words)

    def _ledger(self, key: str) -> Ledger:
        ledger = self.office.ledgers.by_key.get(key)
        if ledger is None:
            raise NoValue("要取数的台账已经删除或隐藏")
        return ledger

    def _checked(self, ledger: Ledger, query: Query) -> Query:
        asked = [*query.equals, *query.between, *(axis.key for axis in query.among)]
        if any(ledger.get(key, None) is None for key in asked):
            raise NoValue(f"“{ledger.title}”里已经没有筛选所用的栏目，请重新指定筛选")
        among = {axis: self._as_called_now(ledger, axis, codes) for axis, codes in query.among.items()}
        return replace(query, among=among, order=query.order if ledger.get(query.order, None) else "")

    def _as_called_now(self, ledger: Ledger, axis: Axis, codes: frozenset[str]) -> frozenset[str]:
        """Follow the labels of a list that the office has renamed since the filter was made."""
        kind = ledger.get(axis.key).kind
        if axis.grain is not Grain.VALUE or not isinstance(kind, Choice):
            return codes
        known = self.office.codebook[kind.codes]
        return frozenset(known.find(code) or code for code in codes)

    def field_value(self, record: Record, key: str, *, in_wan: bool = False) -> Value:
        """Give a field of a record, None where it is blank; raises NoValue where there is no such field any more."""
        field = field_at(self.office, record.ledger, key)
        if field is None:
            raise NoValue(f"“{record.ledger.title}”里已经没有这一栏")
        if self.profile == "public" and field.privacy is Privacy.HIDDEN:
            raise NoValue(f"“{field.title}”不公开，公示时不填")
        holder = self._holder(record, key)
        value = None if holder is None or is_of_another(record, key, holder) else holder.values.get(field.key)
        if value is not None:
            return self._cell(field, value, in_wan=in_wan)
        instead = stand_in(record.ledger, key)
        return self.field_value(record, instead, in_wan=in_wan) if instead else None

    def withholds(self, record: Record, key: str) -> bool:
        """Tell whether a linked record has the field, but of another person than the row is about."""
        holder = self._holder(record, key) if "." in key else None
        return (
            is_of_another(record, key, holder)
            and holder is not None
            and holder.values.get(key.partition(".")[2]) is not None
        )

    def _holder(self, record: Record, key: str) -> Record | None:
        """Find the record that has the field: this one, or the one that it links to."""
        near, _, far = key.partition(".")
        if not far:
            return record
        link = record.values.get(near)
        kind = record.ledger.get(near).kind
        if link is None or not isinstance(kind, Ref):
            return None
        if (kind.ledger, link.id) not in self._linked:
            self._linked[kind.ledger, link.id] = self.office.record(kind.ledger, link.id)
        return self._linked[kind.ledger, link.id]

    def _cell(self, field: Field[Any], value: Any, *, in_wan: bool) -> Value:
        cell = cell_of(field, value, self.profile)
        if isinstance(cell, Decimal) and in_wan:
            return self._number(_scaled(cell, in_wan=True))
        if self.in_words and not isinstance(cell, str):
            return str(field.kind.text(value))
        return Decimal(str(cell)) if isinstance(cell, float) else cell

    def block_records(self, block: Block) -> list[Record]:
        """Read the records that detail rows are filled with; raises NoValue with the reason.

        Rows of the period stand in the order of their dates unless the block names another; those that belong to the
        form's record are of any time.
        """
        ledger = self._ledger(block.ledger)
        query = self._checked(ledger, block.query)
        query = self._belonging(ledger, query) if block.child_of else replace(query, period=self.period)
        if not query.order and ledger.when is not None:
            query = replace(query, order=ledger.when.key)
        ids = self.office.ids(ledger.key, query)
        return self.office.records(ledger.key, ids if query.order else sorted(ids))

    def _belonging(self, ledger: Ledger, query: Query) -> Query:
        if self.record is None:
            raise NoValue("没有选择要填的登记")
        field = link_to(ledger, self.record.ledger)
        if field is None:
            raise NoValue(f"“{ledger.title}”不属于“{self.record.ledger.title}”，请重新指定明细")
        if field is ledger.parent:
            return replace(query, parent=self.record.id)
        link = self.office.link(self.record.ledger.key, self.record.id)
        return replace(query, equals={**query.equals, field.key: link.label})


def _capitals(value: Value) -> Value:
    """Write an amount in 大写; one that is not exact has none."""
    if value is None or value == "":
        return None
    words = str(value).replace(",", "")
    if re.fullmatch(r"[0-9]+(\.[0-9]{1,2})?", words) is None:
        raise NoValue(f"“{words}”不是准确的金额，没有写成大写")
    return capital_amount(Decimal(words))


def _scaled(value: Decimal, *, in_wan: bool) -> Decimal:
    """Give yuan in 万元 where that is asked for: exact, never rounded."""
    return value.scaleb(-_WAN_PLACES) if in_wan else value
