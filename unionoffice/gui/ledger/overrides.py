"""Escape hatches for what the declaration of a ledger cannot describe: a field's own editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from unionoffice.domain.ledger import Field
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.editor import Editor
from unionoffice.gui.ledger.photo_editor import PhotoEditor
from unionoffice.ledgers.member import PHOTO

EDITORS: Mapping[Field[Any], Callable[[Desk], Editor]] = {PHOTO: PhotoEditor}
"""A field's own editor instead of its kind's."""
