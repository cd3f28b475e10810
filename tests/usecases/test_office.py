"""An office is made, opened, asked and closed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import TODAY
from unionoffice.domain.draft import Part
from unionoffice.domain.kinds import Refused
from unionoffice.domain.period import Period
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.ledgers import ALL
from unionoffice.summary.chapters import ChapterNode, template_names
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office


def test_a_new_office_has_its_name_lists_and_chapters(tmp_path: Path) -> None:
    with Office.create(tmp_path / "新", " 某县总工会\n", "经办甲", "县总工会", parent="某市总工会") as office:
        assert (office.name, office.author, office.setting("parent")) == ("某县总工会", "经办甲", "某市总工会")
        assert office.codebook["hardship_category"].labels[0] == "深度困难职工"
        assert office.codebook["chapter"].labels == tuple(chapter.title for chapter in office.codes.chapters())
        counts = {ledger.key: office.count(ledger.key, Query()) for ledger in ALL}
        assert {key for key, count in counts.items() if count} == {"limit", "paper_rule"}


@pytest.mark.parametrize("name", ["", "  ", "\u3000\u200b", "\ud800"])
def test_an_office_needs_a_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(OfficeError, match="单位名称"):
        Office.create(tmp_path / "新", name)
    assert not (tmp_path / "新").exists()


def test_an_unknown_template_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match=r"可选：.*通用"):
        Office.create(tmp_path / "新", "某工会", template="没有")
    assert not (tmp_path / "新").exists()


@pytest.mark.parametrize("template", template_names())
def test_every_template_has_chapters_for_all_parts(tmp_path: Path, blank_office: Path, template: str) -> None:
    from unionoffice.summary.chapters import template as chapters_of

    chapters = list(chapters_of(template))

    assert {Part.DONE, Part.SHORTCOMING, Part.PLAN} <= {chapter.part for chapter in chapters}
    assert len({chapter.title for chapter in chapters}) == len(chapters)


def test_an_office_is_not_made_over_another(office_folder: Path) -> None:
    with pytest.raises(OfficeError, match="已经有台账"):
        Office.create(office_folder, "另一个")
    with Office.open(office_folder) as office:
        assert office.name == "某单位工会"


def test_a_folder_without_an_office_is_refused_and_left_alone(tmp_path: Path) -> None:
    with pytest.raises(OfficeError):
        Office.open(tmp_path)
    with pytest.raises(OfficeError):
        Office.open(tmp_path / "没有")
    assert {path.name for path in tmp_path.iterdir()} <= {"office.lock"}


def test_what_was_kept_is_there_after_closing(office_folder: Path) -> None:
    with Office.open(office_folder, today=lambda: TODAY) as office:
        assert keep(office, "work_log", {"title": "晚会", "category": "其他", "chapter": "特色工作"}).record is not None
        office.set_setting("backups", "/somewhere")
    with Office.open(office_folder, today=lambda: TODAY) as office:
        assert [each.label for each in office.records("work_log", office.ids("work_log", Query()))] == ["晚会"]
        assert "特色工作" in office.codebook["chapter"].labels
        assert office.backup_folder == Path("/somewhere")


def test_an_older_office_gets_the_tables_and_lists_of_a_newer_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "旧"
    monkeypatch.setattr("unionoffice.usecases.office.ALL", tuple(each for each in ALL if each.key != "studio"))
    with Office.create(folder, "某工会") as office, office.file.write() as db:
        db.execute("DELETE FROM code WHERE list = 'level'")
        db.execute("DELETE FROM code WHERE list = 'gender' AND label = '女'")
    monkeypatch.undo()

    with Office.open(folder) as office:
        raw = {"name": "焊工工作室", "level": office.codebook["level"].labels[0]}
        assert keep(office, "studio", raw).record is not None
        assert office.codebook["gender"].labels == ("男",)


def test_closing_backs_up_only_when_something_changed(office_folder: Path) -> None:
    office = Office.open(office_folder)
    folder = office.backup_folder
    assert keep(office, "unit", {"name": "一分会"}).record is not None
    office.close()
    first = sorted(folder.iterdir())
    Office.open(office_folder).close()

    assert first
    assert sorted(folder.iterdir()) == first


def test_a_link_is_found_by_its_words_or_refused_in_one_sentence(office: Office) -> None:
    assert keep(office, "unit", {"name": "一分会"}).record is not None

    assert office.find("unit", "一分会").id == 1
    with pytest.raises(Refused, match="“基层组织”中没有“二分会”"):
        office.find("unit", "二分会")
    assert [link.label for link in office.candidates("unit", "yfh")] == ["一分会"]
    assert [link.label for link in office.candidates("unit", "")] == ["一分会"]


def test_a_new_form_offers_today_the_last_category_and_the_defaults(office: Office) -> None:
    assert keep(office, "work_log", {"title": "晚会", "category": "女职工"}).record is not None

    suggestion = office.suggestion("work_log")

    assert suggestion["when"] == "2026-06-30"
    assert suggestion["category"] == "女职工"
    assert suggestion["nature"] == "完成"
    assert keep(office, "work_log", {**suggestion, "title": "联欢"}).record is not None


def test_the_last_member_says_nothing_of_the_next(office: Office) -> None:
    raw = {
        "name": "职工甲",
        "id_number": "110105198001010024",
        "phone": "13800000000",
        "unit": "车间",
        "joined_on": "2020",
    }
    kept = keep(office, "member", raw)
    assert kept.record is not None
    assert kept.record.values["gender"] == "女"
    assert "gender" not in office.suggestion("member")


@pytest.mark.parametrize(
    "ledger", [each for each in ALL if each.key not in ("limit", "paper_rule")], ids=lambda ledger: ledger.key
)
def test_an_empty_office_answers_every_question(office: Office, ledger: object) -> None:
    key = getattr(ledger, "key", "")
    assert office.ids(key, Query("无", office.working_period)) == []
    assert office.totals(key, Query()) == []
    assert office.records(key, []) == []
    assert office.candidates(key, "甲") == []
    for each in office.table(key).ledger.fields:
        assert office.ids(key, Query(order=each.key, descending=True)) == []
        assert office.completions(key, each.key, "") == []
    suggestion = office.suggestion(key)
    assert set(suggestion) <= {each.key for each in office.table(key).ledger.fields}


def test_the_chapter_tree_is_replaced_whole(office: Office) -> None:
    tree = [
        ChapterNode("开头", Part.OVERVIEW),
        ChapterNode("成绩", Part.DONE, True),
        ChapterNode("不足", Part.SHORTCOMING),
    ]

    office.codes.set_chapters(tree)

    assert office.codes.chapters() == tree
    assert office.codebook["chapter"].labels == ("开头", "成绩", "不足")


def test_two_chapters_of_one_title_are_refused_and_the_tree_stays(office: Office) -> None:
    before = office.codes.chapters()
    for titles in (("成绩", "成绩"), ("成绩", " ")):
        with pytest.raises(OfficeError):
            office.codes.set_chapters([ChapterNode(title, Part.DONE) for title in titles])
    assert office.codes.chapters() == before


def test_a_period_of_the_offices_own_is_kept_once(office: Office) -> None:
    autumn = Period("2026秋季学期", date(2026, 9, 1), date(2027, 1, 20), "学期")
    office.add_period(autumn)

    assert office.periods() == [autumn]
    assert office.find_period("2026秋季学期") == autumn
    with pytest.raises(OfficeError):
        office.add_period(autumn)
