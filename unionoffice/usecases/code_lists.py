"""Let an office edit its lists of options: records follow a new label, and files that have the old one are still read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from unionoffice.domain.codes import Code, CodeList
from unionoffice.domain.kinds import Choice, Choices, shortened
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.text import head_form, one_line
from unionoffice.errors import OfficeError
from unionoffice.ledgers.fixed_codes import is_fixed
from unionoffice.storage import office_tables, relabelling
from unionoffice.usecases.office import Office

CHAPTERS = "chapter"
"""A list that follows from the chapter tree and is edited there."""


@dataclass(frozen=True)
class ListOfCodes:
    """A list of options as the clerk knows it: by the fields that use it."""

    name: str
    title: str
    """The titles of the fields, the ledgers behind them in brackets."""


def code_list_of(ledger: str, key: str) -> str:
    """Name the list of an own field."""
    return f"own/{ledger}/{key}"


def lists_of(office: Office, first: str = "") -> list[ListOfCodes]:
    """List all lists that fields use, those of one ledger and its children before the others."""
    near = {first, *(each.key for each in office.children_ledgers(first))} if first else set()
    found: dict[str, list[tuple[Ledger, Field[Any]]]] = {}
    for ledger in office.ledgers.all:
        for each in ledger.fields:
            if isinstance(each.kind, Choice | Choices) and each.kind.codes != CHAPTERS:
                found.setdefault(each.kind.codes, []).append((ledger, each))
    ordered = sorted(found.items(), key=lambda entry: not any(ledger.key in near for ledger, _ in entry[1]))
    return [ListOfCodes(name, _title(uses)) for name, uses in ordered]


def _title(uses: Sequence[tuple[Ledger, Field[Any]]]) -> str:
    fields = "、".join(dict.fromkeys(each.title for _, each in uses))
    return f"{fields}（{'、'.join(dict.fromkeys(ledger.title for ledger, _ in uses))}）"


def codes_of(office: Office, name: str) -> tuple[Code, ...]:
    """Give the codes of a list in their order, hidden ones among them."""
    return office.codebook[name].codes


def count_holders(office: Office, name: str, label: str) -> int:
    """Count the records that hold a label, those in the trash and in hidden fields among them."""
    found = {
        (ledger.key, row_id)
        for ledger, each in _uses(office, name)
        for row_id in relabelling.holders(office.file, ledger.key, each, label)
    }
    return len(found)


def _uses(office: Office, name: str) -> Iterator[tuple[Ledger, Field[Any]]]:
    for ledger in office.ledgers_with_hidden.all:
        for each in ledger.fields:
            if isinstance(each.kind, Choice | Choices) and each.kind.codes == name:
                yield ledger, each


@contextmanager
def _changing(office: Office, step: str) -> Iterator[None]:
    try:
        with office.steps.named(step):
            yield
    finally:
        office.refresh()


def add_code(office: Office, name: str, label: str) -> None:
    """Put a new option at the end of a list; raises OfficeError where it cannot be told from another."""
    label = one_line(label)
    refuse_label(codes_of(office, name), label)
    with _changing(office, f"新增选项“{shortened(label)}”"):
        office_tables.add_codes(office.file, name, [Code(label)])


def rename_code(office: Office, name: str, old: str, new: str) -> int:
    """Give an option another label, in the list and in every record; returns how many records that were.

    Files that have the old label are still read.
    """
    new = one_line(new)
    if new == old:
        return 0
    code = _code(office, name, old)
    _refuse_fixed(name, old, "改名")
    refuse_label([each for each in codes_of(office, name) if each.label != old], new)
    was = tuple(each for each in dict.fromkeys((*code.was, old)) if head_form(each) != head_form(new))
    with _changing(office, f"选项“{shortened(old)}”改名为“{shortened(new)}”"):
        office_tables.change_code(office.file, name, old, replace(code, label=new, was=was))
        return _relabel(office, name, old, new)


def merge_code(office: Office, name: str, label: str, into: str) -> int:
    """Let another option take the place of one, in every record; returns how many records that were.

    Files that have the label that goes are still read.
    """
    if label == into:
        raise OfficeError("请另选一个选项来合并。")
    gone, kept = _code(office, name, label), _code(office, name, into)
    _refuse_fixed(name, label, "并到别的选项")
    was = tuple(dict.fromkeys((*kept.was, label, *gone.was)))
    with _changing(office, f"选项“{shortened(label)}”并入“{shortened(into)}”"):
        office_tables.remove_code(office.file, name, label)
        office_tables.change_code(office.file, name, into, replace(kept, was=was))
        return _relabel(office, name, label, into)


def _relabel(office: Office, name: str, old: str, new: str) -> int:
    rows: dict[str, set[int]] = {}
    for ledger, each in _uses(office, name):
        ids = relabelling.relabel(office.file, ledger.key, each, old, new)
        rows.setdefault(ledger.key, set()).update(ids)
    for key, changed in rows.items():
        # Of a hidden register nothing is shown; it is found anew when it comes back into sight.
        if changed and key in office.ledgers.by_key:
            office.table(key).refresh_rows(sorted(changed))
    return sum(map(len, rows.values()))


def hide_code(office: Office, name: str, label: str) -> None:
    """No longer offer an option; records keep it, and files that have it are read."""
    code = _code(office, name, label)
    if [each.label for each in codes_of(office, name) if not each.is_hidden] == [label]:
        raise OfficeError("一个选项表至少要留一项，请先新增别的选项。")
    with _changing(office, f"隐藏选项“{shortened(label)}”"):
        office_tables.change_code(office.file, name, label, replace(code, is_hidden=True))


def show_code(office: Office, name: str, label: str) -> None:
    """Offer a hidden option again."""
    code = _code(office, name, label)
    with _changing(office, f"显示选项“{shortened(label)}”"):
        office_tables.change_code(office.file, name, label, replace(code, is_hidden=False))


def remove_code(office: Office, name: str, label: str) -> None:
    """Take an option that no record holds out of its list."""
    _refuse_fixed(name, label, "删除")
    held = count_holders(office, name, label)
    if held:
        raise OfficeError(f"有 {held} 条登记用着“{label}”，不能删除；可以隐藏，或并到别的选项。")
    if [each.label for each in codes_of(office, name) if not each.is_hidden] == [label]:
        raise OfficeError("一个选项表至少要留一项，请先新增别的选项。")
    with _changing(office, f"删除选项“{shortened(label)}”"):
        office_tables.remove_code(office.file, name, label)


def order_codes(office: Office, name: str, labels: Sequence[str]) -> None:
    """Offer the options of a list in this order."""
    with _changing(office, "调整选项顺序"):
        office_tables.order_codes(office.file, name, labels)


def refuse_label(codes: Sequence[Code], label: str) -> None:
    """Raise unless a label can stand beside these codes, in lists as in files that are read."""
    if not head_form(label):
        raise OfficeError("请填写选项。")
    if len(label) > Choice.longest:
        raise OfficeError(f"选项最多 {Choice.longest} 个字，现有 {len(label)} 个字。")
    if re.search(r"[、,，;；]", label):
        raise OfficeError("选项里不能有顿号、逗号、分号：多选的栏目用它们隔开各项。")
    known = CodeList(codes).find(label)
    if known is None:
        return
    code = next(each for each in codes if each.label == known)
    if head_form(known) != head_form(label):
        raise OfficeError(f"“{label}”是“{known}”的另一种叫法，导入时会认作“{known}”，请换一个。")
    raise OfficeError(f"“{known}”已隐藏，选中它点“显示”就可以再用。" if code.is_hidden else f"已经有“{known}”这一项。")


def _refuse_fixed(name: str, label: str, what: str) -> None:
    if is_fixed(name, label):
        raise OfficeError(f"程序按“{label}”来统计和判断，不能{what}；可以隐藏，或另外新增选项。")


def _code(office: Office, name: str, label: str) -> Code:
    found = next((each for each in codes_of(office, name) if each.label == label), None)
    if found is None:
        raise OfficeError(f"“{label}”已经不在选项表里，请重新打开。")
    return found
