"""Escape hatches for ledgers that the declaration cannot describe; empty while none needs one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from unionoffice.domain.ledger import Field
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.editor import Editor

EDITORS: Mapping[Field[Any], Callable[[Desk], Editor]] = {}
"""A field's own editor instead of its kind's."""
