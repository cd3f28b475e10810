"""奖项: a prize is set once and winners are typed one after the other; the rules stand beside their sums."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from unionoffice.domain.capital_amount import capital_amount
from unionoffice.gui.desk import Desk
from unionoffice.gui.event.offer_line import Offer, OfferLine
from unionoffice.gui.ledger.child_grid import ChildGrid
from unionoffice.gui.plain_widgets import button, label
from unionoffice.ledgers import event
from unionoffice.usecases.event_money import add_prize, prizes_of
from unionoffice.usecases.register_people import Attendee, attendees

_WIDTHS = ((event.PRIZE_GRADE, 110), (event.PRIZE_THING, 150), (event.PRIZE_AMOUNT, 90), (event.PRIZE_PERSONS, 80))


class PrizesTab(QWidget):
    """A quick line, the table, the sums."""

    def __init__(self, desk: Desk, event_id: int) -> None:
        super().__init__()
        self.desk, self.event_id = desk, event_id
        self._people: list[Attendee] = []
        self.lines: dict[str, QLineEdit] = {}
        self.winner = OfferLine(desk.look, self._offers, self)
        self.winner.setPlaceholderText("姓名、首字母或队名，回车")
        self.winner.setAccessibleName("获奖者")
        self.add = button("登记 回车", "primary")
        self.grid = ChildGrid(desk, event.PRIZE)
        self.sums = label(role="heading", wrap=True)
        self.doubts = label(role="warn", wrap=True)
        self._lay_out()
        self.winner.taken.connect(self._keep)
        self.winner.unknown.connect(self._keep)
        self.add.clicked.connect(self._add_typed)
        self.reload()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(6)
        for key, width in _WIDTHS:
            line = QLineEdit()
            line.setAccessibleName(key.title)
            line.setPlaceholderText("团体" if key is event.PRIZE_PERSONS else "")
            line.setFixedWidth(width * self.desk.look.px // 14)
            above.addWidget(label(key.title))
            above.addWidget(line)
            line.returnPressed.connect(self.focusNextChild)
            self.lines[key.key] = line
        above.addWidget(label("获奖者"))
        above.addWidget(self.winner, 1)
        above.addWidget(self.add)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 10, 0, 0)
        box.setSpacing(8)
        box.addLayout(above)
        box.addWidget(self.grid, 1)
        box.addWidget(self.sums)
        box.addWidget(self.doubts)

    def reload(self) -> None:
        """Read the prizes and look at the rules again."""
        office = self.desk.office
        self._people = attendees(office, self.event_id)
        self.grid.show_children_of(office.record("event", self.event_id))
        state = prizes_of(office, self.event_id)
        most = f"（参加 {state.participants} 人，最多 {state.most} 人）" if state.most is not None else ""
        money = f"　奖金合计 ￥{state.total:,.2f}　{capital_amount(state.total)}" if state.total else ""
        self.sums.setText(f"获奖 {state.winners} 人{most}{money}")
        self.doubts.setText("\n".join(state.sentences[:3]))
        self.doubts.setVisible(bool(state.sentences))

    def _offers(self, words: str) -> Sequence[Offer]:
        initials, folded = self.desk.office.pinyin.initials, words.lower()
        mine = [
            each
            for each in sorted(self._people, key=lambda person: not person.has_signed)
            if folded in each.name.lower() or any(part.startswith(folded) for part in initials(each.name).split())
        ]
        offers = [Offer(f"{each.name}　{each.unit}".rstrip(), each.name) for each in mine]
        known = [each.name for each in mine]
        return offers if words in known or words.isascii() else [*offers, Offer(f"{words}（队名或名单外的人）", words)]

    def _add_typed(self) -> None:
        self._keep(self.winner.text().strip())

    def _keep(self, winner: str) -> None:
        typed = {key: line.text().strip() for key, line in self.lines.items()}
        with self.desk.clear_errors():
            add_prize(self.desk.office, self.event_id, {**typed, event.PRIZE_WINNER.key: winner})
            self.winner.clear()
            self.desk.written.emit(event.PRIZE.key)
            self.desk.tell(f"已登记 {typed[event.PRIZE_GRADE.key]} {winner}", undoable=True)
        self.winner.setFocus()
