"""People who were helped are not named."""

from __future__ import annotations

import pytest

from unionoffice.summary.roles import as_role, without_names


@pytest.mark.parametrize(("name", "role"), [("张示例", "张某"), ("欧阳示例", "欧阳某"), ("张某", "张某"), ("", "")])
def test_a_name_becomes_its_surname(name: str, role: str) -> None:
    assert as_role(name) == role


@pytest.mark.parametrize(
    "words", ["患病职工", "全体女教师", "困难职工、农民工", "高温岗位人员", "金工车间", "局机关职工"]
)
def test_roles_stay_as_they_are(words: str) -> None:
    assert without_names(words) == words


def test_names_among_roles_are_shortened() -> None:
    assert without_names("张示例、环卫工人、欧阳示例") == "张某、环卫工人、欧阳某"
