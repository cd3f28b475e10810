"""帮助: the pages of resources/help, shown as plain text."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from unionoffice.gui.desk import Desk
from unionoffice.paths import RESOURCES

KEYS = """常用按键

Ctrl+1 … 7　　打开各页
Ctrl+N　　　　新增
F2 或 Enter　　编辑所选登记
Ctrl+S　　　　保存
Ctrl+Enter　　保存并新增下一条
Ctrl+D　　　　复制为新登记
Del　　　　　放入回收站；Ctrl+Z 撤销
Ctrl+F　　　　搜索；支持拼音首字母
Ctrl+C　　　　复制所选行，可粘贴到 Excel
F5　　　　　　刷新
Ctrl+E　　　　打开所选活动的活动台
Ctrl+M　　　　工作日志、活动的月视图
Esc　　　　　　关闭表单
Ctrl+= Ctrl+-　字号放大、缩小

日期栏：T 今天，+ - 前后一天，PgUp PgDn 前后一月。
可以写 6.5、0605、6月5日、6月上旬、2026年6月、3月27至29日。
金额可以写 1.2万；数字不详时在“数据”栏写“？”，总结中会显示【待补】。
"""


class HelpDialog(QDialog):
    """A list of pages and the page itself."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("帮助")
        self.resize(desk.look.px * 60, desk.look.px * 40)
        self._pages = {"按键": KEYS}
        for path in sorted((RESOURCES / "help").glob("*.md")):
            text = path.read_text(encoding="utf-8")
            title = text.splitlines()[0].lstrip("# ").strip() if text.strip() else path.stem
            self._pages[title] = text
        self.names = QListWidget()
        self.names.setObjectName("registers")
        self.names.setFixedWidth(desk.look.px * 13)
        self.names.addItems(list(self._pages))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        row = QHBoxLayout()
        row.addWidget(self.names)
        row.addWidget(self.text, 1)
        box = QVBoxLayout(self)
        box.addLayout(row)
        self.names.currentTextChanged.connect(lambda title: self.text.setPlainText(self._pages.get(title, "")))
        self.names.setCurrentRow(0)
