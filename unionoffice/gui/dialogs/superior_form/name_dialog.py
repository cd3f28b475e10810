"""Under which name a form is kept, and who asks for it."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from unionoffice.domain.superior_form import SuperiorForm
from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame, wide
from unionoffice.gui.ledger.editor import commit_input_method
from unionoffice.gui.plain_widgets import label
from unionoffice.usecases.office import PARENT
from unionoffice.usecases.superior_forms import LONGEST_NAME, forms

_LEADING = re.compile(r"^(?:附件|附表|附)\s*[0-9一二三四五六七八九十]*\s*[.．、：:—-]*\s*")
REPLACE, ANOTHER = "替换", "换一个名称"


class NameDialog(DialogFrame):
    """Asks for the name and the superior; stays open with a sentence where they will not do."""

    def __init__(
        self,
        desk: Desk,
        form: SuperiorForm,
        left: int,
        keep: Callable[[str, str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("保存上级表格", "保存", parent)
        self._desk, self._form, self._keep = desk, form, keep
        self.name = QLineEdit(form.name or proposed_name(form.file_name))
        self.superior = QLineEdit(form.superior or desk.office.setting(PARENT))
        self.name.selectAll()
        self.row("名称", self.name)
        self.row("上级", self.superior, "谁要的表，例如上级工会的名称。")
        if left:
            words = f"还有 {left} 处是程序猜的，没有核对过；保存以后当作核对过的。"
            self.rows.addRow("", wide(label(words, "warn", wrap=True)))

    def accept(self) -> None:
        """Keep it under this name, asking before another form of this name is replaced."""
        commit_input_method()
        name = self.name.text().strip()
        taken = name != self._form.name and name in [each.name for each in forms(self._desk.office)]
        question = f"已经有名为“{name}”的上级表格，用这一份替换它吗？"
        if taken and self._desk.messages.ask(question, [REPLACE, ANOTHER]) != REPLACE:
            self.name.setFocus()
            return
        try:
            self._keep(name, self.superior.text().strip())
        except OfficeError as error:
            self.refuse(error.sentence)
            self.name.setFocus()
            return
        super().accept()


def proposed_name(file_name: str) -> str:
    """Propose a name from the file's: without ending, without 附件1."""
    stem = file_name.rpartition(".")[0] or file_name
    return (_LEADING.sub("", stem) or stem)[:LONGEST_NAME]
