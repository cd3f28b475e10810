from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from unionoffice.domain.draft import Draft, Figure
from unionoffice.domain.manuscript import ChapterPlan, QuotedRun
from unionoffice.domain.period import half_year
from unionoffice.domain.query import Query
from unionoffice.summary.half_year import draft_half_year
from unionoffice.summary.material import Material
from unionoffice.summary.rewriting import EditedChapter, EditedParagraph, quoted_runs
from unionoffice.usecases import edit_summary
from unionoffice.usecases.edit_summary import (
    SummaryText,
    accept_numbers,
    arrange_chapters,
    open_text,
    restore_paragraph,
    save_text,
    settle,
)
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.office import Office

HALF = half_year(2026, 1)
LONG = os.environ.get("UNIONOFFICE_LONG") == "1"


def add_event(office: Office, title: str, when: str, headcount: int, kind: str = "文体") -> int:
    raw = {"title": title, "type": kind, "when": when, "headcount": str(headcount)}
    kept = keep(office, "event", raw)
    assert kept.record is not None, kept.problems
    return kept.record.id


@pytest.fixture
def told(office: Office) -> Office:
    for number, title in enumerate(("庆五一晚会", "趣味运动会", "象棋比赛"), 1):
        add_event(office, title, f"2026-0{3 + number}-1{number}", 100 * number)
    return office


def paragraph_with(text: SummaryText, words: str) -> tuple[str, EditedParagraph]:
    found = [
        (chapter.key, paragraph)
        for chapter in text.for_editing()
        for paragraph in chapter.paragraphs
        if words in paragraph.text
    ]
    assert len(found) == 1, found
    return found[0]


def changed(text: SummaryText, key: str, runs: tuple[QuotedRun, ...]) -> list[EditedChapter]:
    """Give the text with one paragraph rewritten."""
    return [
        replace(
            chapter,
            paragraphs=tuple(replace(each, runs=runs) if each.key == key else each for each in chapter.paragraphs),
        )
        for chapter in text.for_editing()
    ]


def words_of(text: SummaryText) -> list[str]:
    return [paragraph.text for chapter in text.draft.chapters for paragraph in chapter.paragraphs]


def test_a_text_taken_over_unchanged_changes_nothing(told: Office) -> None:
    text = open_text(told, HALF)
    assert save_text(told, text, text.for_editing()) is text
    assert text.manuscript.is_empty


def test_own_words_stay_and_a_changed_figure_in_them_is_offered(told: Office) -> None:
    text = open_text(told, HALF)
    _, paragraph = paragraph_with(text, "庆五一晚会")
    text = save_text(told, text, changed(text, paragraph.key, ("本会隆重地：", *paragraph.runs)))
    assert any(words.startswith("本会隆重地：") for words in words_of(text))
    event = next(iter(told.ids("event", Query(words="庆五一"))))
    assert keep(told, "event", {"headcount": "123"}, told.record("event", event)).record is not None

    text = open_text(told, HALF)
    (stale,) = text.composed.stale
    assert stale.sentence == "“庆五一晚会参加人数”文中是100人，台账现为123人"
    assert any("本会隆重地：" in words and "100人" in words for words in words_of(text))
    assert [each.text for each in text.draft.warnings if each.code == "stale"] == [stale.sentence]

    text = accept_numbers(told, text, [stale])
    assert text.composed.stale == ()
    assert any("本会隆重地：" in words and "123人" in words for words in words_of(text))


def test_a_deleted_record_leaves_its_number_marked_in_own_words(told: Office) -> None:
    text = open_text(told, HALF)
    _, paragraph = paragraph_with(text, "庆五一晚会")
    text = save_text(told, text, changed(text, paragraph.key, (*paragraph.runs, "反响热烈。")))
    trash(told, "event", told.ids("event", Query(words="庆五一")))
    (stale,) = open_text(told, HALF).composed.stale
    assert stale.now is None
    assert "登记已删除" in stale.sentence


