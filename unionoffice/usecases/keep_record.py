"""Keep a record that was typed, imported or corrected; throw records away and bring them back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from unionoffice.domain.kinds import Link, Ref
from unionoffice.domain.ledger import Ledger, Problem, Record
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.ledgers.member import CHANGE, CHANGE_MEMBER, CHANGED_ON, MEMBER, MEMBERSHIP_CHANGE, STATE, STATE_AFTER
from unionoffice.usecases.office import Office

_AT_ONCE = 400
"""So many new records are written by one statement."""


@dataclass(frozen=True)
class Kept:
    """What became of a row: the kept record, or none and the problems that block it."""

    record: Record | None
    problems: list[Problem]


def examine(office: Office, ledger: str, raw: Mapping[str, object], old: Record | None = None) -> list[Problem]:
    """Name what is wrong or unusual about a row; writes nothing."""
    from unionoffice.rules.all import early_doubts
    from unionoffice.usecases.office_book import OfficeBook

    record, problems = _read(office, office.ledgers.by_key[ledger], raw, old)
    if record is None:
        unfinished = office.ledgers.by_key[ledger].typed_so_far(raw, office.context(), old)
        return [*problems, *early_doubts(unfinished, OfficeBook(office))]
    return [*problems, *_doubts(office, record, old, typing=True)]


def following(office: Office, ledger: str, raw: Mapping[str, object], old: Record | None = None) -> dict[str, Any]:
    """Tell what follows from a row while it is typed: 性别 from the ID number, 人均收入, 金额; writes nothing."""
    return office.ledgers.by_key[ledger].following(raw, office.context(), old)


def keep(
    office: Office, ledger: str, raw: Mapping[str, object], old: Record | None = None, *, doubting: bool = True
) -> Kept:
    """Keep a new record, or `old` with what `raw` changes in it; nothing is written when a problem blocks it.

    Without `doubting` the rules that look at other records are left out.
    """
    record, problems = _read(office, office.ledgers.by_key[ledger], raw, old)
    if record is None:
        return Kept(None, problems)
    if doubting:
        problems += _doubts(office, record, old)
    try:
        with office.file.write():
            return Kept(_write(office, record, old), problems)
    except BaseException:
        office.refresh()
        raise


def _doubts(office: Office, record: Record, old: Record | None, *, typing: bool = False) -> list[Problem]:
    # The rules are many modules, and the first page opens without asking one.
    from unionoffice.rules.all import doubts
    from unionoffice.usecases.office_book import OfficeBook
    from unionoffice.usecases.signed_summary import doubts_of_signed

    return [*doubts_of_signed(office, record, old), *doubts(record, OfficeBook(office), typing=typing)]


def keep_read(
    office: Office, rows: Sequence[tuple[Record, Record | None]], step: Callable[[int], object]
) -> list[Kept]:
    """Keep records of one ledger that were read before, each new or with the old one it corrects; inside a write.

    `step` hears how many are done. What another record has already is refused row by row; every other failure fails
    the whole write.
    """
    if not rows:
        return []
    taken = _Taken(office, rows[0][0].ledger)
    problems = taken.by_others(rows)
    kept: dict[int, Record] = {}
    for place, (record, old) in enumerate(rows):
        if old is not None and not problems[place]:
            step(len(kept))
            kept[place] = _write(office, record, old)
    links: dict[tuple[str, str], Link] = {}
    new = [place for place, (_, old) in enumerate(rows) if old is None and not problems[place]]
    for at in range(0, len(new), _AT_ONCE):
        step(len(kept))
        chunk = new[at : at + _AT_ONCE]
        kept.update(zip(chunk, _add_all(office, [rows[place][0] for place in chunk], links), strict=True))
        office.file.seal()
    step(len(rows))
    return [Kept(kept.get(place), problems[place]) for place in range(len(rows))]


_OF_THIS_FILE, _NOBODY = -1, -2


class _Taken:
    """Values that no two records may share, as the office has them and as the rows before claim them."""

    def __init__(self, office: Office, ledger: Ledger) -> None:
        self._office, self._unique = office, ledger.unique
        self._holders: list[dict[str, int]] = [{} for _ in self._unique]
        for row_id, *words in office.table(ledger.key).stored(self._unique) if self._unique else ():
            for holders, text in zip(self._holders, words, strict=True):
                if text is not None:
                    holders[text] = row_id

    def by_others(self, rows: Sequence[tuple[Record, Record | None]]) -> list[list[Problem]]:
        """Name, row by row, the values that another record or an earlier row has."""
        if all(old is None for _, old in rows) and self._are_free([record for record, _ in rows]):
            return [[] for _ in rows]
        return [self.by_another(record, old) for record, old in rows]

    def _are_free(self, records: Sequence[Record]) -> bool:
        """Tell of many new records at once, as nearly all of a file are, that nobody has their values."""
        for each, holders in zip(self._unique, self._holders, strict=True):
            words = [text for record in records if (text := record.text(each))]
            if len(set(words)) < len(words) or not holders.keys().isdisjoint(words):
                return False
        return True

    def by_another(self, record: Record, old: Record | None) -> list[Problem]:
        """Name the values that another record has; where there are none, they are this one's from now on."""
        mine = list(zip(self._unique, self._holders, [record.text(each) for each in self._unique], strict=True))
        taken = [
            Problem(each.key, _already(self._office, record.ledger, holder))
            for each, holders, words in mine
            if words and (holder := holders.get(words)) not in (None, record.id or _NOBODY)
        ]
        for each, holders, words in mine if not taken else ():
            if old is not None and old.text(each) != words:
                holders.pop(old.text(each), None)
            if words:
                holders[words] = record.id or _OF_THIS_FILE
        return taken


