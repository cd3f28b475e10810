"""The window is not begun where Qt would abort."""

from __future__ import annotations

import pytest

from unionoffice.errors import OfficeError
from unionoffice.system_libraries import refuse_without_libraries, refuse_without_screen


def nothing_loads(library: str) -> object:
    raise OSError(library)


def everything_loads(library: str) -> object:
    return library


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ""}, {"QT_QPA_PLATFORM": ""}])
def test_no_screen_is_said_in_a_sentence_that_names_the_way_without(environ: dict[str, str]) -> None:
    with pytest.raises(OfficeError, match="--no-window"):
        refuse_without_screen(environ, "linux")


@pytest.mark.parametrize(
    "environ", [{"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}, {"QT_QPA_PLATFORM": "offscreen"}]
)
def test_any_screen_will_do(environ: dict[str, str]) -> None:
    refuse_without_screen(environ, "linux")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_have_a_screen_and_their_libraries(platform: str) -> None:
    refuse_without_screen({}, platform)
    refuse_without_libraries({}, platform, nothing_loads)


def test_missing_libraries_are_named_as_packages_in_one_command() -> None:
    with pytest.raises(OfficeError, match=r"sudo apt install .*libegl1") as refusal:
        refuse_without_libraries({"QT_QPA_PLATFORM": "offscreen"}, "linux", nothing_loads)

    assert "libxcb-cursor0" not in refusal.value.sentence
    assert "\n" not in refusal.value.sentence


def test_a_screen_of_x11_needs_its_own_libraries() -> None:
    def cursor_is_missing(library: str) -> object:
        return nothing_loads(library) if "cursor" in library else library

    with pytest.raises(OfficeError, match=r"apt install libxcb-cursor0$"):
        refuse_without_libraries({"DISPLAY": ":0"}, "linux", cursor_is_missing)
    refuse_without_libraries({"WAYLAND_DISPLAY": "wayland-0"}, "linux", cursor_is_missing)


def test_where_everything_loads_nothing_is_said() -> None:
    refuse_without_libraries({"DISPLAY": ":0"}, "linux", everything_loads)
