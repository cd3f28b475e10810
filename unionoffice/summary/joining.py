"""Short sentences that stand side by side, put together as one hand would write them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from unionoffice.domain.draft import Figure
from unionoffice.domain.ledger import Record
from unionoffice.ledgers import registers
from unionoffice.ledgers.shared import WHEN
from unionoffice.summary.phrases import Phrases
from unionoffice.summary.wording import Runs, joined, text_of, tidy

_LONGEST_PIECE = 18
_LONGEST_JOINED = 50
_MOST_JOINED = 3
_ITEM = re.compile(r"[^，。；：“”]{2,18}")
_FRAGMENT = re.compile(r"以[^，。；]+为(?:[^，。；]{0,4})(?:目标|主线|主题|重点|中心|契机|抓手)。")
"""Words that name an aim and no deed: they lead the sentence behind them."""
_SAME_TIME = re.compile(r"^同[期日]，")
_TIME = re.compile(
    r"^(?:(?:截至[^，。]{2,8}|(?:[0-9]{4}年)?[0-9]{1,2}月[^，。]{0,8}|同期|同日)，"
    r"|[0-9]{1,2}月(?:[0-9]{1,2}日|[上中下]旬|[初底])?)"
)
_MEANS = re.compile("(?:通过|利用|依托)[^，。；]{1,6}[网报台站屏群号栏]")
"""By what something was done: said once for two neighbours."""
_ADVERB = "(?:在[^，。；]{1,6}[中上里])?(?:定期|经常|积极|重点|免费|共|先后|密切|深入|新)?"


@dataclass(frozen=True)
class Sentence:
    """Words about some records that end with a full stop; `alone` ones are left as they are."""

    records: Sequence[Record]
    runs: Runs
    alone: bool = False

    @property
    def text(self) -> str:
        """The words as printed."""
        return text_of(self.runs)


class Joiner:
    """Joins sentences; which verbs may lead a clause and where a list may be cut is data."""

    def __init__(self, phrases: Phrases) -> None:
        words: Sequence[str] = [*phrases.words("verbs", "sentence"), *phrases.words("joining", "starts")]
        self._verbs = tuple(sorted({each for each in words if len(each) > 1}, key=len, reverse=True))
        self._starts = re.compile(_ADVERB + "(?:" + "|".join(map(re.escape, self._verbs)) + ")")
        self._heads = tuple(phrases.words("joining", "heads")) + self._verbs
        self._tails: Sequence[str] = phrases.words("joining", "tails")
        self._by_type: str = phrases.words("joining", "by_type")

    def joined(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """Put neighbours together: those of one build, an aim and its deed, and short ones of one time."""
        return self._short(self._of_one_build(self._by_types(sentences)))

    def _by_types(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """Tell one matter of several sorts of units in one sentence: 国有企业1家、公开率100%；集体企业11家…."""
        result: list[Sentence] = []
        group: list[Sentence] = []
        for each in [*sentences, None]:
            if each is not None and _typed(each) and (not group or _matter(each) == _matter(group[0])):
                group.append(each)
                continue
            result += [self._of_types(group)] if len(group) > 1 else group
            group = [each] if each is not None and _typed(each) else []
            result += [each] if each is not None and not group else []
        return result

    def _of_types(self, group: Sequence[Sentence]) -> Sentence:
        pieces = []
        for each in group:
            kind = each.records[0].text(registers.COVERED_TYPE)
            rest = tuple(_listing(run) if isinstance(run, str) else run for run in each.runs[1:])
            pieces.append((kind, *rest))
        runs = tidy((self._by_type, *joined(pieces, "；"), "。"))
        return Sentence([record for each in group for record in each.records], runs, alone=True)

    def _of_one_build(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """Say once what neighbours share before and behind what differs: 参加评优课（数学、综合实践）."""
        result: list[Sentence] = []
        for each in sentences:
            made = self._shared(result[-1], each) if result else None
            if made is None:
                result.append(each)
            else:
                result[-1] = made
        return result

    def _shared(self, one: Sentence, other: Sentence) -> Sentence | None:
        if one.alone or other.alone or not _same_time(one, other):
            return None
        first, (clause, rest) = one.text, _clauses(other)
        second = _SAME_TIME.sub("", clause)
        if "。" in first[:-1] or "。" in second[:-1] or any(isinstance(run, Figure) for run in one.runs):
            return None
        head = self._head(_common(first, second))
        tail = self._tail(_common(first[len(head) : -1][::-1], second[len(head) : -1][::-1])[::-1])
        end = len(tail) + 1
        items = [first[len(head) : len(first) - end], second[len(head) : len(second) - end]]
        parts = [part for item in items for part in item.split("、")]
        if not head or not all(_ITEM.fullmatch(part) if tail else self._is_item(part) for part in parts):
            return None
        end_mark = "，" if rest else "。"
        return Sentence([*one.records, *other.records], tidy((f"{head}{'、'.join(items)}{tail}{end_mark}", *rest)))

    def _head(self, common: str) -> str:
        """Cut what two sentences begin with back to the end of a word after which a list may stand."""
        ends = [common.rfind(word) + len(word) for word in self._heads if word in common]
        return common[: max(ends)] if ends else ""

    def _tail(self, common: str) -> str:
        """Cut what two sentences end with back to a word of its own."""
        return next((tail for tail in self._tails if common.endswith(tail)), "")

    def _is_item(self, words: str) -> bool:
        return bool(_ITEM.fullmatch(words)) and not any(
            verb in words for verb in self._verbs if not words.endswith(verb)
        )

    def _short(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """Let short sentences of one time run on behind commas, and an aim lead what was done for it."""
        result: list[Sentence] = []
        sizes: list[int] = []
        for each in sentences:
            last = result[-1] if result else None
            if last is not None and sizes[-1] < _MOST_JOINED and self._run_on(last, each, sizes[-1]):
                result[-1] = _run_together(last, each)
                sizes[-1] += 1
            else:
                result.append(each)
                sizes.append(1)
        return result

    def _run_on(self, one: Sentence, other: Sentence, size: int) -> bool:
        if one.alone or other.alone or not _same_time(one, other) or len(one.text + other.text) > _LONGEST_JOINED:
            return False
        if _counts(one) != _counts(other):
            return False
        behind = _SAME_TIME.sub("", other.text)
        if size == 1 and _FRAGMENT.fullmatch(one.text):
            return bool(self._starts.match(behind))
        before = _TIME.sub("", one.text)
        means = _MEANS.match(_common(one.text, behind))
        if means and size == 1 and all(self._starts.match(text[means.end() :]) for text in (one.text, behind)):
            return "，" not in one.text + behind
        pieces = (*before.rstrip("。").split("，"), behind.rstrip("。"))
        return (
            all(
                len(piece) <= _LONGEST_PIECE and not re.search("[，；：。]", piece) and self._starts.match(piece)
                for piece in pieces
            )
            and len(pieces) == size + 1
        )


def _clauses(each: Sentence) -> tuple[str, Runs]:
    """Split a sentence at its first comma: a clause that ends with a full stop, and what follows it."""
    first, *rest = each.runs
    if not isinstance(first, str):
        return "", each.runs
    time = _SAME_TIME.match(first)
    at = first.find("，", time.end() if time else 0)
    if at < 0:
        return (first, ()) if not rest else ("", each.runs)
    return f"{first[:at]}。", (first[at + 1 :], *rest)


def _run_together(one: Sentence, other: Sentence) -> Sentence:
    first, *rest = other.runs
    lead = _SAME_TIME.sub("", first) if isinstance(first, str) else first
    means = _MEANS.match(_common(one.text, other.text))
    if means and isinstance(lead, str):
        lead = lead[means.end() :]
    last = one.runs[-1]
    opened = (*one.runs[:-1], last.removesuffix("。")) if isinstance(last, str) else one.runs
    return Sentence([*one.records, *other.records], tidy((*opened, "，", lead, *rest)))


def _same_time(one: Sentence, other: Sentence) -> bool:
    """Tell whether a time told in the one holds for the other too; two without any never lie."""
    return len({str(record.values.get(WHEN.key)) for each in (one, other) for record in each.records}) == 1


def _common(one: str, other: str) -> str:
    """Give what two texts begin with alike."""
    alike = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(first for first, _ in alike)


def _counts(each: Sentence) -> bool:
    """Tell whether a sentence gives a number: results stand beside results."""
    return bool(re.search("[0-9]|【待补】", _TIME.sub("", each.text)))


def _typed(each: Sentence) -> bool:
    """Tell whether a sentence says of one sort of units how many made something public."""
    if len(each.records) != 1 or each.records[0].ledger.key != "coverage" or len(each.runs) < 2:
        return False
    kind = each.records[0].text(registers.COVERED_TYPE)
    first = each.runs[0]
    return bool(kind) and isinstance(first, str) and first.startswith(kind) and isinstance(each.runs[1], Figure)


def _matter(each: Sentence) -> str:
    return str(each.runs[0]).removeprefix(each.records[0].text(registers.COVERED_TYPE))


def _listing(words: str) -> str:
    """Set the rest of a sentence for a list whose items stand between semicolons."""
    return words.removesuffix("。").replace("，", "、")