def _already(office: Office, ledger: Ledger, holder: int | None) -> str:
    if holder is None or holder == _OF_THIS_FILE:
        return "与文件里前面的一行重复"
    return f"已登记在“{office.labels(ledger.key, [holder])[holder]}”，不能重复"


def _add_all(office: Office, records: Sequence[Record], links: dict[tuple[str, str], Link]) -> list[Record]:
    """Keep new records of one ledger, together; `links` remembers those made for names that nobody bore yet."""
    ledger = records[0].ledger
    table, number = office.table(ledger.key), ledger.number
    keys = _link_keys(ledger)
    linked = [_with_linked_records(office, record, keys, links) for record in records]
    office.codes.grow(ledger, linked)
    if number is not None:
        table.numbers.reserve(record.text(number) for record in linked if record[number] is not None)
        linked = [
            record
            if record[number] is not None
            else record.with_values({number.key: table.numbers.next(_year_of(office, record))})
            for record in linked
        ]
    kept = table.add_all(linked)
    _follow_changes(office, kept)
    return kept


def refusal(office: Office, ledger: str, problems: Sequence[Problem]) -> str:
    """Say what keeps a row from being kept: the field and the first reason (姓名：必填)."""
    wrong = next(each for each in problems if each.blocking)
    return f"{office.ledgers.by_key[ledger].get(wrong.field).title}：{wrong.sentence}"


def trash(office: Office, ledger: str, ids: Sequence[int]) -> int:
    """Put records into the trash with all that belongs to them; returns how many of `ids` went."""
    stamp = datetime.now(UTC).isoformat(timespec="milliseconds")
    with office.file.write():
        for child in office.children_ledgers(ledger):
            for each in ids:
                office.table(child.key).set_trashed(office.ids(child.key, Query(parent=each)), stamp)
        done = office.table(ledger).set_trashed(ids, stamp)
        _follow_changes(office, office.records(ledger, ids))
        return done


def bring_back(office: Office, ledger: str, ids: Sequence[int]) -> int:
    """Take records out of the trash with what went there together with them; returns how many of `ids` came back."""
    _refuse_without_parent(office, ledger, ids)
    with office.file.write():
        stamps = office.table(ledger).trash_stamps(ids)
        done = office.table(ledger).set_trashed(ids, None)
        for child in office.children_ledgers(ledger):
            for each, stamp in stamps.items():
                office.table(child.key).bring_back_children(each, stamp)
        _follow_changes(office, office.records(ledger, ids))
        return done


def _refuse_without_parent(office: Office, ledger: str, ids: Sequence[int]) -> None:
    parent = office.ledgers.by_key[ledger].parent
    links = [link for record in office.records(ledger, ids) if parent is not None and (link := record[parent])]
    for link in links:
        if office.record(link.ledger, link.id).trashed:
            raise OfficeError(f"所属的{office.ledgers.by_key[link.ledger].title}还在回收站，请先恢复它。")