def test_a_record_told_by_hand_is_not_told_twice_when_the_draft_is_grouped_anew(told: Office) -> None:
    text = open_text(told, HALF)
    _, paragraph = paragraph_with(text, "庆五一晚会")
    text = save_text(told, text, changed(text, paragraph.key, (*paragraph.runs, "反响热烈。")))
    for number in range(1, 9):
        add_event(told, f"第{number}场讲座", f"2026-01-0{number}", 10 + number)
    everything = "".join(words_of(open_text(told, HALF)))
    for title in ("庆五一晚会", "趣味运动会", "象棋比赛"):
        assert everything.count(title) == 1
    assert all(f"第{number}场讲座" in everything for number in range(1, 9))


def test_a_dropped_paragraph_stays_away_until_it_is_restored(told: Office) -> None:
    text = open_text(told, HALF)
    _, paragraph = paragraph_with(text, "庆五一晚会")
    without = [
        replace(chapter, paragraphs=tuple(each for each in chapter.paragraphs if each.key != paragraph.key))
        for chapter in text.for_editing()
    ]
    text = save_text(told, text, without)
    assert not any("庆五一晚会" in words for words in words_of(text))
    ((key, dropped),) = text.manuscript.words.items()
    assert dropped.dropped
    assert "庆五一晚会" in dropped.text
    text = restore_paragraph(told, text, key)
    assert any("庆五一晚会" in words for words in words_of(text))


def test_a_new_paragraph_keeps_its_place(told: Office) -> None:
    text = open_text(told, HALF)
    chapter, _ = paragraph_with(text, "庆五一晚会")
    with_own = [
        replace(each, paragraphs=(EditedParagraph(("自己写的一段。",)), *each.paragraphs))
        if each.key == chapter
        else each
        for each in text.for_editing()
    ]
    text = save_text(told, text, with_own)
    add_event(told, "新添的联欢", "2026-06-28", 55)
    for again in (text, open_text(told, HALF)):
        (found,) = [each for each in again.draft.chapters if each.key == chapter]
        assert found.paragraphs[0].text == "自己写的一段。"


def test_chapters_are_renamed_moved_dropped_and_added(told: Office) -> None:
    text = open_text(told, HALF)
    first, *others = [each.key for each in text.draft.chapters]
    assert others
    plans = [
        ChapterPlan(first),
        ChapterPlan("特色工作", "特色工作", part="完成"),
        *(ChapterPlan(each) for each in others),
    ]
    text = arrange_chapters(told, text, plans)
    assert [each.title for each in text.draft.chapters][:2] == ["总述", "特色工作"]
    assert text.draft.chapters[1].numeral == "一"
    plans[2] = replace(plans[2], title="文体与女工", dropped=False)
    text = arrange_chapters(told, text, plans)
    assert text.draft.chapters[2].title == "文体与女工"
    text = arrange_chapters(told, text, [replace(each, dropped=each.key == others[0]) for each in plans])
    assert others[0] not in [each.key for each in text.draft.chapters]
    text = arrange_chapters(told, text, plans)
    assert others[0] in [each.key for each in text.draft.chapters]


def test_a_settled_finding_is_kept_with_its_reason(told: Office, tmp_path: Path) -> None:
    text = settle(told, open_text(told, HALF), "differs/庆五一/300人", "以主席口径为准")
    assert open_text(told, HALF).manuscript.settled == {"differs/庆五一/300人": "以主席口径为准"}
    settle(told, text, "differs/庆五一/300人", "")
    assert open_text(told, HALF).manuscript.settled == {}


