"""Where an office may live: on this machine's own disk, in a folder that nobody synchronises."""

from __future__ import annotations

from pathlib import Path

from unionoffice.storage.refusals import UnfitPlaceError

_SYNCHRONISERS = {
    "onedrive": "OneDrive",
    "坚果云": "坚果云",
    "我的坚果云": "坚果云",
    "nutstore": "坚果云",
    "wpsdrive": "WPS云盘",
    "wps云盘": "WPS云盘",
    "wps cloud files": "WPS云盘",
    "dropbox": "Dropbox",
    "baidusyncdisk": "百度网盘同步空间",
    "icloud": "iCloud",
    "google drive": "Google Drive",
}


def refuse_unfit(folder: Path) -> None:
    """Raise UnfitPlaceError when a sync client or another computer could write into the folder.

    A sync client uploads half-written files and puts conflict copies in their place (KeePassXC #6072).
    """
    for spelling in (folder, folder.resolve()):
        if str(spelling).startswith(("\\\\", "//")):
            raise UnfitPlaceError(
                "台账不能放在网络共享文件夹里：断网或两人同时写入会损坏文件。请放到本机硬盘上，用备份功能拷贝。"
            )
        for part in spelling.parts:
            name = _synchroniser(part.casefold())
            if name:
                raise UnfitPlaceError(
                    f"台账不能放在{name}的同步文件夹里：同步会在保存时改动文件。请放到本机其他文件夹，只把备份放在那里。"
                )


def _synchroniser(part: str) -> str | None:
    # OneDrive adds the firm to the folder's name: "OneDrive - 某公司".
    return next((name for start, name in _SYNCHRONISERS.items() if part.startswith(start)), None)