def _read(
    office: Office, ledger: Ledger, raw: Mapping[str, object], old: Record | None
) -> tuple[Record | None, list[Problem]]:
    record, problems = ledger.parse(raw, office.context(), old)
    if record is None:
        return None, problems
    taken = _taken(office, record)
    return (None if taken else record), problems + taken


def _taken(office: Office, record: Record) -> list[Problem]:
    """Name the values that another record has and no two may share."""
    problems = []
    for each in record.ledger.unique:
        words = record.text(each)
        others = (
            [found for found in office.table(record.ledger.key).holders(each, words) if found != record.id]
            if words
            else []
        )
        if others:
            problems.append(Problem(each.key, _already(office, record.ledger, others[0])))
    return problems


def _write(office: Office, record: Record, old: Record | None) -> Record:
    ledger = record.ledger
    record = _with_linked_records(office, record, _link_keys(ledger))
    table = office.table(ledger.key)
    office.codes.grow(ledger, [record])
    number = ledger.number
    if number is not None and record[number] is None:
        record = record.with_values({number.key: table.numbers.next(_year_of(office, record))})
    elif number is not None and (old is None or old[number] != record[number]):
        table.numbers.forget()
    kept = table.change(record) if old else table.add(record)
    if old is not None and old.label != kept.label:
        _refresh_referrers(office, kept)
    _follow_changes(office, [kept, old] if old else [kept])
    return kept


def _year_of(office: Office, record: Record) -> int:
    when = record.values.get("when")
    return int(when.start.year) if when is not None else office.today.year


def _link_keys(ledger: Ledger) -> list[str]:
    return [each.key for each in ledger.fields if isinstance(each.kind, Ref)]


def _with_linked_records(
    office: Office, record: Record, links: Sequence[str], known: dict[tuple[str, str], Link] | None = None
) -> Record:
    """Make the records that a growing link names and that do not exist yet; `known` remembers those made before."""
    made: dict[str, Any] = {}
    known = {} if known is None else known
    for key in links:
        link = record.values.get(key)
        if link is not None and link.id == 0:
            named = (link.ledger, link.label)
            made[key] = known[named] = known.get(named) or _link_by_label(office, link)
    return record.with_values(made) if made else record


def _link_by_label(office: Office, link: Link) -> Link:
    there = office.table(link.ledger).find(link.label)
    if there:
        return office.link(link.ledger, there[0])
    label = office.ledgers.by_key[link.ledger].label[0]
    kept = keep(office, link.ledger, {label.key: link.label})
    if kept.record is None:
        raise OfficeError(
            f"“{link.label}”不能登记为{office.ledgers.by_key[link.ledger].title}：{kept.problems[0].sentence}"
        )
    return Link(link.ledger, kept.record.id, link.label)


def _refresh_referrers(office: Office, record: Record) -> None:
    """Let records that show this one's name be called and found by the new one."""
    for ledger, each in office.ledgers.links_to(record.ledger.key):
        office.table(ledger.key).refresh(each, record.id)


def _follow_changes(office: Office, records: Sequence[Record]) -> None:
    """Let the latest 会籍变动 of each member that these records speak of set the 会籍状态."""
    changes = [record for record in records if record.ledger.key == MEMBERSHIP_CHANGE.key]
    for member in {link.id for change in changes if (link := change[CHANGE_MEMBER])}:
        follow_latest_change(office, member)


def follow_latest_change(office: Office, member_id: int) -> None:
    """Let the latest 会籍变动 of a member set the 会籍状态; inside a write."""
    state = state_by_changes(office.children(MEMBERSHIP_CHANGE.key, member_id))
    member = office.record(MEMBER.key, member_id)
    if state and member[STATE] != state:
        office.table(MEMBER.key).change(member.with_values({STATE.key: state}))


def state_by_changes(changes: Sequence[Record]) -> str:
    """Tell the 会籍状态 that the latest of a member's changes leads to; empty where there is none."""
    if not changes:
        return ""
    latest = max(changes, key=lambda row: (row.values[CHANGED_ON.key].start, row.id))
    return STATE_AFTER.get(latest[CHANGE] or "", "")
