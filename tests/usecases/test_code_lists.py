from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import unionoffice
from tests.invented_values import CODES, id_number
from unionoffice.domain.kinds import Choice, Choices
from unionoffice.domain.period import half_year
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.ledgers import ALL
from unionoffice.ledgers.fixed_codes import FIXED, is_fixed
from unionoffice.storage import trail
from unionoffice.usecases.check_office import check_office
from unionoffice.usecases.code_lists import (
    add_code,
    codes_of,
    count_holders,
    hide_code,
    lists_of,
    merge_code,
    order_codes,
    remove_code,
    rename_code,
    show_code,
)
from unionoffice.usecases.draft_summary import draft
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.office import Office
from unionoffice.usecases.undo import redo, undo

CAUSES = "hardship_cause"


def _household(office: Office, cause: str, causes: str = "") -> int:
    number = office.count("household", Query()) + office.count("household", Query(trashed=True))
    born = id_number(date(1980, 5, 1), number)
    raw = {"head": f"户主{number}", "id_number": born, "category": "深度困难职工", "cause": cause, "causes": causes}
    kept = keep(office, "household", raw)
    assert kept.record is not None, kept.problems
    return kept.record.id


def _texts(office: Office, row_id: int) -> tuple[str, str]:
    record = office.record("household", row_id)
    return record.text(record.ledger.get("cause")), record.text(record.ledger.get("causes"))


def test_a_renamed_option_is_rewritten_in_every_record_and_still_read_by_its_old_name(office: Office) -> None:
    rules = count_holders(office, CAUSES, "子女上学")
    first = _household(office, "子女上学", "下岗失业、意外事故")
    second = _household(office, "下岗失业", "子女上学")
    trash(office, "household", [second])
    before = trail.last_batch(office.file.db)

    done = rename_code(office, CAUSES, "子女上学", "子女就读")

    assert done == 2 + rules
    assert _texts(office, first) == ("子女就读", "下岗失业、意外事故")
    assert _texts(office, second) == ("下岗失业", "子女就读")
    assert trail.last_batch(office.file.db) == before + 1
    assert office.ids("household", Query(equals={"cause": "子女上学"})) == [first]
    assert office.ids("household", Query(words="子女就读")) == [first]
    assert office.ids("household", Query(words="子女上学")) == []
    assert "子女上学" in next(code.was for code in codes_of(office, CAUSES) if code.label == "子女就读")
    assert [finding for finding in check_office(office) if "选项" in finding.text] == []


def test_a_rename_is_taken_back_with_all_its_records(office: Office) -> None:
    row = _household(office, "子女上学")
    codes = codes_of(office, CAUSES)
    rename_code(office, CAUSES, "子女上学", "子女就读")

    undone = undo(office)

    assert undone is not None
    assert undone.title == "选项“子女上学”改名为“子女就读”"
    assert _texts(office, row)[0] == "子女上学"
    assert codes_of(office, CAUSES) == codes
    redo(office)
    assert _texts(office, row)[0] == "子女就读"


def test_merged_options_leave_one_and_no_record_holds_it_twice(office: Office) -> None:
    row = _household(office, "自然灾害", "意外事故、子女上学、自然灾害")
    assert count_holders(office, CAUSES, "意外事故") == 1

    assert merge_code(office, CAUSES, "意外事故", "自然灾害") == 1

    assert _texts(office, row) == ("自然灾害", "自然灾害、子女上学")
    assert "意外事故" not in office.codebook[CAUSES].labels
    assert office.codebook[CAUSES].find("遭受意外事故") == "自然灾害"
    undo(office)
    assert _texts(office, row) == ("自然灾害", "意外事故、子女上学、自然灾害")
    assert office.codebook[CAUSES].find("遭受意外事故") == "意外事故"


def test_a_hidden_option_is_offered_no_more_and_read_all_the_same(office: Office) -> None:
    row = _household(office, "自然灾害")
    hide_code(office, CAUSES, "自然灾害")
    assert "自然灾害" not in office.codebook[CAUSES].labels
    assert _texts(office, row)[0] == "自然灾害"
    assert _texts(office, _household(office, "遭受自然灾害"))[0] == "自然灾害"
    with pytest.raises(OfficeError, match="已隐藏"):
        add_code(office, CAUSES, "自然灾害")
    show_code(office, CAUSES, "自然灾害")
    assert "自然灾害" in office.codebook[CAUSES].labels


