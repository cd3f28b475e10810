"""A Word file goes out, is edited by a superior and comes back: what is ticked is taken over, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import docx
import pytest
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from unionoffice.domain.manuscript import Quoted
from unionoffice.domain.period import half_year
from unionoffice.errors import OfficeError
from unionoffice.usecases.check_summary import check_summary
from unionoffice.usecases.draft_summary import write
from unionoffice.usecases.edit_summary import SummaryText, open_text, start_again
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.take_over_word import ReturnedText, read_returned, take_over_returned

HALF = half_year(2026, 1)
EVENTS = (
    ("庆五一晚会", "文体", "2026-04-28", "300"),
    ("趣味运动会", "文体", "2026-06-05", "120"),
    ("消防演练", "竞赛比武", "2026-05-12", "85"),
    ("工会干部培训班", "培训", "2026-03-18", "46"),
)


@pytest.fixture
def office(office_folder: Path) -> Iterator[Office]:
    opened = Office.open(office_folder)
    for title, kind, when, headcount in EVENTS:
        raw = {"title": title, "type": kind, "when": when, "headcount": headcount}
        assert keep(opened, "event", raw).record is not None
    yield opened
    opened.close(back_up=False)


@pytest.fixture
def sent(office: Office, tmp_path: Path) -> Path:
    target = tmp_path / "稿.docx"
    write(office, open_text(office, HALF).draft, docx=target)
    return target


class Superior:
    """Edits the file as a hand does in a word processor."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.document = docx.Document(str(file))

    def paragraph(self, words: str) -> Paragraph:
        return next(each for each in self.document.paragraphs if words in each.text)

    def rewrite(self, was: str, now: str) -> None:
        """Write other words into a paragraph, its first run keeping the form."""
        paragraph = self.paragraph(was)
        changed = paragraph.text.replace(was, now)
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = changed

    def strike(self, words: str) -> None:
        element = self.paragraph(words)._element
        element.getparent().remove(element)

    def add_before(self, words: str, new: str) -> None:
        self.paragraph(words).insert_paragraph_before(new)

    def move_before(self, words: str, before: str) -> None:
        element, target = self.paragraph(words)._element, self.paragraph(before)._element
        target.addprevious(element)

    def send_back(self) -> Path:
        self.document.save(str(self.file))
        return self.file


def kinds(returned: ReturnedText) -> list[str]:
    return [each.kind for each in returned.changes]


def number_of(returned: ReturnedText, kind: str) -> int:
    (found,) = [each.number for each in returned.changes if each.kind == kind]
    return found


def words_of(text: SummaryText) -> list[str]:
    return [each.text for chapter in text.draft.chapters for each in chapter.paragraphs]


def links_of(text: SummaryText, words: str) -> list[str]:
    """Name the figures in the kept paragraph with these words."""
    (own,) = [each for each in text.manuscript.words.values() if words in each.text and not each.dropped]
    return [run.text for run in own.runs if isinstance(run, Quoted)]


def test_the_file_as_it_was_sent_differs_in_nothing(office: Office, sent: Path) -> None:
    returned = read_returned(sent, open_text(office, HALF))
    assert returned.changes == ()
    assert returned.points == ()
    assert returned.unchanged == len(words_of(open_text(office, HALF)))


def test_a_reworded_paragraph_keeps_its_numbers_as_links(office: Office, sent: Path) -> None:
    superior = Superior(sent)
    superior.rewrite("趣味运动会", "热闹的趣味运动会")
    text = open_text(office, HALF)
    returned = read_returned(superior.send_back(), text)
    assert kinds(returned) == ["改写"]
    (change,) = returned.changes
    assert [words for words, differs in change.new if differs] == ["热闹的"]
    assert [words for words, differs in change.old if differs] == []
    after = take_over_returned(office, text, returned, [0])
    assert links_of(after, "热闹的趣味运动会")[-1] == "120人"
    assert after.draft == open_text(office, HALF).draft
    assert check_summary(after).points == ()
    assert read_returned(sent, after).changes == ()


def test_a_number_the_superior_changed_becomes_words_and_is_found(office: Office, sent: Path) -> None:
    superior = Superior(sent)
    superior.rewrite("120人", "130人")
    text = open_text(office, HALF)
    returned = read_returned(superior.send_back(), text)
    (point,) = returned.points
    assert "登记的是120人" in point.sentence
    assert point.rows == (("event", 2),)
    assert [words for words, meant in point.excerpt if meant] == ["130人"]
    assert point.place == returned.changes[0].place
    after = take_over_returned(office, text, returned, [0])
    assert "130人" not in links_of(after, "130人")
    (found,) = check_summary(after).open_points
    assert "登记的是120人" in found.sentence


