"""What tells that a row and a record are the same thing: its number, the person's ID number, or name, unit and time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from unionoffice.domain.kinds import IdNumber, Link, PersonName
from unionoffice.domain.ledger import Field, Ledger, Record

Key = tuple[tuple[str, str], ...]
"""Field keys and what stands in them."""

_PERSON_BESIDES = ("unit", "employer")
_BESIDES = ("when", "period", "unit", "year", "amount", "spec", "member", "winner", "recipient", "household")


class NaturalKeys:
    """Gives the keys of the records of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        parts = [each for each in (ledger.parent,) if each is not None]
        parts += ledger.label
        if any(isinstance(each.kind, IdNumber) for each in ledger.unique):
            besides = [each for key in _PERSON_BESIDES if (each := ledger.get(key, None))]
        else:
            besides = [each for each in ledger.fields if each.required]
            besides += [each for key in _BESIDES if (each := ledger.get(key, None))]
        self._describing = list({each.key: each for each in (*parts, *besides)}.values())

    def of(self, values: Mapping[str, Any]) -> list[Key]:
        """Give the keys of a record, the surest first; none when not even its name is known."""
        unique = self._ledger.unique
        keys: list[Key] = [((each.key, _word(each, values[each.key])),) for each in unique if each.key in values]
        described = self._description(values)
        return [*keys, described] if described else keys

    def _description(self, values: Mapping[str, Any]) -> Key | None:
        if not any(each.key in values for each in self._ledger.label):
            # Nothing names it: only the very same row is the same thing.
            filled = [each for each in self._ledger.fields if each.key in values and each.kind.importable]
            return _key(filled, values) or None
        return _key(self._describing, values)


def natural_keys(ledger: Ledger, values: Mapping[str, Any]) -> list[Key]:
    """Give the keys of a single record."""
    return NaturalKeys(ledger).of(values)


def _key(fields: Iterable[Field[Any]], values: Mapping[str, Any]) -> Key:
    return tuple([(each.key, _word(each, values[each.key])) for each in fields if each.key in values])


def person_keys(ledger: Ledger, values: Mapping[str, Any]) -> list[Key]:
    """Give what tells a person without the ID number: name and birth date, name and telephone; for suggestions only."""
    name = next((each for each in ledger.label if isinstance(each.kind, PersonName)), None)
    if name is None or name.key not in values or not any(isinstance(each.kind, IdNumber) for each in ledger.unique):
        return []
    besides = [each for key in ("born_on", "phone") if (each := ledger.get(key, None)) and key in values]
    return [(("~" + name.key, values[name.key]), (each.key, _word(each, values[each.key]))) for each in besides]


def _word(each: Field[Any], value: Any) -> str:
    if isinstance(value, Link):
        return f"#{value.id}" if value.id else value.label
    return each.kind.text(value)


def records_by_key(ledger: Ledger, records: Iterable[Record]) -> dict[Key, list[Record]]:
    """Arrange the records that an office has, for an import to look up."""
    found: dict[Key, list[Record]] = {}
    keys = NaturalKeys(ledger)
    for record in records:
        for key in (*keys.of(record.values), *person_keys(ledger, record.values)):
            found.setdefault(key, []).append(record)
    return found
