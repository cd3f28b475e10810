"""Take back what was done to the records, and do it again: step by step, also after the office was closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from unionoffice.domain.kinds import Ref
from unionoffice.storage.reversal import Progress, Row
from unionoffice.storage.undo_steps import Step
from unionoffice.usecases.office import Office

__all__ = ["Progress", "Step", "Undone", "one_step", "redo", "steps", "undo"]


@dataclass(frozen=True)
class Undone:
    """What was taken back or done again."""

    title: str
    ledgers: tuple[str, ...]
    """The keys of the ledgers whose records it touched."""
    rows: tuple[Row, ...] = ()
    """The records it touched: ledger key and id."""


def undo(office: Office, progress: Progress = lambda done, total: True) -> Undone | None:
    """Take back the latest step; None when there is none.

    Raises OfficeError, and changes nothing, when one of its records was changed since by something that is no step, or
    when the progress says no.
    """
    return _turn(office, office.steps.next_undo(), progress)


def redo(office: Office, progress: Progress = lambda done, total: True) -> Undone | None:
    """Do the step taken back last again; None when there is none."""
    return _turn(office, office.steps.next_redo(), progress)


def steps(office: Office) -> list[Step]:
    """List the steps that can be taken back or done again, the oldest first."""
    return office.steps.steps()


def one_step(office: Office, title: str) -> AbstractContextManager[None]:
    """Make one step of everything that is written inside, under a name of its own (合并会员“…”)."""
    return office.steps.named(title)


def _turn(office: Office, step: Step | None, progress: Progress) -> Undone | None:
    if step is None:
        return None
    hidden = _hidden(office)
    try:
        with office.file.write():
            done = office.steps.turn(step, progress)
            office.refresh()
            # What only went into the trash or came out of it is called and found as before.
            _find_again(office, done.rewritten)
            _follow_sight(office, hidden)
    finally:
        office.refresh()
    rows = tuple(sorted(done.touched))
    return Undone(step.title, tuple(sorted({ledger for ledger, _ in rows})), rows)


def _hidden(office: Office) -> set[tuple[str, str]]:
    """Name the own fields, and by `id` the own registers, that are out of sight."""
    fields = {(each.ledger, each.key) for each in office.own_fields if each.is_hidden}
    return fields | {(each.key, "id") for each in office.own_registers if each.is_hidden}


def _follow_sight(office: Office, before: Collection[tuple[str, str]]) -> None:
    """Let records be found by what came back into sight with the step, and no longer by what left it."""
    for ledger, column in _hidden(office) ^ set(before):
        if ledger in office.ledgers.by_key:
            office.table(ledger).find_anew(column)


def _find_again(office: Office, rows: Iterable[Row]) -> None:
    """Let the records, and those that show their names, be called and found by what they now hold."""
    waiting = defaultdict[str, set[int]](set)
    for ledger, row_id in rows:
        # A register that the clerk has hidden shows nothing that could be found.
        if ledger in office.ledgers.by_key:
            waiting[ledger].add(row_id)
    while waiting:
        ledger = _next(office, waiting)
        ids = waiting.pop(ledger)
        renamed = office.table(ledger).refresh_rows(sorted(ids))
        for referring, key in office.ledgers.links_to(ledger) if renamed else ():
            waiting[referring.key].update(office.table(referring.key).pointing(key, renamed))


def _next(office: Office, waiting: Iterable[str]) -> str:
    """Choose a ledger that shows no names of another one that waits: those must be settled before they are shown."""
    waiting = list(waiting)
    links = {
        each: {key.kind.ledger for key in office.ledgers.by_key[each].fields if isinstance(key.kind, Ref)} - {each}
        for each in waiting
    }
    return next((each for each in waiting if not links[each] & set(waiting)), waiting[0])
