"""会员全貌: who a member is, and all that the ledgers tell of them in the order of its days."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from unionoffice.domain.kinds.identity import region
from unionoffice.domain.ledger import Record
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_dialog import ListAction, ListDialog, ListRow
from unionoffice.gui.photo import photo_of
from unionoffice.gui.plain_widgets import label
from unionoffice.gui.waiting import hourglass
from unionoffice.ledgers import member
from unionoffice.ledgers.member import MEMBER
from unionoffice.usecases.member_story import member_story

_TOLD = (
    member.NO, member.GENDER, member.BORN_ON, member.ID_NUMBER, member.PHONE, member.UNIT, member.POST_CLASS,
    member.WORKED_SINCE, member.JOINED_ON, member.STATE, member.DUES_PAID_TO, member.MODEL,
)  # fmt: skip
_COLUMNS_OF_FACTS = 3


class MemberStoryDialog(ListDialog):
    """A card with the photo above the list."""

    def __init__(self, desk: Desk, record: Record, parent: QWidget | None = None) -> None:
        self.record = record
        super().__init__(
            desk,
            f"会员全貌：{record.label}",
            ("日期", "台账", "内容", "说明"),
            self._find,
            empty="台账里还没有这名会员的其他记录。",
            actions=(ListAction("打印会员登记表", lambda _: self.print_form()),),
            parent=parent,
        )
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        box.insertWidget(0, self._card())

    def _find(self) -> list[ListRow]:
        with hourglass():
            story = member_story(self.desk.office, self.record)
        return [
            ListRow((each.when.text if each.when else "", each.ledger, each.words, each.remark), each.target)
            for each in story
        ]

    def _card(self) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(18)
        photo = label()
        files = self.record[member.PHOTO]
        if (picture := photo_of(self.desk.office, files or ())) is not None:
            photo.setPixmap(picture)
            row.addWidget(photo, 0, Qt.AlignmentFlag.AlignTop)
        facts = QGridLayout()
        facts.setHorizontalSpacing(10)
        facts.setVerticalSpacing(6)
        facts.addWidget(label(self.record.label, "heading"), 0, 0, 1, 2 * _COLUMNS_OF_FACTS)
        told = [(each.title, self.record.listed(each)) for each in _TOLD if self.record.text(each)]
        if place_of_issue := region(self.record.text(member.ID_NUMBER)):
            told.append(("证件登记地", place_of_issue))
        for number, (title, words) in enumerate(told):
            line, place = divmod(number, _COLUMNS_OF_FACTS)
            facts.addWidget(label(title, "second"), line + 1, 2 * place, Qt.AlignmentFlag.AlignRight)
            facts.addWidget(label(words), line + 1, 2 * place + 1)
            facts.setColumnStretch(2 * place + 1, 1)
        row.addLayout(facts, 1)
        return card

    def print_form(self) -> None:
        """Show 工会会员登记表 as it would be printed, numbers masked."""
        from unionoffice.gui.paper import Paper, show_preview
        from unionoffice.usecases.print_paper import make

        with hourglass():
            printed = make(self.desk.office, "member_form", [self.record.id])
        paper = Paper("工会会员登记表", partial(_as_it_is, printed.pdf, printed.notices))
        show_preview(paper, self._background, self.desk.messages, self)

    def _follow_writing(self, ledger: str) -> None:
        if ledger == MEMBER.key:
            self.record = self.desk.office.record(MEMBER.key, self.record.id)
        super()._follow_writing(ledger)


def _as_it_is(pdf: bytes, notices: tuple[str, ...]) -> tuple[bytes, tuple[str, ...]]:
    return pdf, notices
