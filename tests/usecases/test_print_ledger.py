from __future__ import annotations

import re

import pypdfium2

from unionoffice.domain.query import Query
from unionoffice.storage import trail
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.print_ledger import print_ledger


def pages_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in document]


def give(office: Office, count: int) -> None:
    with office.file.write():
        for number in range(count):
            raw = {"class": "送温暖慰问", "kind": "节日慰问", "recipient": f"对象{number}", "amount": "300.50"}
            assert keep(office, "aid", {**raw, "when": "2026-05-01"}).record


def test_the_printed_list_has_every_row_the_total_and_its_heads_on_each_page(office: Office) -> None:
    give(office, 60)
    pages = pages_of(print_ledger(office, "aid", Query()))
    assert len(pages) > 1
    assert all("序号" in page and "困难家庭" in page for page in pages)
    assert all(any(f"对象{number}" in page for page in pages) for number in range(60))
    assert "18,030.00" in pages[-1]
    assert f"共{len(pages)}页" in pages[0]


def test_an_empty_list_prints_its_heads(office: Office) -> None:
    (page,) = pages_of(print_ledger(office, "member", Query()))
    assert "会员名册" in page


def test_printing_is_noted_in_the_trail_without_names(office: Office) -> None:
    give(office, 1)
    print_ledger(office, "aid", Query())
    (entry,) = trail.events(office.file.db, "print")
    assert entry.new == {"ledger": "aid", "rows": 1}
