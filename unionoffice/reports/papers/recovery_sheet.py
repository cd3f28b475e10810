"""恢复码: the code that opens an office whose password is lost, to be printed and put under lock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from unionoffice.domain.day import written_date
from unionoffice.reports.form_parts import Band, Cell, FormPaper, Look, Row, Signs, Words

_PER_ROW = 3
_USE = "忘记密码时，在打开台账的窗口选“忘记密码…”，输入恢复码就能设置新密码。用它也能打开所有的备份。"
_CARE = "拿到这张纸的人都能打开台账。请放进保险柜或上锁的抽屉，不要拍照，不要和电脑放在一起。"


def recovery_sheet(office: str, groups: Sequence[str], printed_on: date) -> FormPaper:
    """Lay out the groups of the code with their numbers, three to a row."""
    cells = [f"{number}　{group}" for number, group in enumerate(groups, 1)]
    cells += [""] * (-len(cells) % _PER_ROW)
    rows = tuple(
        Row(tuple(Cell(words, Look.CENTRED) for words in cells[start : start + _PER_ROW]), least=34.0)
        for start in range(0, len(cells), _PER_ROW)
    )
    parts = (
        Words(_USE, 14.0, indent=True),
        Words(_CARE, 14.0, indent=True),
        Band((1.0,) * _PER_ROW, rows),
        Signs((), (office, written_date(printed_on))),
    )
    return FormPaper("工作台账恢复码", parts, size=14.0)
