"""Write a ledger as a file: what kind, for whom and what for, which rows and which columns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.query import Query
from unionoffice.errors import FileInUseError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.column_choice import ColumnChoice
from unionoffice.gui.dialogs.dialog_frame import DialogFrame, wide
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.plain_widgets import label
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases import export_ledger as use
from unionoffice.usecases.leaving_fields import caution
from unionoffice.usecases.office import REVIEWER, TELEPHONE

PROFILES = {
    "report": ("上报", "按上级要求的栏目"),
    "archive": ("存档", "所有栏目"),
    "public": ("公示", "姓名、证件号自动脱敏，隐去健康、收入和银行卡"),
}
KINDS = {
    "xlsx": "Excel 工作簿（.xlsx）",
    "utf-8-sig": "CSV 文本（.csv，UTF-8）",
    "gb18030": "CSV 文本（.csv，GB18030，给旧系统用）",
}
SETS = {"report": "上报列（空白列省去）", "shown": "按窗口显示的列", "all": "全部列", "own": "自选列"}
ALL, FOUND, CHOSEN = "全部", "筛选结果", "所选"
GO_ON, STAY = "我知道，继续导出", "取消"
WATERMARK = "内部资料"
_MOST_NAMED = 8


class ExportDialog(DialogFrame):
    """Asks what is to be written and how, remembers it for the ledger, then asks for the file."""

    def __init__(
        self,
        desk: Desk,
        ledger: Ledger,
        query: Query,
        ids: Sequence[int],
        parent: QWidget | None = None,
        *,
        shown: Sequence[Field[Any]] = (),
    ) -> None:
        super().__init__(f"导出{ledger.title}", "导出…", parent, letters=40)
        self._desk, self._ledger, self._query, self._ids = desk, ledger, query, list(ids)
        self._shown = list(shown or ledger.shown or ledger.fields)
        self.kind, self.profile, self.scope, self.columns_set = CalmCombo(), CalmCombo(), CalmCombo(), CalmCombo()
        self.columns = ColumnChoice()
        self.two_levels, self.has_watermark = QCheckBox("两级表头"), QCheckBox("水印")
        self.watermark, self.purpose, self.recipient = QLineEdit(WATERMARK), QLineEdit(), QLineEdit()
        self.reviewer, self.telephone = QLineEdit(), QLineEdit()
        self.caution = wide(label(role="warn", wrap=True))
        self._fill_choices()
        self._lay_out()
        self._recall()
        self._connect()
        self._show_columns()

    # Making

    def _fill_choices(self) -> None:
        for key, words in KINDS.items():
            self.kind.addItem(words, key)
        for key, (title, meaning) in PROFILES.items():
            self.profile.addItem(f"{title}（{meaning}）", key)
        for key, words in SETS.items():
            self.columns_set.addItem(words, key)
        office = self._desk.office
        counts = {
            ALL: office.count(self._ledger.key, Query()),
            FOUND: office.count(self._ledger.key, self._query),
            **({CHOSEN: len(self._ids)} if len(self._ids) > 1 else {}),
        }
        for title, count in counts.items():
            self.scope.addItem(f"{title}（{count} 条）", title)
        self.scope.setCurrentIndex(1)

    def _lay_out(self) -> None:
        self.row("文件", self.kind)
        self.row("类别", self.profile)
        self.row("范围", self.scope)
        self.row("栏目", self.columns_set)
        self.rows.addRow("", self.columns)
        self.row("版式", _beside(self.two_levels, self.has_watermark, self.watermark))
        self.row("用途", self.purpose)
        self.row("接收单位", self.recipient)
        self.row("审核人", _beside(self.reviewer, label("联系电话"), self.telephone))
        self.rows.addRow("", self.caution)
        self.purpose.setPlaceholderText("记入导出记录，例如：报帮扶中心建档；不写姓名")
        for field, words in ((self.watermark, "水印文字"), (self.reviewer, "审核人"), (self.telephone, "联系电话")):
            field.setAccessibleName(words)
            field.setMaxLength(40)

    def _connect(self) -> None:
        self.profile.currentIndexChanged.connect(lambda _: self._follow_profile())
        self.columns_set.currentIndexChanged.connect(lambda _: self._show_columns())
        self.columns.changed.connect(self._follow_columns)
        self.kind.currentIndexChanged.connect(lambda _: self._settle())
        self.has_watermark.toggled.connect(lambda _: self._settle())

    # Remembering

    @property
    def _setting(self) -> str:
        return f"export/{self._ledger.key}"

    def _recall(self) -> None:
        office = self._desk.office
        kept: dict[str, Any] = json.loads(office.setting(self._setting) or "{}")
        for combo, key in ((self.kind, "kind"), (self.profile, "profile"), (self.columns_set, "columns")):
            combo.setCurrentIndex(max(0, combo.findData(kept.get(key))))
        self._own = [self._ledger.by_key[key] for key in kept.get("own", ()) if key in self._ledger.by_key]
        if not self._own and self.columns_set.currentData() == "own":
            self.columns_set.setCurrentIndex(0)
        self.two_levels.setChecked(bool(kept.get("two_levels")))
        self.has_watermark.setChecked(bool(kept.get("has_watermark")))
        self.watermark.setText(kept.get("watermark") or WATERMARK)
        self.purpose.setText(kept.get("purpose", ""))
        self.recipient.setText(kept.get("recipient", ""))
        self.reviewer.setText(office.setting(REVIEWER))
        self.telephone.setText(office.setting(TELEPHONE))

    def _keep(self) -> None:
        kept = {
            "kind": self.kind.currentData(),
            "profile": self.profile.currentData(),
            "columns": self.columns_set.currentData(),
            "own": [each.key for each in self._own],
            "two_levels": self.two_levels.isChecked(),
            "has_watermark": self.has_watermark.isChecked(),
            "watermark": self.watermark.text().strip(),
            "purpose": self.purpose.text().strip(),
            "recipient": self.recipient.text().strip(),
        }
        for key, words in (
            (self._setting, json.dumps(kept, ensure_ascii=False)),
            (REVIEWER, self.reviewer.text().strip()),
            (TELEPHONE, self.telephone.text().strip()),
        ):
            if words != self._desk.office.setting(key):
                self._desk.office.set_setting(key, words)

    # What depends on what

    def _follow_profile(self) -> None:
        """Offer the columns that go with the profile, unless the clerk has chosen some by hand."""
        if self.columns_set.currentData() in ("report", "all"):
            wanted = "all" if self.profile.currentData() == "archive" else "report"
            with QSignalBlocker(self.columns_set):
                self.columns_set.setCurrentIndex(self.columns_set.findData(wanted))
        self._show_columns()

    def _set(self) -> list[Field[Any]]:
        """Give the columns of the chosen set in their order."""
        office, chosen = self._desk.office, self.columns_set.currentData()
        if chosen == "report":
            is_public = self.profile.currentData() == "public"
            return list(use.columns_of(office, self._ledger.key, "public" if is_public else "report"))
        return {"shown": self._shown, "all": list(self._ledger.fields), "own": self._own}[chosen]

    def _show_columns(self) -> None:
        allowed = partial(use.allowed, profile=self.profile.currentData())
        chosen = allowed(self._set())
        self.columns.show_columns(chosen, [each for each in allowed(self._ledger.fields) if each not in chosen])
        self._settle()

    def _follow_columns(self) -> None:
        """Take what was ticked or moved for a choice of the clerk's own."""
        self._own = self.columns.chosen()
        with QSignalBlocker(self.columns_set):
            self.columns_set.setCurrentIndex(self.columns_set.findData("own"))
        self._settle()

    def _settle(self) -> None:
        """Offer what this file can have, and warn of what leaves the office in it."""
        is_sheet, chosen = self.kind.currentData() == "xlsx", self.columns.chosen()
        self.two_levels.setEnabled(is_sheet and use.has_groups(chosen))
        self.has_watermark.setEnabled(is_sheet)
        self.watermark.setEnabled(is_sheet and self.has_watermark.isChecked())
        self.reviewer.setEnabled(is_sheet)
        self.telephone.setEnabled(is_sheet)
        self.caution.setText(self._caution())
        self.caution.setVisible(bool(self._caution()))
        self.refuse("")

    def _caution(self) -> str:
        return caution(self.columns.chosen(), self.profile.currentData())

    # Writing

    def _asked_columns(self) -> list[Field[Any]]:
        """Give the columns; none for those that a superior asks for, whose blank ones are left out while writing."""
        return [] if self.columns_set.currentData() == "report" else self.columns.chosen()

    def _manner(self) -> use.Manner:
        office, encoding = self._desk.office, self.kind.currentData()
        words = self.watermark.text().strip() if self.has_watermark.isChecked() else ""
        return use.Manner(
            two_levels=self.two_levels.isChecked(),
            watermark=f"{words}　{office.name}　{office.today:%Y-%m-%d}" if words else "",
            encoding="gb18030" if encoding == "gb18030" else "utf-8-sig",
            purpose=self.purpose.text().strip(),
            recipient=self.recipient.text().strip(),
        )

    def accept(self) -> None:
        """Ask whether what is sensitive may leave, then for the file, and write it."""
        if not self.columns.chosen():
            self.refuse("请至少勾选一列。")
            return
        scope = self.scope.currentData()
        query = Query(order=self._query.order, descending=self._query.descending) if scope == ALL else self._query
        ids = self._ids if scope == CHOSEN else None
        wanted = use.Selection(self._ledger.key, query, ids, self._asked_columns(), self.profile.currentData())
        with self._desk.clear_errors():
            if not self._is_sure() or not self._may_lose(wanted):
                return
            target = self._target(query)
            if target is not None and (written := self._write(target, wanted)):
                self._keep()
                self._desk.tell(f"已导出 {written.name}")
                super().accept()

    def _is_sure(self) -> bool:
        caution = self._caution()
        return not caution or self._desk.messages.ask(f"{caution}确定导出吗？", [GO_ON, STAY]) == GO_ON

    def _may_lose(self, wanted: use.Selection) -> bool:
        """Name what programs that know only GBK will not show, and ask whether to write it all the same."""
        if self.kind.currentData() != "gb18030":
            return True
        with hourglass():
            lost = use.lost_signs(self._desk.office, wanted)
        if not lost:
            return True
        more = f"\n……共 {len(lost)} 处" if len(lost) > _MOST_NAMED else ""
        words = "下面这些字只认 GBK 的旧系统显示不出来，可能变成问号：\n" + "\n".join(lost[:_MOST_NAMED]) + more
        return self._desk.messages.ask(words, [GO_ON, STAY]) == GO_ON

    def _target(self, query: Query) -> Path | None:
        suffix = ".xlsx" if self.kind.currentData() == "xlsx" else ".csv"
        proposed = use.proposed_path(self._desk.office, self._ledger.key, query, Path.home(), suffix)
        kinds = "Excel 文件 (*.xlsx)" if suffix == ".xlsx" else "CSV 文件 (*.csv)"
        target = self._desk.messages.choose_target("导出", proposed, kinds)
        if target is None or target.suffix.lower() == suffix:
            return target
        return target.with_name(target.name + suffix)

    def _write(self, target: Path, wanted: use.Selection) -> Path | None:
        """Write the file; where another program holds it, under another name if the clerk likes."""
        write = partial(use.export, self._desk.office, wanted, manner=self._manner())
        try:
            with hourglass():
                return write(target)
        except FileInUseError as held:
            other = use.another_name(target)
            save = f"另存为 {other.name}"
            if self._desk.messages.ask(held.sentence, [save, STAY]) != save:
                return None
            with hourglass():
                return write(other)


def _beside(*widgets: QWidget) -> QWidget:
    """Put widgets into one line."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    for each in widgets:
        line.addWidget(each, 1 if isinstance(each, QLineEdit) else 0)
    return holder