def test_a_link_follows_its_ledger_after_the_words_came_back(office: Office, sent: Path) -> None:
    superior = Superior(sent)
    superior.rewrite("趣味运动会", "热闹的趣味运动会")
    text = open_text(office, HALF)
    take_over_returned(office, text, read_returned(superior.send_back(), text), [0])
    assert keep(office, "event", {"headcount": "125"}, office.record("event", 2)).record is not None
    (stale,) = check_summary(open_text(office, HALF)).open_points
    assert "文中是120人，台账现为125人" in stale.sentence


def test_only_what_is_ticked_is_taken_over(office: Office, sent: Path) -> None:
    superior = Superior(sent)
    superior.rewrite("工会干部培训班", "首期工会干部培训班")
    superior.rewrite("消防演练", "全员消防演练")
    text = open_text(office, HALF)
    before = words_of(text)
    returned = read_returned(superior.send_back(), text)
    (chosen,) = [each.number for each in returned.changes if any("全员" in words for words, _ in each.new)]
    after = words_of(take_over_returned(office, text, returned, [chosen]))
    assert [one for one, other in zip(before, after, strict=True) if one != other] == [
        each for each in before if "消防演练" in each
    ]
    assert words_of(take_over_returned(office, text, returned, [])) == before


def test_new_missing_and_moved_paragraphs_are_told_apart(office: Office, sent: Path) -> None:
    text = open_text(office, HALF)
    fire = next(each for each in words_of(text) if "消防演练" in each)
    training = next(each for each in words_of(text) if "工会干部培训班" in each)
    show = next(each for each in words_of(text) if "庆五一晚会" in each)
    superior = Superior(sent)
    superior.add_before(show, "领导对此作出批示。")
    superior.strike(training)
    superior.move_before(fire, show)
    returned = read_returned(superior.send_back(), text)
    assert sorted(kinds(returned)) == sorted(["新增", "删去", "移动"])
    after = take_over_returned(office, text, returned, [each.number for each in returned.changes])
    words = words_of(after)
    place = words.index(show)
    assert words[place - 2 : place] == ["领导对此作出批示。", fire]
    assert training not in words
    assert links_of(after, "消防演练") == ["85人"]
    assert read_returned(sent, after).changes == ()


def test_two_paragraphs_made_one_keep_the_numbers_of_both(office: Office, sent: Path) -> None:
    text = open_text(office, HALF)
    fire = next(each for each in words_of(text) if "消防演练" in each)
    show = next(each for each in words_of(text) if "庆五一晚会" in each)
    superior = Superior(sent)
    superior.strike(fire)
    superior.rewrite(show, show + fire)
    returned = read_returned(superior.send_back(), text)
    after = take_over_returned(office, text, returned, [each.number for each in returned.changes])
    assert set(links_of(after, show + fire)) >= {"300人", "85人"}
    assert check_summary(after).points == ()


def test_a_chapter_gets_the_title_of_the_file(office: Office, sent: Path) -> None:
    text = open_text(office, HALF)
    title = next(each.title for each in text.draft.chapters if any("消防" in p.text for p in each.paragraphs))
    superior = Superior(sent)
    superior.rewrite(title, "守住安全底线")
    superior.rewrite("消防演练", "全员消防演练")
    returned = read_returned(superior.send_back(), text)
    assert kinds(returned) == ["章节标题", "改写"]
    after = take_over_returned(office, text, returned, [0, 1])
    (chapter,) = [each for each in after.draft.chapters if each.title == "守住安全底线"]
    assert "全员消防演练" in chapter.paragraphs[0].text
    assert title not in [each.title for each in after.draft.chapters]
    assert after.draft == open_text(office, HALF).draft


def test_a_new_chapter_comes_with_its_paragraphs(office: Office, sent: Path) -> None:
    text = open_text(office, HALF)
    last = text.draft.chapters[-1]
    superior = Superior(sent)
    heading = f"{last.numeral}、{last.title}"
    superior.add_before(heading, f"{last.numeral}、特色亮点")
    superior.add_before(heading, "打造职工书屋品牌。")
    returned = read_returned(superior.send_back(), text)
    assert kinds(returned) == ["新增章节", "新增"]
    after = take_over_returned(office, text, returned, [number_of(returned, "新增")])
    titles = [each.title for each in after.draft.chapters]
    assert titles[-2:] == ["特色亮点", last.title]
    assert [each.text for each in after.draft.chapters[-2].paragraphs] == ["打造职工书屋品牌。"]


def test_chapters_that_came_back_in_another_order_are_offered_so(office: Office, tmp_path: Path) -> None:
    text = open_text(office, HALF)
    lines = lines_of(text)
    starts = [place for place, line in enumerate(lines) if is_heading(line)]
    assert len(starts) >= 2
    first, second = starts[0], starts[1]
    end = starts[2] if len(starts) > 2 else len(lines)
    file = tmp_path / "稿.txt"
    file.write_text("\n".join([*lines[:first], *lines[second:end], *lines[first:second], *lines[end:]]), "utf-8")
    returned = read_returned(file, text)
    assert kinds(returned) == ["章节顺序"]
    titles = [each.title for each in text.draft.chapters if each.numeral]
    swapped = [titles[1], titles[0], *titles[2:]]
    assert "".join(words for words, _ in returned.changes[0].new) == "；".join(swapped)
    assert take_over_returned(office, text, returned, []).draft == text.draft
    after = take_over_returned(office, text, returned, [0])
    assert [each.title for each in after.draft.chapters if each.numeral] == swapped
    assert read_returned(file, after).changes == ()
    assert open_text(office, HALF).draft == after.draft