def test_an_option_in_use_is_never_deleted(office: Office) -> None:
    _household(office, "自然灾害")
    with pytest.raises(OfficeError, match="有 1 条登记用着“自然灾害”，不能删除"):
        remove_code(office, CAUSES, "自然灾害")
    add_code(office, CAUSES, "火灾")
    assert office.codebook[CAUSES].labels[-1] == "火灾"
    remove_code(office, CAUSES, "火灾")
    assert office.codebook[CAUSES].find("火灾") is None


def test_the_last_option_of_a_list_stays(office: Office) -> None:
    for label in office.codebook["election"].labels[1:]:
        remove_code(office, "election", label)
    for act in (hide_code, remove_code):
        with pytest.raises(OfficeError, match="至少要留一项"):
            act(office, "election", "委员会选举")


def test_options_are_offered_in_the_order_of_the_clerk_and_after_a_restart(office_folder: Path) -> None:
    with Office.open(office_folder) as office:
        turned = office.codebook[CAUSES].labels[::-1]
        order_codes(office, CAUSES, turned)
        hide_code(office, CAUSES, "其他")
    with Office.open(office_folder) as office:
        assert office.codebook[CAUSES].labels == tuple(label for label in turned if label != "其他")


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("", "请填写选项"),
        ("下岗失业", "已经有“下岗失业”这一项"),
        ("大病", "“大病”是“患重特大疾病”的另一种叫法"),
        ("甲、乙", "不能有顿号"),
        ("字" * 61, "最多 60 个字，现有 61 个字"),
    ],
)
def test_a_label_that_cannot_be_told_from_another_is_refused(office: Office, label: str, sentence: str) -> None:
    with pytest.raises(OfficeError, match=sentence):
        add_code(office, CAUSES, label)
    with pytest.raises(OfficeError, match=sentence):
        rename_code(office, CAUSES, "子女上学", label)


def test_labels_by_which_the_program_counts_keep_their_words(office: Office) -> None:
    for name, labels in FIXED.items():
        for label in labels:
            with pytest.raises(OfficeError, match=f"程序按“{label}”来统计和判断，不能改名"):
                rename_code(office, name, label, "别的说法")
    with pytest.raises(OfficeError, match="不能并到"):
        merge_code(office, "membership_state", "转出", "退会")
    with pytest.raises(OfficeError, match="不能删除"):
        remove_code(office, "event_status", "取消")


def test_every_protected_label_is_one_of_its_list() -> None:
    for name, labels in FIXED.items():
        assert labels <= set(CODES[name].labels), name


def test_the_lists_of_a_ledger_come_first(office: Office) -> None:
    lists = lists_of(office, "event")
    names = [each.name for each in lists]
    assert set(names[:3]) <= {"event_type", "event_role", "level", "fund_source", "event_status", "nature"}
    assert "chapter" not in names
    assert next(each.title for each in lists if each.name == "event_role") == "角色（活动）"


def test_a_renamed_category_still_stands_in_its_chapter(office: Office) -> None:
    raw = {"title": "开展班前安全提醒", "category": "安全教育", "when": "2026-03-05"}
    assert keep(office, "work_log", raw).record is not None

    def chapter() -> str:
        chapters = draft(office, half_year(2026, 1)).chapters
        return next(each.title for each in chapters if any("安全提醒" in line.text for line in each.paragraphs))

    before = chapter()
    rename_code(office, "work_category", "安全教育", "班组提醒")
    assert chapter() == before
    assert before != "其他工作"


# The program's own comparisons

ROOMS = ("ledgers", "rules", "summary", "usecases", "gui")
NOT_A_LABEL = {
    ("其他", "*"),
}
"""Words of the program that happen to be labels of a list: the word, and the file or * for everywhere."""


def _compared(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        sides: list[ast.expr] = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
        for side in sides:
            yield from (
                each.value for each in ast.walk(side) if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )


def test_a_label_that_the_program_compares_is_protected() -> None:
    lists: dict[str, set[str]] = {}
    for ledger in ALL:
        for each in ledger.fields:
            if isinstance(each.kind, Choice | Choices):
                for label in CODES[each.kind.codes].labels:
                    lists.setdefault(label, set()).add(each.kind.codes)
    package = Path(unionoffice.__file__).parent
    bare = set()
    for room in ROOMS:
        for path in sorted((package / room).rglob("*.py")):
            for word in _compared(ast.parse(path.read_text("utf-8"))):
                if word in lists and not any(is_fixed(name, word) for name in lists[word]):
                    bare.add((word, path.relative_to(package).as_posix()))
    excused = {(word, file) for word, file in bare if (word, "*") in NOT_A_LABEL or (word, file) in NOT_A_LABEL}
    assert bare - excused == set(), "add these to ledgers/fixed_codes.py"
