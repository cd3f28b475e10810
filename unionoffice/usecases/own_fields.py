"""Let an office add fields to its ledgers and registers of its own, rename them, and put them out of sight and back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from unionoffice.domain.codes import Code
from unionoffice.domain.kinds import shortened
from unionoffice.domain.ledger import Field
from unionoffice.domain.own import MAIN_FIELD, OwnField, OwnKind, OwnRegister
from unionoffice.domain.query import Query
from unionoffice.domain.text import head_form, one_line
from unionoffice.errors import OfficeError
from unionoffice.exchange.heads import is_serial
from unionoffice.exchange.refused_rows import OLD_NUMBER, REASON
from unionoffice.storage import office_tables, own_tables
from unionoffice.usecases.code_lists import code_list_of, refuse_label
from unionoffice.usecases.office import Office

LONGEST_TITLE = 20
LONGEST_UNIT = 6
MOST_FIELDS = 40
"""Own fields of one ledger: far more than a form can show, far fewer than a table may have."""


class RefusedInputError(OfficeError):
    """Name the input that the clerk must choose better: title, unit, options, is_required, prefix or main_title."""

    def __init__(self, place: str, sentence: str) -> None:
        super().__init__(sentence)
        self.place = place


@contextmanager
def _changing(office: Office, step: str) -> Iterator[None]:
    """Change rows and tables in one step, and let the open office know of it, also when it was taken back."""
    try:
        with office.steps.named(step), office.file.schema_change():
            yield
    finally:
        office.refresh()


# Fields


def own_fields_of(office: Office, ledger: str) -> list[OwnField]:
    """List the own fields of a ledger in their order, hidden ones among them."""
    return [each for each in office.own_fields if each.ledger == ledger]


def add_field(
    office: Office,
    ledger: str,
    title: str,
    kind: OwnKind,
    *,
    unit: str = "",
    options: Sequence[str] = (),
    is_required: bool = False,
    is_public: bool = False,
) -> OwnField:
    """Add a field behind the others of a ledger, with its column; raises OfficeError where the clerk must choose better."""
    title, unit = one_line(title), one_line(unit)
    _refuse_title(office, ledger, title)
    _refuse_required(kind, is_required)
    labels = [each for each in map(one_line, options) if each]
    if kind is OwnKind.CHOICE:
        _refuse_options(labels)
    if kind is OwnKind.COUNT or (kind is OwnKind.DECIMAL and unit):
        _refuse_unit(unit)
    if len(own_fields_of(office, ledger)) >= MOST_FIELDS:
        raise OfficeError(f"一个台账最多加 {MOST_FIELDS} 个自定义栏目。")
    with _changing(office, f"新增栏目“{shortened(title)}”"):
        key = own_tables.free_field_key(office.file, ledger)
        detail = code_list_of(ledger, key) if kind is OwnKind.CHOICE else unit
        own = OwnField(ledger, key, title, kind, detail, (), is_required, is_public)
        own_tables.add_field(office.file, own)
        if kind is OwnKind.CHOICE:
            office_tables.add_codes(office.file, detail, map(Code, labels))
        _make_room(office, ledger)
    return own


def _make_room(office: Office, ledger: str) -> None:
    office.refresh()
    own_tables.make_room(office.file.db, [office.ledgers_with_hidden.by_key[ledger]])


def rename_field(office: Office, own: OwnField, title: str) -> OwnField:
    """Give a field another title; files that have the former one are still read."""
    title = one_line(title)
    if title == own.title:
        return own
    _refuse_title(office, own.ledger, title, own.key)
    was = tuple(each for each in dict.fromkeys((*own.was, own.title)) if head_form(each) != head_form(title))
    return _change(office, replace(own, title=title, was=was), f"栏目“{own.title}”改名为“{title}”")


def require_field(office: Office, own: OwnField, *, is_required: bool) -> OwnField:
    """Ask for a field in every record that is kept from now on, or no longer; records without it stay as they are."""
    _refuse_required(own.kind, is_required)
    if not is_required and _is_main(office, own):
        raise OfficeError(f"每条登记都用“{own.title}”来称呼，这一栏必须填写。")
    words = "改为必填" if is_required else "改为选填"
    return _change(office, replace(own, is_required=is_required), f"栏目“{own.title}”{words}")


def publish_field(office: Office, own: OwnField, *, is_public: bool) -> OwnField:
    """Let lists for the public wall show a field, or not."""
    words = "可以公示" if is_public else "不公示"
    return _change(office, replace(own, is_public=is_public), f"栏目“{own.title}”{words}")


def hide_field(office: Office, own: OwnField) -> OwnField:
    """Put a field out of sight; what records hold in it is kept."""
    if _is_main(office, own):
        raise OfficeError(f"每条登记都用“{own.title}”来称呼，这一栏不能隐藏。")
    return _change(office, replace(own, is_hidden=True), f"隐藏栏目“{own.title}”")


def show_field(office: Office, own: OwnField) -> OwnField:
    """Bring a hidden field back with all that records held in it."""
    return _change(office, replace(own, is_hidden=False), f"显示栏目“{own.title}”")


def order_fields(office: Office, ledger: str, keys: Sequence[str]) -> None:
    """Put the own fields of a ledger into this order."""
    with _changing(office, "调整栏目顺序"):
        own_tables.order_fields(office.file, ledger, keys)


def _change(office: Office, own: OwnField, step: str) -> OwnField:
    with _changing(office, step):
        before = next(each for each in own_fields_of(office, own.ledger) if each.key == own.key)
        own_tables.change_field(office.file, own)
        if before.is_hidden != own.is_hidden:
            office.refresh()
            if own.ledger in office.ledgers.by_key:
                office.table(own.ledger).find_anew(own.key)
    return own


def _is_main(office: Office, own: OwnField) -> bool:
    return own.key == MAIN_FIELD and any(each.key == own.ledger for each in office.own_registers)


def count_filled(office: Office, own: OwnField) -> int:
    """Count the records that hold something in a field that is in sight."""
    return office.count(own.ledger, Query()) - count_blank(office, own)


def count_blank(office: Office, own: OwnField) -> int:
    """Count the records that hold nothing in a field that is in sight."""
    return office.count(own.ledger, Query(equals={own.key: ""}))


def _refuse_required(kind: OwnKind, is_required: bool) -> None:
    if is_required and kind is OwnKind.FILES:
        raise RefusedInputError("is_required", "附件不能设为必填：从 Excel 导入的登记没有附件。")


def _refuse_title(office: Office, ledger: str, title: str, but: str = "", place: str = "title") -> None:
    """Raise unless a title can stand beside the others of its ledger, in forms as in the heads of Excel files."""
    if not head_form(title):
        raise RefusedInputError(place, "请填写栏目名称。")
    if len(title) > LONGEST_TITLE:
        raise RefusedInputError(place, f"栏目名称最多 {LONGEST_TITLE} 个字，现有 {len(title)} 个字。")
    if is_serial(title) or title in (REASON, OLD_NUMBER):
        raise RefusedInputError(place, f"“{title}”在表格里另有用处，请换一个名称。")
    hidden = {each.key for each in own_fields_of(office, ledger) if each.is_hidden}
    for each in office.ledgers_with_hidden.by_key[ledger].fields:
        if each.key != but:
            _refuse_same(each, title, place, is_hidden=each.key in hidden)


def _refuse_same(other: Field[Any], title: str, place: str, *, is_hidden: bool) -> None:
    if head_form(other.title) == head_form(title):
        if is_hidden:
            raise RefusedInputError(place, f"“{other.title}”是隐藏了的栏目，选中它点“显示”就可以再用。")
        raise RefusedInputError(place, f"已经有“{other.title}”这一栏，请换一个名称。")
    if head_form(title) in map(head_form, other.was):
        raise RefusedInputError(place, f"“{title}”是“{other.title}”在别的表里的叫法，导入时会认错，请换一个名称。")


def _refuse_unit(unit: str) -> None:
    if not unit:
        raise RefusedInputError("unit", "请填写数量的单位，如：人、件、场。")
    if len(unit) > LONGEST_UNIT or re.search(r"[\s0-9万亿.,，、/]", unit):
        raise RefusedInputError("unit", f"单位只写量词，最多 {LONGEST_UNIT} 个字，如：人、件、场。")


def _refuse_options(labels: Sequence[str]) -> None:
    if not labels:
        raise RefusedInputError("options", "请写出可以选的内容，每行一项。")
    for at, label in enumerate(labels):
        try:
            refuse_label([Code(each) for each in labels[:at]], label)
        except OfficeError as error:
            raise RefusedInputError("options", f"第 {at + 1} 项：{error.sentence}") from error


# Registers


def add_register(
    office: Office, title: str, prefix: str, *, is_dated: bool = True, main_title: str = "名称"
) -> OwnRegister:
    """Add a register whose records are called by one required field; raises OfficeError where the clerk must choose better."""
    title, prefix, main_title = one_line(title), one_line(prefix).upper(), one_line(main_title)
    _refuse_register_title(office, title)
    _refuse_prefix(office, prefix)
    with _changing(office, f"新建登记簿“{title}”"):
        own = OwnRegister(own_tables.free_register_key(office.file), title, prefix, is_dated)
        own_tables.add_register(office.file, own)
        office.refresh()
        _refuse_title(office, own.key, main_title, place="main_title")
        own_tables.add_field(office.file, OwnField(own.key, MAIN_FIELD, main_title, OwnKind.TEXT, is_required=True))
        _make_room(office, own.key)
    return own


def rename_register(office: Office, own: OwnRegister, title: str) -> OwnRegister:
    """Give a register another title."""
    title = one_line(title)
    if title == own.title:
        return own
    _refuse_register_title(office, title, own.key)
    was = tuple(each for each in dict.fromkeys((*own.was, own.title)) if each != title)
    return _change_register(office, replace(own, title=title, was=was), f"登记簿“{own.title}”改名为“{title}”")


def hide_register(office: Office, own: OwnRegister) -> OwnRegister:
    """Put a register out of sight; its records are kept."""
    return _change_register(office, replace(own, is_hidden=True), f"隐藏登记簿“{own.title}”")


def show_register(office: Office, own: OwnRegister) -> OwnRegister:
    """Bring a hidden register back with all its records."""
    return _change_register(office, replace(own, is_hidden=False), f"显示登记簿“{own.title}”")


def _change_register(office: Office, own: OwnRegister, step: str) -> OwnRegister:
    with _changing(office, step):
        own_tables.change_register(office.file, own)
        office.refresh()
        if not own.is_hidden:
            # Labels may have been renamed while nobody looked for its records.
            office.table(own.key).find_anew("id")
    return own


def offered_prefix(office: Office, title: str) -> str:
    """Offer letters for the numbers of a register: the initials of its title, with another letter where they are taken."""
    letters = "".join(re.findall("[A-Z]", office.pinyin.initials(one_line(title)).split(" ")[0].upper()))[:2]
    taken = _prefixes(office)
    offers = (letters + more for more in ("", *map(chr, range(ord("A"), ord("Z") + 1))))
    return next((each for each in offers if len(each) >= 2 and each not in taken), "")


def _prefixes(office: Office) -> set[str]:
    return {each.prefix for each in office.ledgers_with_hidden.all if each.prefix}


def _refuse_prefix(office: Office, prefix: str) -> None:
    if not re.fullmatch("[A-Z]{2,4}", prefix):
        raise RefusedInputError("prefix", "编号字母要 2 到 4 个英文字母，如：TS。")
    if prefix in _prefixes(office):
        raise RefusedInputError("prefix", f"编号字母 {prefix} 已经用在别的台账，请换一个。")


def _refuse_register_title(office: Office, title: str, but: str = "") -> None:
    if not head_form(title):
        raise RefusedInputError("title", "请填写登记簿名称。")
    if len(title) > LONGEST_TITLE:
        raise RefusedInputError("title", f"登记簿名称最多 {LONGEST_TITLE} 个字，现有 {len(title)} 个字。")
    # A sheet of an Excel file bears the title, and may hold none of these.
    if re.search(r"[\\/?*\[\]:：'‘’]", title):
        raise RefusedInputError("title", "登记簿名称里不能有 / \\ ? * [ ] : 这些符号。")
    hidden = {each.key for each in office.own_registers if each.is_hidden}
    for each in office.ledgers_with_hidden.all:
        if each.key != but and head_form(each.title) == head_form(title):
            where = "是隐藏了的登记簿，可以让它再显示" if each.key in hidden else "已经有了，请换一个名称"
            raise RefusedInputError("title", f"“{each.title}”{where}。")
