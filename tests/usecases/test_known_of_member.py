from __future__ import annotations

import pytest

from unionoffice.domain.kinds import Link
from unionoffice.errors import OfficeError
from unionoffice.ledgers import BY_KEY
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.known_of_member import known_of
from unionoffice.usecases.office import Office


@pytest.fixture
def member(office: Office) -> Link:
    raw = {
        "name": "职工甲",
        "id_number": "110105198001010016",
        "phone": "13800000000",
        "unit": "细纱车间",
        "joined_on": "2020年5月",
        "group": "第一小组",
        "politics": "群众",
        "note": "会员自己的备注",
    }
    record = keep(office, "member", raw).record
    assert record is not None
    return office.link("member", record.id)


def test_a_household_learns_what_the_roll_knows(office: Office, member: Link) -> None:
    known = known_of(office, member, BY_KEY["household"])
    assert known["head"] == "职工甲"
    assert known["id_number"] == "110105198001010016"
    assert known["phone"] == "13800000000"
    assert known["politics"] == "群众"
    assert known["born_on"] == "1980-01-01"
    assert known["gender"] == "男"


def test_what_is_the_records_own_is_not_taken_over(office: Office, member: Link) -> None:
    assert {"no", "note", "member"}.isdisjoint(known_of(office, member, BY_KEY["household"]))


def test_a_competition_group_is_no_union_group(office: Office, member: Link) -> None:
    assert known_of(office, member, BY_KEY["attendance"]) == {"name": "职工甲"}


def test_only_a_member_is_known(office: Office) -> None:
    assert known_of(office, Link("event", 1, "示例"), BY_KEY["attendance"]) == {}


def test_a_member_who_is_gone_is_named_so(office: Office) -> None:
    with pytest.raises(OfficeError):
        known_of(office, Link("member", 99, "职工乙"), BY_KEY["household"])
