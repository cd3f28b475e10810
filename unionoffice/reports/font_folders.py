"""Where a system keeps its fonts, and what the fonts of official papers are called there."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path


class Role(StrEnum):
    """What a font is used for on an official paper (GB/T 9704-2012, 5.2.2)."""

    TITLE = "小标宋"
    BODY = "仿宋"
    HEADING = "黑体"
    SUBHEADING = "楷体"
    PLAIN = "宋体"
    DIGITS = "数字"


USUAL_FILES: Mapping[Role, tuple[str, ...]] = {
    Role.TITLE: (
        "FZXBSJW.TTF",
        "FZXBSJW--GB1-0.ttf",
        "FZXBSK.TTF",
        "FZXBSFW.TTF",
        "方正小标宋简体.ttf",
        "方正小标宋_GBK.ttf",
    ),
    Role.BODY: ("仿宋_GB2312.ttf", "FangSong_GB2312.ttf", "simfang_gb2312.ttf", "simfang.ttf", "FZFSK.TTF"),
    Role.HEADING: ("simhei.ttf", "FZHTK.TTF", "FZHTJW.TTF"),
    Role.SUBHEADING: ("楷体_GB2312.ttf", "KaiTi_GB2312.ttf", "simkai_gb2312.ttf", "simkai.ttf", "FZKTK.TTF"),
    Role.PLAIN: ("simsun.ttc", "simsun.ttf", "FZSSK.TTF", "FZSSJW.TTF"),
}
"""File names by role, the best first; digits in tables are always drawn with the font that came along."""


def system_font_folders() -> tuple[Path, ...]:
    """List the folders in which Windows, macOS, UOS, Kylin and other Linux systems keep fonts."""
    places = [Path(folder) / "Fonts" for folder in (os.environ.get("WINDIR"),) if folder]
    local = os.environ.get("LOCALAPPDATA")
    if local:
        places.append(Path(local) / "Microsoft" / "Windows" / "Fonts")
    home = Path.home()
    places += [home / ".local/share/fonts", home / ".fonts", home / "Library/Fonts"]
    places += [Path("/Library/Fonts"), Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]
    return tuple(places)


def find_fonts(folders: Sequence[Path]) -> Mapping[Role, tuple[Path, ...]]:
    """Find the usual font files in the folders and below, whatever the case of their names."""
    present: dict[str, Path] = {}
    for file in _files(folders):
        present.setdefault(file.name.casefold(), file)
    return {
        role: tuple(present[name.casefold()] for name in names if name.casefold() in present)
        for role, names in USUAL_FILES.items()
    }


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        for place, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                if name[-4:].casefold() in {".ttf", ".ttc"}:
                    yield Path(place) / name
