"""A fresh office for each test, copied from one that is made once: stretching a password takes its time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from unionoffice.storage import keystore
from unionoffice.usecases.office import Office

TODAY = date(2026, 6, 30)
CHEAP = keystore.Cost(passes=1, kib=64, lanes=1)

# Few examples each: the laws are tested over every kind and ledger. Another seed each run finds the rest in time.
settings.register_profile(
    "quick",
    max_examples=25,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("quick")


@pytest.fixture(scope="session")
def blank_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed office without records; copy it."""
    folder = tmp_path_factory.mktemp("blank") / "某单位 #1? 100%"
    with Office.create(folder, "某单位工会", "经办甲") as office:
        keystore.lock_up(folder, office.file.dek, "", CHEAP)
    return folder


@pytest.fixture
def office_folder(blank_office: Path, tmp_path: Path) -> Path:
    """The folder of a closed office of this test's own."""
    return Path(shutil.copytree(blank_office, tmp_path / blank_office.name))


@pytest.fixture
def office(office_folder: Path) -> Iterator[Office]:
    """An open office of this test's own, on 30 June 2026."""
    with Office.open(office_folder, today=lambda: TODAY) as opened:
        yield opened
