"""Put words and figures together into sentences that read as one hand wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from unionoffice.domain.draft import Figure, Run, State
from unionoffice.domain.kinds.numbers import SCALES
from unionoffice.summary.figures import Reading

Runs = tuple[Run, ...]
Slots = Mapping[str, "str | Runs"]

_FIRST_MARK = 0xE000
"""Figures stand as private-use characters while the words around them are put right."""


def text_of(runs: Iterable[Run]) -> str:
    """Give the words as printed."""
    return "".join(run if isinstance(run, str) else run.text for run in runs)


def joined(parts: Iterable[Runs], mark: str) -> Runs:
    """Join pieces of a sentence with a mark between them."""
    result: list[Run] = []
    for part in parts:
        if part:
            result += [mark, *part] if result else part
    return tuple(result)


_TIDYING = [
    (re.compile(r"(?<![A-Za-z0-9]),|,(?![A-Za-z0-9])"), "，"),
    (re.compile(r"(?<![0-9]):|:(?![0-9])"), "："),
    (re.compile(r";"), "；"),
    (re.compile(r"[(（]\s*[)）]"), ""),
    (re.compile(r"\(([^()]*[\u3400-\u9fff\ue000-\uf8ff][^()]*)\)"), r"（\1）"),
    (re.compile(r"(?<=[\u3400-\u9fff\ue000-\uf8ff，。；：、”]) +|[ ]+(?=[\u3400-\u9fff\ue000-\uf8ff，。；：、“])"), ""),
    (re.compile(r"[，、；：]+(?=[）。！？])"), ""),
    (re.compile(r"([。！？])[，、；：。]+"), r"\1"),
    (re.compile(r"([，、；：])[，、；]+"), r"\1"),
    (re.compile(r"(?<=[（“])[，、；]+"), ""),
    (re.compile(r"^[，、；：。]+"), ""),
]


def tidy(runs: Iterable[Run]) -> Runs:
    """Merge neighbouring words and put the marks right: full-width, never doubled, none at the start."""
    figures: list[Figure] = []
    characters = []
    for run in runs:
        if isinstance(run, str):
            characters.append(re.sub("[\ue000-\uf8ff]", "", run))
        elif run.text:
            characters.append(chr(_FIRST_MARK + len(figures)))
            figures.append(run)
    words = "".join(characters)
    before = ""
    # One rule may leave work for an earlier one: （，） is an empty pair of brackets once its comma is gone.
    while words != before:
        before = words
        for pattern, replacement in _TIDYING:
            words = pattern.sub(replacement, words)
    return tuple(
        figures[ord(piece) - _FIRST_MARK] if "\ue000" <= piece <= "\uf8ff" else piece
        for piece in re.split("([\ue000-\uf8ff])", words)
        if piece
    )


def ended(runs: Runs) -> Runs:
    """End a sentence with exactly one full stop."""
    return tidy((*runs, "。")) if runs else ()


# Patterns: {slot} stands for its value, [ … ] is left out when a slot directly in it is empty.

_TOKENS = re.compile(r"(\{[a-z_]+\}|\[|\])")


def fill(pattern: str, slots: Slots) -> Runs:
    """Fill a pattern; clauses vanish with their empty slots."""
    tokens = [token for token in _TOKENS.split(pattern) if token]
    runs, _, _ = _clause(tokens, 0, slots)
    return tidy(runs)


def _clause(tokens: Sequence[str], at: int, slots: Slots) -> tuple[list[Run], bool, int]:
    runs: list[Run] = []
    whole = True
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token == "]":
            break
        if token == "[":
            inner, complete, at = _clause(tokens, at, slots)
            runs += inner if complete else []
        elif token.startswith("{"):
            value = slots.get(token[1:-1], ())
            runs += [value] if isinstance(value, str) else value
            whole = whole and bool(value)
        else:
            runs.append(token)
    return runs, whole, at


# Numbers that stand in the clerk's own words already become the figures themselves.

_TOKEN = re.compile(
    r"(?P<before>近|约|大约|不少于|不低于|至少|不超过|最多)?"
    r"(?:(?P<blank>[?？]|【待补】)|(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    r"(?:[-—–~至](?P<upper>[0-9]+(?:\.[0-9]+)?))?)"
    r"(?P<scale>[万亿](?!元?标))?(?P<after>余|多)?"
)
_ALIKE = ({"人", "名", "位"}, {"场", "次", "期"}, {"家", "个"}, {"支", "个"}, {"MPa", "兆帕"})
_LONGER = {"人": ("人次",), "户": ("户次",), "个": ("个百分点",), "次": (), "元": ()}
_BEFORE = {"近": "近", "约": "约", "大约": "约", "不少于": "≥", "不低于": "≥", "至少": "≥", "不超过": "≤", "最多": "≤"}


@dataclass(frozen=True)
class Match:
    """A number in the clerk's words that is one of the record's figures."""

    start: int
    end: int
    figure: Figure


def embedded(text: str, readings: Sequence[Reading]) -> tuple[Runs, list[Reading]]:
    """Turn the numbers in a text that are figures of its record into these figures; give back those that are not there."""
    matches: list[Match] = []
    missing = []
    for reading in readings:
        found = [match for match in _matches(text, reading) if not _overlaps(match, matches)]
        if found:
            matches.append(_nearest(found, text, reading.name))
        else:
            missing.append(reading)
    runs: list[Run] = []
    at = 0
    for match in sorted(matches, key=lambda each: each.start):
        runs += [text[at : match.start], match.figure]
        at = match.end
    return tuple(run for run in [*runs, text[at:]] if run), missing


def _overlaps(match: Match, others: Iterable[Match]) -> bool:
    return any(match.start < other.end and other.start < match.end for other in others)


def _nearest(found: Sequence[Match], text: str, name: str) -> Match:
    at = text.find(name) if name else -1
    if at < 0:
        return found[0]
    end = at + len(name)
    return min(found, key=lambda match: (match.start < at, abs(match.start - end)))


def _matches(text: str, reading: Reading) -> Iterable[Match]:
    figure = reading.figure
    for token in _TOKEN.finditer(text):
        if not _same_number(token, figure):
            continue
        # The unit of a lost number keeps its 亿: nobody can tell how large it was.
        after = token.end("after") if token["after"] else token.end("blank") if token["blank"] else token.end()
        unit = _unit_after(text, after, figure.unit, loose=bool(reading.field))
        qualifier = token["after"] or _BEFORE.get(token["before"] or "", "")
        if unit is None or (qualifier != figure.qualifier and not (reading.field and not figure.qualifier)):
            continue
        start, end = token.start(), after + len(unit)
        if figure.per:
            lead = re.search(rf"每{re.escape(figure.per)}$", text[:start])
            tail = re.match(rf"/{re.escape(figure.per)}", text[end:])
            if not lead and not tail:
                yield from _apart(text, Match(start, end, _as_written(figure, token, unit, qualifier)))
                continue
            start, end = (lead.start() if lead else start), (end + tail.end() if tail else end)
        yield Match(start, end, _as_written(figure, token, unit, qualifier))


def _apart(text: str, match: Match) -> Iterable[Match]:
    """Take 6篇 in 人均交6篇 or 每名党员交6篇, where the words before the number say for whom it holds."""
    figure = match.figure
    if re.search(
        rf"(?:{re.escape(figure.per)}均|每[{re.escape(figure.per)}名位个])[^，。；0-9]{{0,8}}$", text[: match.start]
    ):
        yield replace(match, figure=replace(figure, per="", label=f"每{figure.per}{figure.label}"))


def _same_number(token: re.Match[str], figure: Figure) -> bool:
    if figure.state is State.BLANK:
        return bool(token["blank"])
    if token["blank"] or figure.value is None:
        return False
    scale = SCALES[token["scale"] or ""]
    upper = Decimal(token["upper"]) * scale if token["upper"] else None
    return Decimal(token["number"].replace(",", "")) * scale == figure.value and upper == figure.upper


def _unit_after(text: str, at: int, unit: str, *, loose: bool) -> str | None:
    """Find the unit that follows a number: the figure's own, or one that means the same."""
    alike = {unit}.union(*(group for group in _ALIKE if unit in group)) if loose else {unit}
    for each in sorted(alike, key=lambda word: (word != unit, word)):
        if text.startswith(each, at) and not any(text.startswith(longer, at) for longer in _LONGER.get(each, ())):
            return each
    return None


def _as_written(figure: Figure, token: re.Match[str], unit: str, qualifier: str) -> Figure:
    if figure.state is State.BLANK:
        return replace(figure, qualifier=qualifier)
    cents = token["number"] if "." in token["number"] and not token["scale"] else ""
    return replace(
        figure, unit=unit, qualifier=qualifier, scale=token["scale"] or "", as_stated=figure.as_stated or cents
    )
