"""What a new version of a superior's form changes, and what of the old pointing it keeps, before anything is saved."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from unionoffice.domain.superior_form import SuperiorForm
from unionoffice.gui.desk import Desk
from unionoffice.gui.plain_widgets import button, label
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases.form_versions import compare_form
from unionoffice.usecases.received_form import ReceivedForm

_NO_CHANGE = "新版和原来的一样，没有发现不同。"
_NEXT = "下一步核对每一格，新增的格由程序先猜；点“保存…”以后才换成新版，原来的版本不再使用。"


class NewVersionDialog(QDialog):
    """The differences in words, then what was carried over and what was lost; 下一步 leads to the pointing."""

    def __init__(self, desk: Desk, form: SuperiorForm, received: ReceivedForm, parent: QWidget | None = None) -> None:
        """Raises OfficeError where the kept form cannot be read."""
        super().__init__(parent)
        self._desk = desk
        with hourglass():
            found = compare_form(desk.office, form.name, received.data, received.file_name)
        self.carried = found.carried
        """The form with its cells at their new places."""
        self.setWindowTitle(f"更换“{form.name}”的新版")
        self.resize(desk.look.px * 52, desk.look.px * 36)
        self.differences = self._list("新版的变化", found.differences or [_NO_CHANGE])
        kept, before = _pointed(found.carried), _pointed(form)
        self.told = label(f"原来指明的 {before} 处，{kept} 处照旧沿用", "strong", wrap=True)
        self.lost = self._list("没有沿用的", found.lost)
        self.cancel = button("取消")
        self.go = button("下一步，核对…", "primary")
        self._lay_out(form, received, has_lost=bool(found.lost))

    def _list(self, name: str, lines: list[str]) -> QPlainTextEdit:
        made = QPlainTextEdit("\n".join(f"· {each}" for each in lines))
        made.setAccessibleName(name)
        made.setReadOnly(True)
        made.setTabChangesFocus(True)
        return made

    def _lay_out(self, form: SuperiorForm, received: ReceivedForm, *, has_lost: bool) -> None:
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.cancel)
        foot.addWidget(self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 14)
        box.setSpacing(8)
        box.addWidget(label(f"原来的文件：{form.file_name}\n新版的文件：{received.file_name}", "second", wrap=True))
        box.addWidget(label("新版的变化", "strong"))
        box.addWidget(self.differences, 2)
        box.addWidget(self.told)
        box.addWidget(self.lost, 1)
        self.lost.setVisible(has_lost)
        box.addWidget(label(_NEXT, "second", wrap=True))
        box.addLayout(foot)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.go.setDefault(True)
        self.go.setFocus()


def _pointed(form: SuperiorForm) -> int:
    return len(form.singles) + sum(len(each.columns) for each in form.blocks)