def test_the_title_and_the_red_head_are_not_paragraphs(office: Office, sent: Path) -> None:
    text = open_text(office, HALF)
    superior = Superior(sent)
    superior.add_before(text.draft.title[:6], "示例厂工会文件")
    superior.add_before(text.draft.title[:6], "示工〔2026〕5号")
    assert read_returned(superior.send_back(), text).changes == ()
    superior.rewrite("工作总结", "工作情况总结")
    returned = read_returned(superior.send_back(), text)
    (change,) = returned.changes
    assert change.kind == "总标题"
    assert not change.can_be_taken
    assert take_over_returned(office, text, returned, [0]).manuscript.is_empty


def test_a_file_without_words_is_refused(office: Office, tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_text("\n \n", "utf-8")
    with pytest.raises(OfficeError, match="没有文字"):
        read_returned(empty, open_text(office, HALF))


def test_a_text_of_other_words_altogether_takes_nothing_away_unasked(office: Office, tmp_path: Path) -> None:
    other = tmp_path / "另一篇.txt"
    other.write_text("关于放假的通知\n各部门：\n端午节放假三天。\n", "utf-8")
    text = open_text(office, HALF)
    returned = read_returned(other, text)
    assert kinds(returned).count("删去") == len(words_of(text))
    new = [each.number for each in returned.changes if each.kind == "新增"]
    assert len(new) == 3
    assert set(words_of(text)) < set(words_of(take_over_returned(office, text, returned, new)))


def lines_of(text: SummaryText) -> list[str]:
    """Write the text as the lines of a file."""
    lines = [text.draft.title]
    for chapter in text.draft.chapters:
        lines += [f"{chapter.numeral}、{chapter.title}"] if chapter.numeral else []
        lines += [each.text for each in chapter.paragraphs]
    return lines


def edited_at_random(lines: list[str], random: Random) -> list[str]:
    """Edit as superiors do: words in, digits changed, paragraphs moved, cut, joined, struck, headings renamed."""
    lines = list(lines)
    for number in range(random.randint(1, 6)):
        at = random.choice([place for place in range(1, len(lines)) if not is_heading(lines[place])])
        match random.choice(("words", "digit", "move", "cut", "join", "strike", "new", "heading", "order")):
            case "words":
                lines[at] = lines[at].replace("，", "，精心组织，", 1)
            case "digit":
                lines[at] = lines[at].replace("1", "7", 1)
            case "move":
                moved = lines.pop(at)
                lines.insert(random.randint(2, len(lines)), moved)
            case "cut" if "，" in lines[at]:
                lines[at : at + 1] = lines[at].split("，", 1)
            case "join" if at + 1 < len(lines) and not is_heading(lines[at + 1]):
                lines[at : at + 2] = [lines[at] + lines[at + 1]]
            case "strike" if len(lines) > 6:
                lines.pop(at)
            case "new":
                lines.insert(at, f"另写的第{number}段话，职工反响很好。")
            case "heading":
                headings = [place for place in range(1, len(lines)) if is_heading(lines[place])]
                place = random.choice(headings)
                lines[place] = lines[place].replace("、", "、全面加强", 1)
            case "order":
                headings = [place for place in range(1, len(lines)) if is_heading(lines[place])]
                begin, end = random.choice(list(zip(headings, [*headings[1:], len(lines)], strict=True)))
                chapter = lines[begin:end]
                del lines[begin:end]
                lines[headings[0] : headings[0]] = chapter
    return lines


def is_heading(line: str) -> bool:
    return re.match("[一二三四五六七八九]、", line) is not None


@settings(max_examples=12)
@given(random=st.randoms(use_true_random=False))
def test_whatever_came_back_is_what_stands_when_all_of_it_is_taken_over(
    random: Random, office: Office, tmp_path: Path
) -> None:
    text = start_again(office, open_text(office, HALF))
    lines = edited_at_random(lines_of(text), random)
    file = tmp_path / "稿.txt"
    file.write_text("\n".join(lines), "utf-8")
    returned = read_returned(file, text)
    after = take_over_returned(office, text, returned, [each.number for each in returned.changes])
    # A heading below which nothing is left is no chapter.
    kept = [
        line
        for line, next_line in zip(lines, [*lines[1:], "一、"], strict=True)
        if not (is_heading(line) and is_heading(next_line))
    ]
    unnumbered = [[re.sub("^[一二三四五六七八九]、", "", line) for line in each] for each in (lines_of(after), kept)]
    assert unnumbered[0] == unnumbered[1]
    assert read_returned(file, after).changes == ()
