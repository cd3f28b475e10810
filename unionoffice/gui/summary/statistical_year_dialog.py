"""统计年报取数: the figures for the yearly form, each with its 口径; a double click shows the rows behind it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from unionoffice.domain.draft import Figure
from unionoffice.domain.period import Period
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_dialog import ListAction, ListColumn, ListDialog, ListRow
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.period_choices import offered_periods
from unionoffice.usecases.draft_summary import rows as rows_of
from unionoffice.usecases.statistical_year import StatisticalLine, reported_year, statistical_lines

_COLUMNS = ("类别", "指标", ListColumn("数值", numeric=True), "单位", ListColumn("登记", numeric=True), "口径")
_NOTE = "双击一行看它的来源登记。数值空白的，台账里没有登记，请按实际填报；台账不记的指标（如职代会代表、职工董事）不在表内。"


class StatisticalYearDialog(ListDialog):
    """The table of one statistical year, or of any other period."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.period = CalmCombo()
        self._office = desk.office
        reported = reported_year(desk.office)
        for each in (reported, desk.office.statistical_year(reported.end.year - 1), *offered_periods(desk.office)):
            if self.period.findText(each.label) < 0:
                self.period.addItem(each.label, each)
        show = ListAction("看来源登记", lambda _: self.show_sources(), needs_rows=True)
        super().__init__(desk, "统计年报取数", _COLUMNS, self._lines, note=_NOTE, actions=(show,), parent=parent)
        self.add_choice(self.period, "统计期")
        self.period.setMaxVisibleItems(20)
        self.period.activated.connect(lambda _: self._change_period())
        self.table.opened.connect(self.show_sources)
        self._change_period()

    def _change_period(self) -> None:
        period: Period = self.period.currentData()
        self.title = f"{period.label}统计年报取数（{period.start}至{period.end}）"
        self.setWindowTitle(self.title)
        self.refresh()

    def _lines(self) -> list[ListRow]:
        return [_row(each) for each in statistical_lines(self._office, self.period.currentData())]

    def show_sources(self) -> None:
        """Show the rows behind the current figure."""
        row = self.table.current()
        if row is None:
            return
        figure: Figure = row.subject.figure
        records = rows_of(self._office, figure)
        if not records:
            self.desk.tell(f"“{figure.label}”没有来源登记")
            return
        ListDialog(
            self.desk,
            f"{figure.label}的来源登记",
            ("台账", "日期", "登记"),
            [
                ListRow(
                    (each.ledger.title, each.text(each.ledger.when) if each.ledger.when else "", each.label),
                    (each.ledger.key, each.id),
                )
                for each in records
            ],
            note=f"{figure.label} {row.subject.value}{figure.unit}：{figure.rule}",
            landscape=False,
            parent=self,
        ).present()


def _row(line: StatisticalLine) -> ListRow:
    figure = line.figure
    cells = (
        line.group,
        figure.label,
        line.value,
        figure.unit,
        str(len(figure.rows)) if figure.rows else "",
        figure.rule,
    )
    return ListRow(cells, subject=line, tone="" if figure.value else "second")
