"""The first step: which file, which sheet, where its heads are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from unionoffice.domain.ledger import Ledger
from unionoffice.errors import OfficeError
from unionoffice.gui.background import Background, Progress
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.import_wizard.sheet_view import SHOWN_ROWS, SheetView
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.plain_widgets import button, label
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases.import_ledger import Sheet, Tables, finder, read_sheets, tables_in, tables_without_heads

KINDS = "表格 (*.xlsx *.xls *.et *.ods *.csv *.tsv *.txt);;所有文件 (*)"
_ABOUT = (
    "已有的花名册、上级下发的表、自己的旧台账，都可以直接导入。\n"
    "标题、合计和落款会跳过，各列按栏目名称认出，认错的可以改。\n"
    "先预览每一行会怎样，确认以后才写入；写入以后可以整次撤销。"
)
_FOUND, _NONE = 0, -1
"""Where the heads are: found by the program, nowhere, or else the number of their row."""
Read = tuple[list[Sheet], Tables | None, str]
"""The sheets of a file, the table found among them, and why none was found."""


class FileStep(QWidget):
    """Chooses the table; `tables` is what was found, None before and where nothing was."""

    changed = Signal()
    """There is another table now, or none."""

    def __init__(self, desk: Desk, ledger: Ledger) -> None:
        super().__init__()
        self._desk, self._ledger = desk, ledger
        self._sheets: list[Sheet] = []
        self.columns: list[str] = []
        """The heads for rows that have none: the titles of the columns in sight."""
        self.tables: Tables | None = None
        self.background = Background(self)
        self.setAcceptDrops(True)
        self.file = QLineEdit()
        self.file.setReadOnly(True)
        self.file.setPlaceholderText("选择文件，或把文件拖到这里；xlsx、xls、et、ods、csv 都可以")
        self.choose = button("选择文件…")
        self.choose.clicked.connect(self._choose)
        self.clipboard = button("用剪贴板里的行")
        self.clipboard.clicked.connect(self.take_clipboard)
        self.sheet = CalmCombo()
        self.sheet.activated.connect(lambda _: self._show_sheet())
        self.heads = CalmCombo()
        self.heads.activated.connect(lambda _: self._find_tables())
        self.told = label("表头由程序找出；不对时，在下面的表格里点一下表头所在的行。", "second", wrap=True)
        self.sentence = label(role="error", wrap=True)
        self.sentence.hide()
        self.view = SheetView(desk.look)
        self.view.pointed.connect(self._point)
        self.about = label(_ABOUT, "second")
        self.about.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()

    def _lay_out(self) -> None:
        file_row, sheet_row = QHBoxLayout(), QHBoxLayout()
        file_row.addWidget(self.file, 1)
        file_row.addWidget(self.choose)
        file_row.addWidget(self.clipboard)
        for title, field in (("", self.sheet), ("表头", self.heads)):
            if title:
                sheet_row.addSpacing(16)
                sheet_row.addWidget(label(title))
            sheet_row.addWidget(field, 1)
        sheet_row.addStretch(2)
        rows = QFormLayout()
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        rows.addRow(label("文件"), file_row)
        rows.addRow(label("工作表"), sheet_row)
        for named, name in ((self.file, "文件"), (self.sheet, "工作表"), (self.heads, "表头")):
            named.setAccessibleName(name)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addLayout(rows)
        box.addWidget(self.told)
        box.addWidget(self.sentence)
        box.addWidget(self.view, 1)
        box.addWidget(self.about, 1)
        self._enable()

    # Where the rows come from

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.read(paths[0])

    def _choose(self) -> None:
        if chosen := self._desk.messages.choose_files("选择要导入的表格", KINDS):
            self.read(chosen[0])

    def read(self, source: Path) -> None:
        """Read a file away from the window."""
        self.file.setText(source.name)
        self._take([], None, "")

        find = finder(self._desk.office, self._ledger.key)

        def work(progress: Progress) -> Read:
            sheets = read_sheets(source)
            if not progress.step(0, 0):
                raise OfficeError("已取消读取。")
            try:
                return sheets, find(sheets), ""
            except OfficeError as error:
                return sheets, None, error.sentence

        self.background.run("读取文件", work, lambda read: self._take(*read), self._refuse)

    def take_clipboard(self) -> bool:
        """Take the rows that were copied in Excel or WPS; tells whether there were any."""
        from unionoffice.usecases.import_ledger import pasted_sheet

        content = QGuiApplication.clipboard().mimeData()
        self.file.setText("剪贴板里的行")
        try:
            with hourglass():
                sheet = pasted_sheet(content.text(), content.html() if content.hasHtml() else "")
        except OfficeError as error:
            self._refuse(error.sentence)
            return False
        if sheet is None:
            self._refuse("剪贴板里没有表格内容，请先在 Excel 或 WPS 中选中行并复制。")
            return False
        self._sheets = [sheet]
        self._list_sheets()
        self._show_sheet(is_pasted=True)
        return self.tables is not None

    def _take(self, sheets: list[Sheet], found: Tables | None, sentence: str) -> None:
        self.sentence.hide()
        self._sheets = sheets
        self.tables = found
        if sentence:
            self._refuse(sentence)
        self._list_sheets()
        self._show_sheet(found=found)

    def _refuse(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.show()
        self.tables = None
        self._enable()
        self.changed.emit()

    # The sheet and its heads

    def _list_sheets(self) -> None:
        self.sheet.clear()
        for each in self._sheets:
            rows = f"{len(each.grid):,} 行"
            self.sheet.addItem(f"{each.name}（{rows}）" if each.name else f"（{rows}）", each)
        if self.tables is not None:
            names = [each.name for each in self._sheets]
            self.sheet.setCurrentIndex(names.index(self.tables.main.sheet))

    def _show_sheet(self, found: Tables | None = None, *, is_pasted: bool = False) -> None:
        from unionoffice.usecases.import_ledger import begins_with_heads

        sheet = self._chosen()
        self.heads.clear()
        self.heads.addItem("由程序找出", _FOUND)
        self.heads.addItem("没有表头，各列按台账显示的顺序", _NONE)
        for row in range(1, min(SHOWN_ROWS, len(sheet.grid) if sheet else 0) + 1):
            self.heads.addItem(f"第 {row} 行", row)
        if sheet is not None and is_pasted:
            self.heads.setCurrentIndex(2 if begins_with_heads(sheet, self._ledger) else 1)
        if found is not None or sheet is None:
            self._show_found(found)
        else:
            self._find_tables()

    def _chosen(self) -> Sheet | None:
        chosen: Sheet | None = self.sheet.currentData()
        return chosen

    def _point(self, row: int) -> None:
        self.heads.setCurrentIndex(self.heads.findData(row))
        self._find_tables()

    def _find_tables(self) -> None:
        sheet, row = self._chosen(), self.heads.currentData()
        if sheet is None:
            return
        office, key = self._desk.office, self._ledger.key
        self.sentence.hide()
        try:
            with hourglass():
                if row == _NONE:
                    found = tables_without_heads(office, key, sheet, self.columns)
                else:
                    found = tables_in(office, key, self._sheets, sheet, row or None)
        except OfficeError as error:
            self.view.show_sheet(sheet, (0, 0))
            self._refuse(error.sentence)
            return
        self._show_found(found)

    def _show_found(self, found: Tables | None) -> None:
        self.tables = found
        heads = found.main.head_rows if found else (0, 0)
        self.view.show_sheet(self._chosen(), heads)
        if found is not None:
            where = f"第 {heads[0]} 行" if heads[0] == heads[1] else f"第 {heads[0]}—{heads[1]} 行"
            told = f"表头在{where}" if heads[1] else "没有表头，各列按台账显示的顺序"
            more = "".join(f"；“{table.sheet}”是{ledger.title}，一起导入" for ledger, table in found.children)
            self.told.setText(
                f"{told}，下面有 {len(found.main.rows):,} 行登记{more}。表头不对时，在下面的表格里点一下表头所在的行。"
            )
        self._enable()
        self.changed.emit()

    def _enable(self) -> None:
        self.sheet.setEnabled(len(self._sheets) > 1)
        self.heads.setEnabled(bool(self._sheets))
        self.view.setVisible(bool(self._sheets))
        self.told.setVisible(bool(self._sheets))
        self.about.setVisible(not self._sheets)
