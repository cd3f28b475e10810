"""Write a blank sheet that can be filled in and imported."""

from __future__ import annotations

import json
from pathlib import Path

from unionoffice.domain.codes import codebook_from_json
from unionoffice.exchange import template
from unionoffice.ledgers import STANDARD
from unionoffice.paths import RESOURCES
from unionoffice.usecases.office import Office


def write_template(ledger: str, target: Path, office: Office | None = None) -> Path:
    """Write a ledger's blank sheet, with the office's own code lists or those that a new office starts with."""
    codes = office.codebook if office else codebook_from_json(json.loads((RESOURCES / "codes.json").read_text("utf-8")))
    ledgers = office.ledgers if office else STANDARD
    template.write_template(target, ledgers.by_key[ledger], codes)
    return target
