"""Hold every amount of the text against the figures of the period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from unionoffice.checking.agreement import confuses, difference, rounds, same_unit, says
from unionoffice.checking.alignment import Drafted, Pair, paired_amounts
from unionoffice.checking.finding import Expected, Finding, Match, Slip
from unionoffice.checking.spoken import Spoken
from unionoffice.checking.surroundings import Surroundings
from unionoffice.checking.written import WrittenParagraph
from unionoffice.domain.draft import Figure, State

_AROUND = 24
"""Characters before an amount in which the words of a figure's label are looked for."""
_FEW = 10
"""Amounts below this are too common to be taken for a figure by their value alone."""


_SAME_WORDS, _VERY_ALIKE, _ALL_BUT_EQUAL = 0.3, 0.6, 0.8
"""Shares of the words around an amount: for one that says a figure exactly, and for one that does not."""


class NumbersCheck:
    """Judges the amounts of one text, paragraph by paragraph."""

    def __init__(self, figures: Iterable[Figure], surroundings: Surroundings) -> None:
        self._figures = [each for each in figures if each.value is not None]
        self._by_number: dict[Decimal | None, list[Figure]] = {}
        for each in self._figures:
            self._by_number.setdefault(each.value, []).append(each)
        self._surroundings = surroundings
        self.findings: list[Finding] = []
        self.matches: list[Match] = []

    def judge(
        self,
        place: int,
        paragraph: WrittenParagraph,
        spoken: Sequence[Spoken],
        drafted: Drafted | None,
        *,
        is_plan: bool = False,
    ) -> None:
        """Judge the amounts of one paragraph beside the drafted one it grew from; a plan may name new targets."""
        pairs = paired_amounts(paragraph.text, spoken, drafted) if drafted else {}
        alone: list[int] = []
        for index, each in enumerate(spoken):
            if index in pairs:
                self._judge_pair(place, paragraph, each, pairs[index])
            else:
                alone.append(index)
        for index in alone:
            self._judge_alone(place, paragraph, spoken, index, is_plan)

    def _judge_pair(self, place: int, paragraph: WrittenParagraph, spoken: Spoken, pair: Pair) -> None:
        figure = pair.figure
        if figure is not None and says(spoken, figure):
            self._match(place, spoken, figure)
        elif _same_amount(spoken, pair.spoken) and (figure is None or figure.state is not State.BLANK):
            # Words of a title, or a figure printed as it was typed: the draft says the same.
            if figure is not None:
                self._match(place, spoken, figure)
        elif figure is not None and rounds(spoken, figure):
            self._round(place, paragraph, spoken, figure)
        elif not pair.is_sure and (other := self._same(paragraph.text, spoken)) is not None:
            self._match(place, spoken, other)
        elif figure is not None:
            self._differ(place, paragraph, spoken, figure)
        else:
            words = before_words(pair.spoken)
            self._find(Slip.DIFFERS, place, paragraph, spoken, f"登记的原话是“{words}”", None)

    def _judge_alone(
        self, place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken], index: int, is_plan: bool
    ) -> None:
        each, after = spoken[index], spoken[index - 1].end if index else 0
        same = self._same(paragraph.text, each) or self._by_value(each)
        if same is not None and (meant := self._meant(paragraph.text, each)) is not None:
            self._differ(place, paragraph, each, meant)
            return
        if same is not None:
            self._match(place, each, same)
            return
        told = [match.figure for match in self.matches if match.paragraph == place]
        likely = self._likely(paragraph.text, each, after)
        rounded = next((figure for figure in likely if rounds(each, figure)), None)
        if rounded is not None:
            self._round(place, paragraph, each, rounded)
        elif each.is_small_word or is_plan:
            return
        elif (wrong := next((figure for figure in likely if figure not in told), None)) is not None:
            self._differ(place, paragraph, each, wrong)
        else:
            self._find(Slip.UNSUPPORTED, place, paragraph, each, "台账里没有支持这个数的登记", None)

    def _same(self, text: str, spoken: Spoken) -> Figure | None:
        """Find the figure that an amount says exactly, by its name or by the words around it."""
        found = [each for each in self._by_number.get(spoken.value, ()) if says(spoken, each)]
        if not found:
            return None
        named = next((each for each in found if _shares_words(text, spoken, each)), None)
        alike = self._surroundings.alike(text, spoken, _SAME_WORDS)
        return named or next((each for each in alike if says(spoken, each)), None)

    def _meant(self, text: str, spoken: Spoken) -> Figure | None:
        """Find the figure whose words stand around an amount that only by chance equals another figure."""
        ranked = self._surroundings.ranked(text, spoken)
        if not ranked or ranked[0][0] < _ALL_BUT_EQUAL:
            return None
        closest, meant = ranked[0]
        of_same = max((likeness for likeness, each in ranked if says(spoken, each)), default=0.0)
        told = any(match.figure is meant for match in self.matches)
        apart = closest - of_same > _SAME_WORDS and same_unit(spoken.unit, meant.unit)
        return meant if apart and not told and not rounds(spoken, meant) else None

    def _by_value(self, spoken: Spoken) -> Figure | None:
        if spoken.value < _FEW:
            return None
        return next((each for each in self._by_number.get(spoken.value, ()) if says(spoken, each)), None)

    def _likely(self, text: str, spoken: Spoken, after: int) -> list[Figure]:
        """Name the figures that an amount may have meant: named before it, confused with it, or in like words."""
        named = self._named(text[max(after, spoken.start - _AROUND) : spoken.start], spoken)
        confused = [
            each
            for each in self._surroundings.alike(text, spoken, _SAME_WORDS)
            if confuses(spoken, each) and (spoken.value >= _FEW or _shares_words(text, spoken, each))
        ]
        alike = [
            each for each in self._surroundings.alike(text, spoken, _VERY_ALIKE) if same_unit(each.unit, spoken.unit)
        ]
        return [*named, *confused, *alike]

    def _named(self, before: str, spoken: Spoken) -> list[Figure]:
        """Find the figures whose whole label stands just before the amount, the longest label first."""
        found = [each for each in self._figures if len(each.label) > 1 and each.label in before]
        found = [each for each in found if same_unit(each.unit, spoken.unit) or each.value == spoken.value]
        return sorted(found, key=lambda each: -len(each.label))

    def _match(self, place: int, spoken: Spoken, figure: Figure) -> None:
        self.matches.append(Match(place, spoken.start, spoken.end, figure))

    def _round(self, place: int, paragraph: WrittenParagraph, spoken: Spoken, figure: Figure) -> None:
        self._match(place, spoken, figure)
        self._find(Slip.ROUNDED, place, paragraph, spoken, f"把{figure.text}写成了约数", figure)

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
