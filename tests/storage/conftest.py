"""A small office with two tables, as cheap to open as can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from toy_office import CHEAP, CHILD, MEMBER, PASSWORD, fill

from unionoffice.storage.database import OfficeFile


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    # The characters that an URI would take for its own.
    return tmp_path / "某单位 #1? 100%"


@pytest.fixture
def create() -> Iterator[Callable[..., OfficeFile]]:
    made: list[OfficeFile] = []

    def _create(folder: Path, password: str = PASSWORD) -> OfficeFile:
        made.append(OfficeFile.create(folder, password, [MEMBER, CHILD], actor="经办甲", cost=CHEAP))
        return made[-1]

    yield _create
    for office in made:
        office.close()


@pytest.fixture
def office(folder: Path, create: Callable[..., OfficeFile]) -> OfficeFile:
    return create(folder)


@pytest.fixture
def closed(office: OfficeFile) -> Path:
    """The folder of a closed office with 200 members and as many children."""
    fill(office, 200)
    office.close()
    return office.folder
