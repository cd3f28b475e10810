"""Shows in a form what follows from the values typed, before the record is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unionoffice.gui.ledger.form_fields import FormFields


class FollowingValues:
    """What the program wrote into the fields of one form, and lets go on following until the clerk writes there."""

    def __init__(self, fields: FormFields) -> None:
        self._fields = fields
        self._shown: dict[str, object] = {}

    def forget(self) -> None:
        """Begin with another record."""
        self._shown.clear()

    def without(self, raw: Mapping[str, object]) -> dict[str, object]:
        """Leave blank what nobody typed, so that it is worked out anew."""
        return {key: "" if self._is_ours(key, value) else value for key, value in raw.items()}

    def show(self, values: Mapping[str, Any], but: str = "") -> None:
        """Write values into fields that are blank or hold what was written there before; None empties them.

        `but` is the field that is being written, which is left alone.
        """
        for key in {*self._shown} - {*values} - {but}:
            if self._is_ours(key, self._fields.editors[key].raw()):
                self._fields.editors[key].show_value(None)
            del self._shown[key]
        for key, value in values.items():
            editor = self._fields.editors.get(key)
            if editor is None or key == but:
                continue
            if editor.key.computed or not editor.raw() or self._is_ours(key, editor.raw()):
                editor.show_value(value)
                self._shown[key] = editor.raw()

    def _is_ours(self, key: str, raw: object) -> bool:
        return key in self._shown and self._shown[key] == raw
