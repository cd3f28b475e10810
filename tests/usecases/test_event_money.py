"""An event's money worked by hand, its things lent and its photos."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from unionoffice.errors import OfficeError
from unionoffice.ledgers import event
from unionoffice.usecases.event_money import add_prize, give_back, money_of, prizes_of, set_money, still_out
from unionoffice.usecases.event_photos import add_photos, describe_photo, photos, remove_photo
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office


@pytest.fixture
def row(office: Office) -> int:
    kept = keep(office, "event", {"title": "晚会", "type": "文体", "when": "2026-04-28", "budget": "1000"})
    assert kept.record is not None
    return kept.record.id


def item(office: Office, row: int, **raw: object) -> None:
    kept = keep(office, "item", {"event": office.link("event", row), **raw})
    assert kept.record is not None, kept.problems


def test_things_receipts_and_prizes_add_up_beside_the_budget(office: Office, row: int) -> None:
    item(office, row, item="水", amount="120.50")
    item(office, row, item="餐费", kind="报销", amount="300")
    item(office, row, item="横幅")
    add_prize(office, row, {"grade": "一等奖", "winner": "职工甲", "amount": "200"})
    money = money_of(office, row)
    assert (money.things, money.receipts, money.prizes, money.all) == (
        Decimal("120.50"), Decimal(300), Decimal(200), Decimal("620.50"),
    )  # fmt: skip
    assert money.left == Decimal("379.50")
    assert money.sentences == ()
    item(office, row, item="场租", kind="报销", amount="400")
    assert money_of(office, row).sentences == ("支出 1,020.50 元，超过预算 1,000.00 元 20.50 元，请在备注中写明原因",)
    set_money(office, row, "spent", "980")
    assert money_of(office, row).left == Decimal(20)
    with pytest.raises(OfficeError, match=r"决算：.*不是数字"):
        set_money(office, row, "spent", "待定")


def test_the_prizes_tell_how_many_won_and_what_they_cost(office: Office, row: int) -> None:
    set_money(office, row, "headcount", "6")
    for number in range(2):
        add_prize(office, row, {"grade": "一等奖", "winner": f"职工{number}", "amount": "50"})
    add_prize(office, row, {"grade": "团体", "winner": "甲队", "persons": "3", "amount": "90"})
    state = prizes_of(office, row)
    # 2 + 3 = 5 winners of 6, at most ⌊2/3 × 6⌋ = 4; 50 + 50 + 90 = 190.
    assert (state.winners, state.participants, state.most, state.total) == (5, 6, 4, Decimal(190))
    assert len(state.sentences) == 1
    with pytest.raises(OfficeError, match="奖次：必填"):
        add_prize(office, row, {"grade": "", "winner": "职工甲"})


def test_things_lent_come_back_and_go_out_again(office: Office, row: int) -> None:
    item(office, row, item="音响", tenure="借")
    item(office, row, item="水", tenure="购")
    out = still_out(office, row)
    assert [each.label for each in out] == ["音响"]
    assert give_back(office, out) == 1
    assert still_out(office, row) == []
    assert give_back(office, office.records("item", [out[0].id])) == 1
    assert len(still_out(office, row)) == 1
    bought = [each for each in office.children("item", row) if each.text(event.TENURE) == "购"]
    with pytest.raises(OfficeError, match="借来"):
        give_back(office, bought)


def test_photos_have_words_and_a_day_and_can_be_taken_away(office: Office, row: int, tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.pdf" for name in "甲乙"]
    for path in paths:
        path.write_bytes(path.name.encode())
    assert add_photos(office, row, paths) == 2
    assert add_photos(office, row, paths[:1]) == 0
    describe_photo(office, row, 1, "开幕式", "4.28")
    assert [(each.caption, each.taken_on) for each in photos(office, row)] == [
        ("", "2026-04-28"),
        ("开幕式", "2026-04-28"),
    ]
    remove_photo(office, row, 0)
    assert [each.caption for each in photos(office, row)] == ["开幕式"]
    with pytest.raises(OfficeError, match="拍摄日期"):
        describe_photo(office, row, 0, "", "那天")
    remove_photo(office, row, 0)
    assert photos(office, row) == ()
