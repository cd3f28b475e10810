"""After a crash: what was typed and not saved is offered again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.gui.main_window import MainWindow

if TYPE_CHECKING:
    from unionoffice.usecases.drafts import Draft

GO_ON, DROP, LATER = "继续填写", "丢弃", "下次再问"


def offer_drafts(window: MainWindow) -> None:
    """Ask about each draft until one is gone on with; what is neither taken nor dropped is offered next time."""
    from unionoffice.usecases.drafts import drafts, drop_draft, told_of

    desk = window.desk
    found = drafts(desk.office)
    for at, draft in enumerate(found):
        question = f"上次有 {len(found) - at} 条没有保存的登记：{told_of(desk.office, draft)}。"
        answer = desk.messages.ask(question, [GO_ON, DROP, LATER])
        if answer == DROP:
            drop_draft(desk.office, draft.place)
            continue
        if answer == GO_ON:
            with desk.clear_errors():
                _go_on(window, draft)
        return


def _go_on(window: MainWindow, draft: Draft) -> None:
    from unionoffice.gui.ledger.parent_form import ParentForm
    from unionoffice.usecases.drafts import record_of

    office, place = window.desk.office, draft.place
    record = record_of(office, place)
    parent = office.ledgers.by_key[place.ledger].parent
    if not place.parent_id or parent is None:
        window.pane_of(place.ledger).resume(record, draft.raw)
        return
    pane = window.pane_of(parent.kind.ledger)  # type: ignore[attr-defined]
    pane.show_record(place.parent_id)
    pane.edit()
    assert isinstance(pane.form, ParentForm)
    pane.form.resume_child(place.ledger, record, draft.raw)
