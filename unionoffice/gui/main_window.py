"""The window: a rail, the page that is open, a status line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from unionoffice import __version__
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.plain_widgets import label
from unionoffice.gui.rail import Rail
from unionoffice.gui.size_and_theme import change_size
from unionoffice.gui.toast import Toast
from unionoffice.gui.undo_keys import UndoKeys
from unionoffice.gui.waiting import hourglass

if TYPE_CHECKING:
    from unionoffice.gui.ledger.page import LedgerPage
    from unionoffice.gui.ledger.pane import LedgerPane

HOME, SUMMARY = "首页", "半年总结"


class MainWindow(QMainWindow):
    """Makes each page when it is first opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setWindowTitle(f"{desk.office.name} - 工会工作台账")
        self.resize(1366, 768)
        self.setMinimumSize(960, 600)
        self._ledgers = desk.office.ledgers
        self._makers: dict[str, Callable[[], Any]] = {HOME: self._make_home}
        self._makers |= {tab.title: partial(self._make_tab, tab.title) for tab in self._ledgers.tabs}
        self._makers[SUMMARY] = self._make_summary
        self.pages: dict[str, Any] = {}
        self.rail = Rail(desk, list(self._makers))
        self.stack = QStackedWidget()
        self._lay_out()
        self._make_status_bar()
        self.toast = Toast(self)
        self.undo_keys = UndoKeys(self, desk)
        self._connect()

    def _lay_out(self) -> None:
        centre = QWidget()
        self.setCentralWidget(centre)
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.stack, 1)

    def _make_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self.saved = label(self.desk.backup_state)
        bar.addWidget(self.saved)
        self.unlocked = label("未设密码", "warn")
        bar.addWidget(self.unlocked)
        self._show_unlocked()
        bar.addPermanentWidget(label(f"台账文件夹：{self.desk.office.folder}"))
        bar.addPermanentWidget(label(f"v{__version__}"))

    def _connect(self) -> None:
        self.rail.page_asked.connect(self.show_page)
        self.rail.settings_asked.connect(self._show_settings)
        self.rail.help_asked.connect(self._show_help)
        self.desk.page_asked.connect(self.show_page)
        self.desk.told.connect(self.toast.say)
        self.desk.written.connect(self._show_saved)
        self.desk.ledgers_changed.connect(self._make_ledgers_anew)
        # An undo may take an own field back.
        self.desk.written.connect(lambda _: self._follow_ledgers())
        self.desk.told.connect(lambda *_: self._follow_ledgers())
        self.desk.password_changed.connect(self._show_unlocked)
        self.desk.backups_seen.connect(lambda: self.saved.setText(self.desk.backup_state))
        self.desk.record_asked.connect(self._open_record)
        self.desk.ledger_asked.connect(self._show_ledger)
        self.desk.new_asked.connect(lambda key: self._page_of(key).new(key))
        keys: list[tuple[str, Callable[[], object]]] = [("F1", self._show_help), ("Ctrl+,", self._show_settings)]
        keys += [("Ctrl+=", lambda: change_size(self.desk, 1)), ("Ctrl++", lambda: change_size(self.desk, 1))]
        keys += [("Ctrl+-", lambda: change_size(self.desk, -1))]
        for number, title in enumerate(self._makers, 1):
            keys.append((f"Ctrl+{number}", partial(self.show_page, title)))
        for words, action in keys:
            QShortcut(QKeySequence(words), self).activated.connect(action)

    def _show_unlocked(self) -> None:
        self.unlocked.setVisible(not self.desk.has_password)

    def _show_saved(self) -> None:
        self.saved.setText(" · ".join(filter(None, [f"已保存 {datetime.now():%H:%M}", self.desk.backup_state])))

    def _follow_ledgers(self) -> None:
        if self.desk.office.ledgers is not self._ledgers:
            self._make_ledgers_anew()

    def _make_ledgers_anew(self) -> None:
        """Let go of the pages of ledgers whose fields or options are others now, and show the current one again."""
        if not all(page.may_leave() for page in self.pages.values()):
            return
        self._ledgers = self.desk.office.ledgers
        current = next((title for title, page in self.pages.items() if page is self.stack.currentWidget()), "")
        tabs = [tab.title for tab in self._ledgers.tabs]
        shown = self.pages[current].shown_ledger() if current in tabs else ""
        for dialog in self.findChildren(QDialog, options=Qt.FindChildOption.FindDirectChildrenOnly):
            dialog.close()
            dialog.deleteLater()
        for title in tabs:
            if (page := self.pages.pop(title, None)) is not None:
                self.stack.removeWidget(page)
                page.let_go()
        if current in tabs:
            self.show_page(current)
            if shown in self._ledgers.by_key:
                self.pages[current].turn_to(shown)

    @property
    def titles(self) -> tuple[str, ...]:
        """The pages, in the order of the rail."""
        return tuple(self._makers)

    def _make_tab(self, title: str) -> QWidget:
        ledgers = next(tab.ledgers for tab in self.desk.office.ledgers.tabs if tab.title == title)
        from unionoffice.gui.ledger.tab import page_for

        return page_for(self.desk, ledgers)

    def _make_home(self) -> QWidget:
        from unionoffice.gui.home.home_page import HomePage

        return HomePage(self.desk)

    def _make_summary(self) -> QWidget:
        from unionoffice.gui.summary.summary_page import SummaryPage

        return SummaryPage(self.desk)

    def show_page(self, title: str) -> None:
        """Open a page, made now if it is its first time; unsaved words are asked about."""
        current = self.stack.currentWidget()
        if current is not None and current is not self.pages.get(title) and not current.may_leave():  # type: ignore[attr-defined]
            self._mark_shown()
            return
        if title not in self.pages:
            with self._frame_shown(title) if title == SUMMARY else nullcontext():
                self.pages[title] = self._makers[title]()
                self.stack.addWidget(self.pages[title])
        self.stack.setCurrentWidget(self.pages[title])
        self.rail.mark(title)
        self.pages[title].first_focus()

    @contextmanager
    def _frame_shown(self, title: str) -> Iterator[None]:
        """Show at once that the click was heard, while a page is made that takes a moment."""
        former = self.stack.currentWidget()
        frame = _frame(title)
        self.stack.addWidget(frame)
        self.stack.setCurrentWidget(frame)
        self.rail.mark(title)
        # Painted now: nothing else may happen before the page is there.
        self.repaint()
        try:
            with hourglass():
                yield
        finally:
            # Before the frame goes, lest a third page be shown and hidden again.
            if (shown := self.pages.get(title, former)) is not None:
                self.stack.setCurrentWidget(shown)
            self._mark_shown()
            self.stack.removeWidget(frame)
            frame.deleteLater()

    def _mark_shown(self) -> None:
        """Mark in the rail the page that is shown."""
        current = self.stack.currentWidget()
        for title, page in self.pages.items():
            if page is current:
                self.rail.mark(title)

    def pane_of(self, ledger: str) -> LedgerPane:
        """Show the page of a ledger and give its pane."""
        from unionoffice.gui.ledger.registers_page import RegistersPage

        page = self._page_of(ledger)
        holder: LedgerPage = page.page_of(ledger) if isinstance(page, RegistersPage) else page
        return holder.pane_of(ledger)

    def _page_of(self, ledger: str) -> Any:
        title = next(
            tab.title for tab in self.desk.office.ledgers.tabs if any(each.key == ledger for each in tab.ledgers)
        )
        self.show_page(title)
        return self.pages[title]

    def _open_record(self, ledger: str, record_id: int) -> None:
        """Go to a record and open its form: who asks for one wants to read or correct it."""
        self._page_of(ledger).show_record(ledger, record_id)
        pane = self.pane_of(ledger)
        record = pane.table.current_record()
        if record is not None and record.id == record_id:
            pane.edit()

    def _show_ledger(self, ledger: str, query: Query) -> None:
        self._page_of(ledger).show_query(ledger, query)

    def _show_settings(self) -> None:
        from unionoffice.gui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self.desk, self)
        dialog.exec()
        if dialog.has_changed_options:
            self.desk.ledgers_changed.emit()

    def _show_help(self) -> None:
        from unionoffice.gui.dialogs.help_dialog import HelpDialog

        HelpDialog(self.desk, self).exec()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved words before closing."""
        if all(page.may_leave() for page in self.pages.values()):
            event.accept()
        else:
            event.ignore()


def _frame(title: str) -> QWidget:
    """Make a page of which only the title is known."""
    frame = QWidget()
    frame.setObjectName("page")
    box = QVBoxLayout(frame)
    box.setContentsMargins(16, 12, 16, 10)
    box.addWidget(label(title, "title"))
    box.addStretch()
    return frame
