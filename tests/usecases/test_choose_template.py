from __future__ import annotations

import pytest

from unionoffice.domain.draft import Part
from unionoffice.domain.period import half_year
from unionoffice.errors import OfficeError
from unionoffice.summary.chapters import ChapterNode, template, template_names
from unionoffice.usecases.choose_template import choose_template, present_template, question_about
from unionoffice.usecases.draft_summary import draft
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

HALF = half_year(2026, 1)


@pytest.mark.parametrize("name", template_names())
def test_each_of_the_seven_templates_replaces_the_chapters(name: str, office: Office) -> None:
    choose_template(office, name)
    assert present_template(office) == name
    assert office.codes.chapters() == template(name)
    assert len(template_names()) == 7


def test_own_chapters_stay_in_their_part_and_the_question_says_so(office: Office) -> None:
    own = ChapterNode("百日攻坚专项", Part.DONE, show_when_empty=True)
    office.codes.set_chapters([own, *office.codes.chapters()])
    assert "共 12 章，本单位自己加的 1 章保留" in question_about(office, "学校")
    choose_template(office, "学校")
    titles = [each.title for each in office.codes.chapters()]
    assert own in office.codes.chapters()
    assert titles.index("百日攻坚专项") < titles.index("存在不足")
    assert len(titles) == 12
    choose_template(office, "企业")
    assert own in office.codes.chapters()
    assert {each.title for each in office.codes.chapters()} == {
        "百日攻坚专项",
        *(each.title for each in template("企业")),
    }


def test_no_record_is_lost_by_another_template(office: Office) -> None:
    for title, more in (("趣味运动会", {}), ("慰问一线", {"chapter": "帮扶服务"})):
        raw = {"title": title, "type": "文体", "when": "2026-05-01", "headcount": "20", **more}
        assert keep(office, "event", raw).record is not None
    for name in template_names():
        choose_template(office, name)
        text = "".join(each.text for chapter in draft(office, HALF).chapters for each in chapter.paragraphs)
        assert "趣味运动会" in text
        assert "慰问一线" in text


def test_a_template_that_is_not_there_is_refused(office: Office) -> None:
    with pytest.raises(OfficeError, match="没有“医院”这个章节模板"):
        choose_template(office, "医院")
