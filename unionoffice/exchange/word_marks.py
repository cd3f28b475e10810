"""The places in the running text of a Word form that take words: placeholders, content controls, room behind a label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

from lxml import etree

from unionoffice.exchange.word_table import W, paragraph_text, paragraph_words, piece_text, write_cell, write_text

_PLACEHOLDER = re.compile(r"\{\{[^{}\n]{1,40}\}\}|【[^【】\n]{1,40}】|«[^«»\n]{1,40}»")
_SPACE = r"[\s_＿]"
_LABEL = re.compile(
    rf"(?P<label>[\u4e00-\u9fff（）()]{{2,14}}[：:])"
    rf"(?P<room>{_SPACE}*年{_SPACE}*月(?:{_SPACE}*日)?{_SPACE}*|{_SPACE}{{2,}})"
)
_APART = "　　"


@dataclass(frozen=True)
class Mark:
    """A place in the text of a paragraph."""

    name: str
    """The placeholder, or the label with its colon."""
    start: int
    end: int
    is_room: bool = False
    """Whether it is the room behind a label, which stays where there is nothing to write."""


def marks_in(paragraph: etree._Element) -> list[Mark]:
    """Find the places of a paragraph from its start; in a table the room is a cell of its own and none of these."""
    text = paragraph_text(paragraph)
    found = [Mark(each[0], each.start(), each.end()) for each in _PLACEHOLDER.finditer(text)]
    if next(paragraph.iterancestors(f"{W}tc"), None) is None:
        found += [
            Mark(each["label"], each.start("room"), each.end("room"), is_room=True) for each in _LABEL.finditer(text)
        ]
    return sorted(found, key=lambda each: each.start)


def replace_in(paragraph: etree._Element, words: Mapping[str, str]) -> None:
    """Put words into the places; where Word has split one over runs, the first run takes the words."""
    elements = paragraph_words(paragraph)
    pieces = [*map(piece_text, elements)]
    starts = [*accumulate(map(len, pieces), initial=0)]
    touched: set[int] = set()
    # From the end, so that the places before stay as they were.
    for mark in reversed(list(_wanted(paragraph, words))):
        apart = _APART if mark.is_room and mark.end < starts[-1] else ""
        for at, (start, end) in enumerate(pairwise(starts)):
            first, last = max(mark.start, start), min(mark.end, end)
            if first < last:
                put = words[mark.name] + apart if first == mark.start else ""
                pieces[at] = pieces[at][: first - start] + put + pieces[at][last - start :]
                touched.add(at)
    for at in touched:
        write_text(elements[at], pieces[at])


def _wanted(paragraph: etree._Element, words: Mapping[str, str]) -> Iterator[Mark]:
    for mark in marks_in(paragraph):
        if mark.name in words and (words[mark.name] or not mark.is_room):
            yield mark


def controls_in(part: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Give the named content controls of the running text with what they hold; those of tables are cells."""
    for control in part.iter(f"{W}sdt"):
        names = (control.find(f"{W}sdtPr/{W}{each}") for each in ("alias", "tag"))
        name = next((words for each in names if each is not None and (words := each.get(f"{W}val", "").strip())), "")
        content = control.find(f"{W}sdtContent")
        in_table = next(control.iterancestors(f"{W}tbl"), None) is not None
        if name and content is not None and not in_table and next(content.iter(f"{W}tbl", f"{W}sdt"), None) is None:
            yield f"【{name}】", content


def write_control(content: etree._Element, words: str) -> None:
    """Put words into a content control, in a paragraph of its own or among others."""
    if next(content.iter(f"{W}p"), None) is not None:
        write_cell(content, words)
        return
    pieces = list(content.iter(f"{W}t"))
    for each in pieces[1:]:
        each.text = ""
    if pieces:
        write_text(pieces[0], words)
    else:
        run = etree.SubElement(content, f"{W}r")
        write_text(etree.SubElement(run, f"{W}t"), words)
