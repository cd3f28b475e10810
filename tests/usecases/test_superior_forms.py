"""Superiors' forms are kept with the office: named, changed, backed up and restored."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from unionoffice.domain.form_contents import Place
from unionoffice.domain.query import Axis, Grain, Query
from unionoffice.domain.superior_form import (
    Block,
    CountSource,
    FieldSource,
    FigureSource,
    OfficeFact,
    Single,
    SuperiorForm,
    Words,
    form_as_json,
    form_from_json,
)
from unionoffice.errors import OfficeError
from unionoffice.usecases.back_up import back_up, restore
from unionoffice.usecases.check_office import check_office
from unionoffice.usecases.form_engines import outline_of
from unionoffice.usecases.office import PARENT, Office
from unionoffice.usecases.plain_copy import write_plain_folder
from unionoffice.usecases.superior_forms import (
    MOST_FORMS,
    delete_form,
    form_file,
    form_named,
    forms,
    rename_form,
    save_form,
)

QUERY = Query(
    words="助学",
    equals={"kind": "子女助学"},
    among={Axis("when", Grain.MONTH): frozenset({"2026-05", "2026-06"})},
    between={"amount": ("100", "")},
    order="when",
    descending=True,
)
FORM = SuperiorForm(
    "帮扶统计表",
    "",
    "统计表.xlsx",
    singles=(
        Single(Place("表", "A1"), Words("县"), after="单位："),
        Single(Place("表", "B1"), OfficeFact("name")),
        Single(Place("表", "C1"), FigureSource("statistics", "会员", "人", in_wan=True)),
        Single(Place("表", "D1"), CountSource("aid", QUERY, "amount", in_wan=True)),
        Single(Place("表", "E1"), FieldSource("member.phone")),
    ),
    blocks=(Block("表", 3, 5, "aid", {"A": "#", "B": "recipient"}, QUERY, child_of=True, in_wan=("C",)),),
)


def blank_sheet() -> bytes:
    book, stream = Workbook(), io.BytesIO()
    book.worksheets[0].append(["单位名称"])
    book.save(stream)
    return stream.getvalue()


def test_a_form_comes_back_as_it_was_written() -> None:
    assert form_from_json(form_as_json(FORM)) == FORM


def test_a_form_is_kept_for_the_parent_union_and_its_file_is_given_back(office: Office) -> None:
    office.set_setting(PARENT, "示例市总工会")
    kept = save_form(office, FORM, b"bytes of the form")
    assert (kept.superior, kept.singles, kept.blocks) == ("示例市总工会", FORM.singles, FORM.blocks)
    assert forms(office) == [kept]
    assert form_file(office, "帮扶统计表") == b"bytes of the form"


def test_a_form_of_the_same_name_is_replaced_and_keeps_its_file(office: Office) -> None:
    kept = save_form(office, FORM, b"first")
    save_form(office, SuperiorForm("帮扶统计表", "街道总工会", "统计表.xlsx", digest=kept.digest))
    assert [(each.superior, each.singles) for each in forms(office)] == [("街道总工会", ())]
    assert form_file(office, "帮扶统计表") == b"first"


def test_a_form_gets_another_name_and_is_forgotten(office: Office) -> None:
    save_form(office, FORM, b"first")
    save_form(office, SuperiorForm("名册", "", "名册.docx"), b"second")
    with pytest.raises(OfficeError, match="已经有名为“名册”的上级表格"):
        rename_form(office, "帮扶统计表", "名册")
    rename_form(office, "帮扶统计表", " 帮扶 统计 ")
    assert form_file(office, "帮扶 统计") == b"first"
    delete_form(office, "名册")
    assert [each.name for each in forms(office)] == ["帮扶 统计"]
    with pytest.raises(OfficeError, match="没有名为“名册”的上级表格，已保存的有：帮扶 统计。"):
        form_named(office, "名册")


def test_forms_without_a_name_or_a_file_are_refused(office: Office) -> None:
    with pytest.raises(OfficeError, match="起一个名称"):
        save_form(office, SuperiorForm(" ", "", "a.xlsx"), b"x")
    with pytest.raises(OfficeError, match="最多 40 个字，现有 41 个字"):
        save_form(office, SuperiorForm("表" * 41, "", "a.xlsx"), b"x")
    with pytest.raises(OfficeError, match="请先选择上级发来的表格文件"):
        save_form(office, FORM)
    with pytest.raises(OfficeError, match="还没有保存过"):
        form_file(office, "帮扶统计表")
    assert forms(office) == []


def test_no_more_forms_than_the_most(office: Office) -> None:
    with office.steps.not_kept(), office.file.write():
        for at in range(MOST_FORMS):
            save_form(office, SuperiorForm(f"表{at}", "", "a.xlsx"), b"x")
    with pytest.raises(OfficeError, match="请先删除不用的"):
        save_form(office, FORM, b"x")


def test_a_backup_brings_forms_back_with_their_files(office_folder: Path, tmp_path: Path) -> None:
    with Office.open(office_folder) as office:
        save_form(office, FORM, b"bytes")
        backup = back_up(office, tmp_path / "备份")
        delete_form(office, FORM.name)
    restore(backup, office_folder)
    with Office.open(office_folder) as office:
        assert form_named(office, FORM.name).blocks == FORM.blocks
        assert form_file(office, FORM.name) == b"bytes"


def test_a_form_whose_file_is_gone_is_reported(office: Office) -> None:
    kept = save_form(office, FORM, b"bytes")
    assert [each for each in check_office(office) if each.code == "attachment"] == []
    office.file.attachments.place_of(kept.digest).unlink()
    assert [each.text for each in check_office(office) if each.code == "attachment"] == [
        "上级表格“帮扶统计表”：附件文件不见了，可以从备份恢复。"
    ]
    with pytest.raises(OfficeError, match="不见了"):
        form_file(office, FORM.name)


def test_the_plain_copy_holds_the_blank_forms(office: Office, tmp_path: Path) -> None:
    save_form(office, FORM, b"bytes")
    folder = write_plain_folder(office, tmp_path / "带走")
    assert (folder / "附件" / "上级表格" / "帮扶统计表.xlsx").read_bytes() == b"bytes"


def test_only_excel_and_word_forms_are_read() -> None:
    assert [each.name for each in outline_of("表.XLSX", blank_sheet()).sheets] == ["Sheet"]
    for name in ("表.xls", "表.pdf", "表"):
        with pytest.raises(OfficeError, match=r"xlsx 或 \.docx"):
            outline_of(name, b"")
    with pytest.raises(OfficeError):
        outline_of("表.docx", blank_sheet())
