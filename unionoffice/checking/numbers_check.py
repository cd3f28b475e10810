"""Hold every amount of the text against the figures of the period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from unionoffice.checking.agreement import difference, rounds, same_unit, says
from unionoffice.checking.alignment import Drafted, paired_amounts
from unionoffice.checking.finding import Expected, Finding, Match, Slip
from unionoffice.checking.spoken import Spoken
from unionoffice.checking.written import WrittenParagraph
from unionoffice.domain.draft import Figure, State

_AROUND = 24
"""Characters before an amount in which the words of a figure's label are looked for."""
_FEW = 10
"""Amounts below this are too common to be taken for a figure by their value alone."""


class NumbersCheck:
    """Judges the amounts of one text, paragraph by paragraph."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._figures = [each for each in figures if each.value is not None]
        self.findings: list[Finding] = []
        self.matches: list[Match] = []

    def judge(self, place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken], drafted: Drafted | None) -> None:
        """Judge the amounts of one paragraph beside the drafted one it grew from."""
        pairs = paired_amounts(paragraph.text, spoken, drafted) if drafted else {}
        for index, each in enumerate(spoken):
            if index in pairs:
                self._judge_pair(place, paragraph, each, *pairs[index])
            else:
                self._judge_alone(place, paragraph, each, spoken[index - 1].end if index else 0)

    def _judge_pair(
        self, place: int, paragraph: WrittenParagraph, spoken: Spoken, before: Spoken, figure: Figure | None
    ) -> None:
        if figure is not None and says(spoken, figure):
            self._match(place, spoken, figure)
        elif _same_amount(spoken, before) and (figure is None or figure.state is not State.BLANK):
            # Words of a title, or a figure printed as it was typed: the draft says the same.
            if figure is not None:
                self._match(place, spoken, figure)
        elif figure is not None and rounds(spoken, figure):
            self._match(place, spoken, figure)
            self._find(Slip.ROUNDED, place, paragraph, spoken, f"把{figure.text}写成了约数", figure)
        elif (other := self._by_words(paragraph.text, spoken)) is not None:
            self._match(place, spoken, other)
        elif figure is not None:
            self._differ(place, paragraph, spoken, figure)
        else:
            words = before_words(before)
            self._find(Slip.DIFFERS, place, paragraph, spoken, f"登记的原话是“{words}”", None)

    def _judge_alone(self, place: int, paragraph: WrittenParagraph, spoken: Spoken, after: int) -> None:
        same = self._by_words(paragraph.text, spoken) or self._by_value(spoken)
        if same is not None:
            self._match(place, spoken, same)
            return
        near = self._named(paragraph.text[max(after, spoken.start - _AROUND) : spoken.start], spoken)
        rounded = next((each for each in near if rounds(spoken, each)), None)
        if rounded is not None:
            self._match(place, spoken, rounded)
            self._find(Slip.ROUNDED, place, paragraph, spoken, f"把{rounded.text}写成了约数", rounded)
        elif near and not spoken.is_small_word:
            self._differ(place, paragraph, spoken, near[0])
        elif not spoken.is_small_word:
            self._find(Slip.UNSUPPORTED, place, paragraph, spoken, "台账里没有支持这个数的登记", None)

    def _by_words(self, text: str, spoken: Spoken) -> Figure | None:
        return next((each for each in self._figures if says(spoken, each) and _shares_words(text, spoken, each)), None)

    def _by_value(self, spoken: Spoken) -> Figure | None:
        if spoken.value < _FEW:
            return None
        return next((each for each in self._figures if says(spoken, each)), None)

    def _named(self, before: str, spoken: Spoken) -> list[Figure]:
        """Find the figures whose whole label stands just before the amount, the longest label first."""
        found = [each for each in self._figures if len(each.label) > 1 and each.label in before]
        found = [each for each in found if same_unit(each.unit, spoken.unit) or each.value == spoken.value]
        return sorted(found, key=lambda each: -len(each.label))

    def _match(self, place: int, spoken: Spoken, figure: Figure) -> None:
        self.matches.append(Match(place, spoken.start, spoken.end, figure))

    def _differ(self, place: int, paragraph: WrittenParagraph, spoken: Spoken, figure: Figure) -> None:
        words = paragraph.text[spoken.start : spoken.end]
        sentence = difference(spoken, figure, words)
        expected = Expected(figure.value, figure.unit) if figure.value is not None else None
        self.findings.append(_finding(Slip.DIFFERS, place, paragraph, spoken, sentence, expected, figure))

    def _find(
        self, slip: Slip, place: int, paragraph: WrittenParagraph, spoken: Spoken, sentence: str, figure: Figure | None
    ) -> None:
        words = paragraph.text[spoken.start : spoken.end]
        self.findings.append(_finding(slip, place, paragraph, spoken, f"“{words}”：{sentence}", None, figure))


def before_words(spoken: Spoken) -> str:
    """Write an amount as the draft said it."""
    return f"{spoken.value.normalize():f}{spoken.unit}"


def _finding(
    slip: Slip,
    place: int,
    paragraph: WrittenParagraph,
    spoken: Spoken,
    sentence: str,
    expected: Expected | None,
    figure: Figure | None,
) -> Finding:
    return Finding(
        slip,
        place,
        spoken.start,
        spoken.end,
        paragraph.text[max(0, spoken.start - 12) : spoken.end + 8],
        sentence,
        paragraph.chapter,
        expected,
        figure.rows if figure else (),
    )


def _same_amount(one: Spoken, other: Spoken) -> bool:
    return (one.value, one.upper, one.unit, one.qualifier) == (other.value, other.upper, other.unit, other.qualifier)


def _shares_words(text: str, spoken: Spoken, figure: Figure) -> bool:
    around = text[max(0, spoken.start - _AROUND) : spoken.end + 6]
    return any(figure.label[at : at + 2] in around for at in range(len(figure.label) - 1))