def test_writing_drafts_anew_only_when_records_have_changed(told: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    drafted: list[Material] = []

    def counted(material: Material) -> Draft:
        drafted.append(material)
        return draft_half_year(material)

    monkeypatch.setattr(edit_summary, "draft_half_year", counted)
    text = open_text(told, HALF)
    _, paragraph = paragraph_with(text, "庆五一晚会")
    text = save_text(told, text, changed(text, paragraph.key, ("甲", *paragraph.runs)))
    drafted.clear()
    for number in range(3):
        own = next(each for each in text.draft.paragraphs if each.edited)
        text = save_text(told, text, changed(text, own.key, (*quoted_runs(own, text.manuscript), f"{number}")))
    assert drafted == []
    assert text.draft == open_text(told, HALF).draft
    add_event(told, "消防演练", "2026-05-12", 85)
    own = next(each for each in text.draft.paragraphs if each.edited)
    text = save_text(told, text, changed(text, own.key, ("乙", *quoted_runs(own, text.manuscript))))
    assert any("消防演练" in each.text for each in text.draft.paragraphs)
    assert text.draft == open_text(told, HALF).draft


@pytest.mark.parametrize("seed", range(2))
def test_no_edit_is_lost_and_no_stale_number_goes_unmarked(office: Office, seed: int) -> None:
    """500 edits and 200 changes of the ledgers in the long run, fewer in the daily one."""
    edits, changes = (500, 200) if LONG else (60, 25)
    dice = random.Random(seed)
    for number in range(8):
        add_event(office, f"初始{number}号活动", f"2026-0{1 + number % 6}-1{number % 9}", 10 + number, "讲座")
    steps = ["edit"] * edits + ["change"] * changes
    dice.shuffle(steps)
    for count, step in enumerate(steps):
        if step == "change":
            _change_a_ledger(office, dice, count)
        else:
            _edit(office, dice, count)
        _holds(office)


def _change_a_ledger(office: Office, dice: random.Random, count: int) -> None:
    ids = office.ids("event", Query())
    action = dice.random()
    if action < 0.4 or len(ids) < 4:
        add_event(office, f"新增{count}号活动", f"2026-0{dice.randint(1, 6)}-{dice.randint(10, 28)}", count + 5, "讲座")
    elif action < 0.8:
        record = office.record("event", dice.choice(ids))
        assert keep(office, "event", {"headcount": str(1000 + count)}, record).record is not None
    else:
        trash(office, "event", [dice.choice(ids)])


def _edit(office: Office, dice: random.Random, count: int) -> None:
    text = open_text(office, HALF)
    chapters = text.for_editing()
    if not chapters:
        return
    at = dice.randrange(len(chapters))
    paragraphs = list(chapters[at].paragraphs)
    place = dice.randrange(len(paragraphs) + 1)
    action = dice.random()
    if action < 0.3 or not paragraphs:
        paragraphs.insert(place, EditedParagraph((f"自写第{count}段。",)))
    elif action < 0.75:
        place = min(place, len(paragraphs) - 1)
        paragraphs[place] = replace(paragraphs[place], runs=(*paragraphs[place].runs, f"补充{count}。"))
    elif action < 0.85 and len(paragraphs) > 1:
        paragraphs.append(paragraphs.pop(min(place, len(paragraphs) - 1)))
    elif action < 0.9:
        paragraphs.pop(min(place, len(paragraphs) - 1))
    elif text.composed.stale:
        accept_numbers(office, text, text.composed.stale)
        return
    chapters[at] = replace(chapters[at], paragraphs=tuple(paragraphs))
    wanted = [each.text for each in paragraphs]
    after = save_text(office, text, chapters)
    shown = [
        [each.text for each in chapter.paragraphs]
        for chapter in after.draft.chapters
        if chapter.key == chapters[at].key
    ]
    if wanted:
        assert [each for each in shown[0] if each in wanted] == wanted


def _holds(office: Office) -> None:
    text = open_text(office, HALF)
    shown = {each.key: each for chapter in text.draft.chapters for each in chapter.paragraphs}
    for key, words in text.manuscript.words.items():
        assert (key in shown) == (not words.dropped)
        if not words.dropped:
            assert shown[key].text == words.text
    rows = [row for each in shown.values() for row in each.records]
    assert len(rows) == len(set(rows)), "a record is told twice"
    marked = {(each.key, each.run) for each in text.composed.stale}
    now = {
        (figure.label, figure.unit, figure.text)
        for chapter in text.whole.chapters
        for each in chapter.paragraphs
        for figure in each.figures
    } | {(figure.label, figure.unit, figure.text) for figure in text.whole.not_written}
    for key, paragraph in shown.items():
        for place, run in enumerate(paragraph.runs):
            if isinstance(run, Figure) and (run.label, run.unit, run.text) not in now:
                assert (key, place) in marked, run
