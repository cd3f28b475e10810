"""版式与字体: the layout of the paper, its red head, the office's own font files, and which font each role gets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.ledger.editor import commit_input_method
from unionoffice.gui.plain_widgets import button, label, plain_tip
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases.paper_settings import (
    FONT_ROLES,
    PaperSettings,
    font_report,
    keep_paper_settings,
    paper_settings,
)

_FONT_KINDS = "字体文件 (*.ttf *.ttc *.TTF *.TTC)"
_USES = {"小标宋": "标题", "仿宋": "正文", "黑体": "一级标题", "楷体": "二级标题", "宋体": "页码和表格"}


class PaperDialog(DialogFrame):
    """What is chosen here holds for the window, the preview, the printer and the commands alike."""

    def __init__(self, desk: Desk, period: str, parent: QWidget | None = None) -> None:
        super().__init__("版式与字体", "保存", parent, letters=46)
        self._desk, self._period = desk, period
        self._chosen: PaperSettings = paper_settings(desk.office, period)
        self._make_layout_choice()
        self._make_red_head()
        self.fonts: dict[str, str] = dict(self._chosen.fonts)
        self._make_fonts()
        self._show_fonts()

    def _make_layout_choice(self) -> None:
        self.sheet = CalmCombo()
        self.sheet.addItem("公文版式（GB/T 9704，三号字，每页 22 行）", False)
        self.sheet.addItem("简洁版式（小四号字，每页 36 行）", True)
        self.sheet.setCurrentIndex(int(self._chosen.is_compact))
        self.row("版式", self.sheet)

    def _make_red_head(self) -> None:
        self.red_head = QCheckBox("印红头")
        self.red_head.setChecked(self._chosen.has_red_head)
        self.agency = QLineEdit(self._chosen.agency)
        self.number = QLineEdit(self._chosen.number)
        self.number.setPlaceholderText("如：某工〔2026〕5号")
        self.signer = QLineEdit(self._chosen.signer)
        self.signer.setPlaceholderText("上行文才填")
        self.row("红头", self.red_head)
        self.row("发文机关标志", self.agency)
        self.row("发文字号", self.number)
        self.row("签发人", self.signer, f"发文字号和签发人只用于“{self._period}”的总结。")
        self.red_head.toggled.connect(self._follow_red_head)
        self._follow_red_head(self._chosen.has_red_head)

    def _follow_red_head(self, wanted: bool) -> None:
        self.refuse("")
        for each in (self.agency, self.number, self.signer):
            each.setEnabled(wanted)

    def _make_fonts(self) -> None:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        self.font_words = {}
        self.choose_buttons = {}
        self.forget_buttons = {}
        for at, role in enumerate(FONT_ROLES):
            words = self.font_words[role] = label(wrap=True)
            choose = self.choose_buttons[role] = button("选文件…")
            forget = self.forget_buttons[role] = button("不用")
            choose.setAccessibleName(f"选{role}字体文件")
            forget.setAccessibleName(f"不用本单位的{role}字体")
            choose.clicked.connect(lambda _=False, which=role: self._choose_font(which))
            forget.clicked.connect(lambda _=False, which=role: self._forget_font(which))
            for column, made in enumerate((label(f"{role}（{_USES[role]}）"), words, choose, forget)):
                grid.addWidget(made, at, column)
        self.row("字体", holder, "公文用的字体请选本单位有使用权的文件；没有时用随附字体代替，版面不变。")

    def _choose_font(self, role: str) -> None:
        files = self._desk.messages.choose_files(f"{role}字体文件", _FONT_KINDS)
        if files:
            self.fonts[role] = str(files[0])
            self._show_fonts()

    def _forget_font(self, role: str) -> None:
        self.fonts.pop(role, None)
        self._show_fonts()

    def _show_fonts(self) -> None:
        with hourglass():
            report = font_report(self.fonts)
        for each in report:
            role = str(each.role)
            refused = "".join(f"{name}不能嵌入，没有使用；" for name in each.refused)
            words = f"{refused}{'代用：' if each.is_substitute else ''}{each.words}"
            self.font_words[role].setText(words)
            self.font_words[role].setToolTip(plain_tip(self.fonts.get(role, "")))
            self.forget_buttons[role].setVisible(role in self.fonts)

    def accept(self) -> None:
        """Keep what was chosen."""
        commit_input_method()
        chosen = replace(
            self._chosen,
            is_compact=bool(self.sheet.currentData()),
            has_red_head=self.red_head.isChecked(),
            agency=self.agency.text(),
            number=self.number.text(),
            signer=self.signer.text(),
            fonts={role: path for role, path in self.fonts.items() if Path(path).name},
        )
        try:
            keep_paper_settings(self._desk.office, self._period, chosen)
        except OfficeError as error:
            self.refuse(error.sentence)
            return
        super().accept()
