"""Take over what the clerk has made of the text: the difference to the composed draft becomes the manuscript."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from unionoffice.domain.draft import Chapter, Draft, Figure, Paragraph
from unionoffice.domain.manuscript import ChapterPlan, Manuscript, OwnWords, Quoted, QuotedRun, quoted
from unionoffice.summary.composing import Composed, Stale


@dataclass(frozen=True)
class EditedParagraph:
    """A paragraph as the editor holds it."""

    runs: tuple[QuotedRun, ...]
    key: str = ""
    """The composed paragraph it was; empty for a new one."""
    level: int = 0

    @property
    def text(self) -> str:
        """The words as written."""
        return "".join(run if isinstance(run, str) else run.text for run in self.runs)


@dataclass(frozen=True)
class EditedChapter:
    """A chapter as the editor holds it."""

    key: str
    paragraphs: tuple[EditedParagraph, ...]


def quoted_runs(paragraph: Paragraph, manuscript: Manuscript) -> tuple[QuotedRun, ...]:
    """Give the runs of a composed paragraph for the editor, one for one."""
    words = manuscript.words.get(paragraph.key)
    if words is not None:
        return words.runs
    return tuple(quoted(run, paragraph.key) if isinstance(run, Figure) else run for run in paragraph.runs)


def for_editing(composed: Composed, manuscript: Manuscript) -> list[EditedChapter]:
    """Give a composed draft as the editor holds it; taken over unchanged, it changes nothing."""
    return [
        EditedChapter(
            chapter.key,
            tuple(EditedParagraph(quoted_runs(each, manuscript), each.key, each.level) for each in chapter.paragraphs),
        )
        for chapter in composed.draft.chapters
    ]


def take_over(draft: Draft, manuscript: Manuscript, edited: Sequence[EditedChapter]) -> Manuscript:
    """Keep what differs from the composed `draft`: changed, new, moved and missing paragraphs, and their order."""
    shown = {each.key: (chapter, each) for chapter in draft.chapters for each in chapter.paragraphs}
    seen: Counter[str] = Counter()
    for chapter in edited:
        keys: list[str] = []
        for paragraph in chapter.paragraphs:
            if not paragraph.text.strip():
                continue
            known = shown.get(paragraph.key) if not seen[paragraph.key] else None
            manuscript, key = _keep(manuscript, chapter.key, paragraph, known)
            seen[paragraph.key] += 1
            keys.append(key)
        manuscript = _in_order(manuscript, chapter.key, keys, draft)
    for key, (its_chapter, drafted) in shown.items():
        if not seen[key]:
            manuscript = _drop(manuscript, its_chapter, drafted)
    return manuscript


def _keep(
    manuscript: Manuscript, chapter: str, edited: EditedParagraph, known: tuple[Chapter, Paragraph] | None
) -> tuple[Manuscript, str]:
    runs = _joined(edited.runs)
    if known is None:
        key = manuscript.next_key()
        return manuscript.with_words(key, OwnWords(chapter, runs, edited.level)), key
    its_chapter, drafted = known
    words = manuscript.words.get(drafted.key)
    unchanged = _same(runs, quoted_runs(drafted, manuscript)) and edited.level == drafted.level
    if unchanged and its_chapter.key == chapter:
        return manuscript, drafted.key
    if words is not None:
        changed = replace(words, chapter=chapter, runs=runs, level=edited.level)
        return manuscript.with_words(drafted.key, changed), drafted.key
    key = manuscript.next_key()
    return manuscript.with_words(key, _instead_of(drafted, OwnWords(chapter, runs, edited.level))), key


def _instead_of(drafted: Paragraph, words: OwnWords) -> OwnWords:
    """Let own words stand for a drafted paragraph: for its records, or for itself where it tells none."""
    replaces = frozenset() if drafted.records else frozenset({drafted.key})
    return replace(words, replaces=replaces, covers=frozenset(drafted.records))


def _drop(manuscript: Manuscript, chapter: Chapter, drafted: Paragraph) -> Manuscript:
    words = manuscript.words.get(drafted.key)
    if words is None:
        runs = _joined(quoted_runs(drafted, manuscript))
        dropped = _instead_of(drafted, OwnWords(chapter.key, runs, drafted.level, dropped=True))
        return manuscript.with_words(manuscript.next_key(), dropped)
    return manuscript.with_words(drafted.key, replace(words, dropped=True))


def _in_order(manuscript: Manuscript, chapter: str, keys: Sequence[str], draft: Draft) -> Manuscript:
    """Remember the order of a chapter's paragraphs where it is not the draft's own."""
    drafted = [each.key for its in draft.chapters if its.key == chapter for each in its.paragraphs]
    if list(keys) == drafted and chapter not in manuscript.order and not any(key in manuscript.words for key in keys):
        return manuscript
    return replace(manuscript, order={**manuscript.order, chapter: tuple(keys)})


def restore(manuscript: Manuscript, key: str) -> Manuscript:
    """Forget own or dropped words: what they stood for is drafted again."""
    return manuscript.with_words(key, None)


def accept(manuscript: Manuscript, stale: Iterable[Stale]) -> Manuscript:
    """Put the present numbers into own words; a number that is gone becomes plain words."""
    for each in stale:
        words = manuscript.words[each.key]
        run: QuotedRun = each.was.text if each.now is None else quoted(each.now, each.was.place)
        runs = (*words.runs[: each.run], run, *words.runs[each.run + 1 :])
        manuscript = manuscript.with_words(each.key, replace(words, runs=runs))
    return manuscript


def plan_chapters(draft: Draft, manuscript: Manuscript, plans: Sequence[ChapterPlan]) -> Manuscript:
    """Keep the order, titles, drops and own chapters of the tree; chapters not named keep their place behind."""
    named = {each.key for each in plans}
    others = tuple(each for each in manuscript.chapters if each.key not in named)
    later = tuple(ChapterPlan(each.key) for each in draft.chapters if each.key not in named)
    kept = {each.key for each in others}
    return replace(manuscript, chapters=(*plans, *others, *(each for each in later if each.key not in kept)))


def _joined(runs: Iterable[QuotedRun]) -> tuple[QuotedRun, ...]:
    """Put neighbouring words together, so that equal texts have equal runs."""
    joined: list[QuotedRun] = []
    for run in runs:
        if isinstance(run, str) and joined and isinstance(joined[-1], str):
            joined[-1] += run
        elif run != "":
            joined.append(run)
    return tuple(joined)


def _same(one: Sequence[QuotedRun], other: Sequence[QuotedRun]) -> bool:
    """Tell whether two paragraphs say the same with the same figures in the same places."""
    return _signs(one) == _signs(_joined(other))


def _signs(runs: Iterable[QuotedRun]) -> list[tuple[str, str]]:
    return [("", run) if isinstance(run, str) else (_name(run), run.text) for run in runs]


def _name(run: Quoted) -> str:
    return f"{run.figure.label}/{run.figure.unit}"
