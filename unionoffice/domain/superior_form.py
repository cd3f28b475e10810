"""What the office knows of a superior's own form: which cell takes what, and which rows take which records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from unionoffice.domain.form_contents import Place
from unionoffice.domain.query import Axis, Grain, Query

SERIAL = "#"
"""What a column takes that counts the rows: 序号."""


@dataclass(frozen=True)
class Words:
    """Fixed words."""

    text: str


@dataclass(frozen=True)
class OfficeFact:
    """Something that the office or the period is called: 单位名称, 填报日期, 期间."""

    key: str


@dataclass(frozen=True)
class FigureSource:
    """A figure of the period, named so that it is found again in another one."""

    place: str
    """The key of the summary's paragraph it stands in; empty for one that the draft does not write out, `statistics`
    for one of the yearly statistics."""
    label: str
    unit: str = ""
    in_wan: bool = False
    """Whether the form asks for 万元."""
    in_capitals: bool = False
    """Whether the form asks for 大写."""


@dataclass(frozen=True)
class CountSource:
    """How many records of the period a filter finds, the sum of one of their fields, or how many others they link to."""

    ledger: str
    query: Query = field(default_factory=Query)
    """Its period is left out: the form is filled for one."""
    summed: str = ""
    """The key of the field that is added up; empty for the number of records."""
    in_wan: bool = False
    linked: str = ""
    """The key of the link whose records are counted, each once: 户 instead of 户次."""
    in_capitals: bool = False


@dataclass(frozen=True)
class FieldSource:
    """A field of the record that the form is filled for."""

    field: str
    """Its key; `member.phone` for a field of the record that the field `member` links to."""
    in_wan: bool = False
    in_capitals: bool = False


Source = Words | OfficeFact | FigureSource | CountSource | FieldSource
"""What a single cell takes."""


@dataclass(frozen=True)
class Single:
    """One cell and what it takes."""

    place: Place
    source: Source
    after: str = ""
    """The label inside the cell behind which the value is written, as `填报单位：`; empty where it fills the cell."""


@dataclass(frozen=True)
class Block:
    """Detail rows: one for each record that a filter finds, growing where they are more than the form has ready."""

    sheet: str
    first_row: int
    last_row: int
    ledger: str
    columns: Mapping[str, str]
    """By column letter the key of a field, `member.phone` through a link, or SERIAL."""
    query: Query = field(default_factory=Query)
    """Which records and in what order; its period is left out."""
    child_of: bool = False
    """Whether the rows are those that belong to the record which the form is filled for."""
    in_wan: tuple[str, ...] = ()
    """The letters of the columns that the form asks for in 万元."""


@dataclass(frozen=True)
class SuperiorForm:
    """A superior's form under the office's own name for it."""

    name: str
    superior: str
    """Who asks for it."""
    file_name: str
    """As it was received; its ending tells Excel from Word."""
    per_record: str = ""
    """The key of the ledger for each of whose records it is filled once; empty for a form of a period."""
    singles: tuple[Single, ...] = ()
    blocks: tuple[Block, ...] = ()
    digest: str = ""
    """By which the office finds the file; given when the form is kept."""

    @property
    def is_word(self) -> bool:
        """Whether the file is a Word document."""
        return self.file_name.lower().endswith(".docx")


def form_as_json(form: SuperiorForm) -> dict[str, Any]:
    """Turn a form into plain lists and dicts."""
    return {
        "name": form.name,
        "superior": form.superior,
        "file_name": form.file_name,
        "per_record": form.per_record,
        "digest": form.digest,
        "singles": [
            {"sheet": each.place.sheet, "cell": each.place.cell, "after": each.after, **_source_as_json(each.source)}
            for each in form.singles
        ],
        "blocks": [
            {**_plain(each), "columns": dict(each.columns), "in_wan": list(each.in_wan)} for each in form.blocks
        ],
    }


def form_from_json(content: Mapping[str, Any]) -> SuperiorForm:
    """Take a form back."""
    singles = tuple(
        Single(Place(each.pop("sheet"), each.pop("cell")), after=each.pop("after"), source=_source_from_json(each))
        for each in map(dict, content["singles"])
    )
    blocks = tuple(
        Block(**{**each, "query": _query_from_json(each["query"]), "in_wan": tuple(each["in_wan"])})
        for each in content["blocks"]
    )
    return SuperiorForm(**{**content, "singles": singles, "blocks": blocks})


_KINDS: Mapping[str, type[Source]] = {
    "words": Words,
    "office": OfficeFact,
    "figure": FigureSource,
    "count": CountSource,
    "field": FieldSource,
}


def _source_as_json(source: Source) -> dict[str, Any]:
    kind = next(name for name, kind in _KINDS.items() if isinstance(source, kind))
    return {"kind": kind, **_plain(source)}


def _source_from_json(content: Mapping[str, Any]) -> Source:
    parts = {name: each for name, each in content.items() if name != "kind"}
    if "query" in parts:
        parts["query"] = _query_from_json(parts["query"])
    return _KINDS[content["kind"]](**parts)


def _plain(value: Source | Block) -> dict[str, Any]:
    return {name: _query_as_json(each) if isinstance(each, Query) else each for name, each in vars(value).items()}


def _query_as_json(query: Query) -> dict[str, Any]:
    return {
        "words": query.words,
        "equals": dict(query.equals),
        "among": [[axis.key, axis.grain.value, sorted(codes)] for axis, codes in query.among.items()],
        "between": {key: list(ends) for key, ends in query.between.items()},
        "order": query.order,
        "descending": query.descending,
    }


def _query_from_json(content: Mapping[str, Any]) -> Query:
    return Query(
        words=content["words"],
        equals=dict(content["equals"]),
        among={Axis(key, Grain(grain)): frozenset(codes) for key, grain, codes in content["among"]},
        between={key: (ends[0], ends[1]) for key, ends in content["between"].items()},
        order=content["order"],
        descending=content["descending"],
    )
