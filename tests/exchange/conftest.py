from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from unionoffice.domain.codes import Codebook, codebook_from_json
from unionoffice.domain.kinds import Context, Link
from unionoffice.exchange.ledger_sheet import LedgerSheet
from unionoffice.paths import RESOURCES

TODAY = date(2026, 7, 5)


@pytest.fixture(scope="session")
def codes() -> Codebook:
    return codebook_from_json(json.loads((RESOURCES / "codes.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def context(codes: Codebook) -> Context:
    return Context(codes, TODAY, lambda ledger, words: Link(ledger, sum(map(ord, words)), words))


@pytest.fixture
def sheet() -> Callable[..., LedgerSheet]:
    def make(ledger, records, **rest) -> LedgerSheet:
        return LedgerSheet(ledger, records, "2026年上半年台账", "某某县总工会", TODAY, **rest)

    return make


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "台账.xlsx"
