"""Find out whether the screen and Qt's system libraries are there before Qt aborts over them."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping

from unionoffice.errors import OfficeError

_ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
_ON_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Libraries that Qt's Linux wheels expect of the system, and the Debian/UOS/Kylin packages that hold them."""


def refuse_without_screen(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> None:
    """Raise OfficeError when no window can be shown."""
    if platform != "linux" or environ.get("QT_QPA_PLATFORM"):
        return
    if not environ.get("DISPLAY") and not environ.get("WAYLAND_DISPLAY"):
        raise OfficeError("没有可用的屏幕，窗口打不开；不用窗口看样例请运行“python main.py demo 文件夹 --no-window”。")


def refuse_without_libraries(
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    load: Callable[[str], object] = ctypes.CDLL,
) -> None:
    """Raise OfficeError that names the system packages Qt lacks."""
    if platform != "linux":
        return
    on_x11 = environ.get("DISPLAY") and environ.get("QT_QPA_PLATFORM", "xcb") == "xcb"
    needed = _ALWAYS | (_ON_X11 if on_x11 else {})
    missing = [package for library, package in needed.items() if not _loads(library, load)]
    if missing:
        raise OfficeError(f"系统缺少窗口要用的组件，请运行：sudo apt install {' '.join(missing)}")


def _loads(library: str, load: Callable[[str], object]) -> bool:
    try:
        load(library)
    except OSError:
        return False
    return True
