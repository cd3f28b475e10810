from __future__ import annotations

from pathlib import Path

import pytest

from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.exchange.child_columns import guess_targets
from unionoffice.usecases.import_ledger import guessed, import_file
from unionoffice.usecases.office import Office
from unionoffice.usecases.saved_mappings import (
    MOST_MAPPINGS,
    apply,
    delete_mapping,
    fitting,
    save_mapping,
    saved_mappings,
)

HEADS = ["甲栏", "乙栏", "手机", "甲栏"]


def targets(office: Office, *keys: str | None) -> list[object]:
    member = office.ledgers.by_key["member"]
    return [member.get(key) if key else None for key in keys]


@pytest.fixture
def kept(office: Office) -> Office:
    save_mapping(
        office, office.ledgers.by_key["member"], " 街道的表 ", HEADS, targets(office, "name", "gender", None, "note")
    )
    return office


def test_a_mapping_is_kept_with_the_office_and_found_for_the_same_heads_in_any_order(kept: Office) -> None:
    member = kept.ledgers.by_key["member"]
    assert [each.name for each in saved_mappings(kept, member)] == ["街道的表"]
    found = fitting(kept, member, ["手机", "甲栏", "乙栏", "甲栏"])
    assert found is not None
    assert fitting(kept, member, ["甲栏", "乙栏", "手机"]) is None
    assert fitting(kept, kept.ledgers.by_key["household"], HEADS) is None
    assert apply(kept, member, found, ["手机", "甲栏", "乙栏", "甲栏"]) == targets(kept, None, "name", "gender", "note")


def test_a_head_the_mapping_does_not_know_is_guessed_but_gets_no_field_twice(kept: Office) -> None:
    member = kept.ledgers.by_key["member"]
    (found,) = saved_mappings(kept, member)
    assert apply(kept, member, found, ["甲栏", "姓名", "身份证号", "手机"]) == targets(
        kept, "name", None, "id_number", None
    )


def test_a_column_of_a_family_member_is_kept_too(office: Office) -> None:
    household = office.ledgers.by_key["household"]
    heads = ["家庭成员1姓名", "家庭成员2关系", "户主姓名"]
    found = guessed(office, "household", heads)
    assert found == guess_targets(heads, household, office.ledgers.children_of(household))
    save_mapping(office, household, "一户一行", heads, found)
    assert apply(office, household, saved_mappings(office, household)[0], heads) == found


def test_an_import_takes_it_by_name_and_an_unknown_name_is_refused(kept: Office, tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("甲栏,乙栏,手机,甲栏\n职工甲,女,13800000000,老会员\n", encoding="utf-8")
    with pytest.raises(OfficeError, match="没有名为“别的”的对应关系，已保存的有：街道的表"):
        import_file(kept, "member", source, mapping="别的")
    assert import_file(kept, "member", source, mapping="街道的表").added == 1
    (record,) = kept.records("member", kept.ids("member", Query()))
    assert {key: record.text(record.ledger.get(key)) for key in ("name", "gender", "phone", "note")} == {
        "name": "职工甲",
        "gender": "女",
        "phone": "",
        "note": "老会员",
    }


def test_a_field_that_has_left_the_ledger_means_no_field(kept: Office) -> None:
    member = kept.ledgers.by_key["member"]
    stored = kept.setting("mappings/member").replace('"gender"', '"gone"')
    kept.set_setting("mappings/member", stored.replace('"note"', '"family.x.name.y"'))
    (found,) = saved_mappings(kept, member)
    assert apply(kept, member, found, HEADS) == targets(kept, "name", None, None, None)


def test_a_name_is_needed_replaces_its_like_and_there_is_an_end_to_them(kept: Office) -> None:
    member = kept.ledgers.by_key["member"]
    for name in ("", "  ", "长" * 31):
        with pytest.raises(OfficeError):
            save_mapping(kept, member, name, ["甲"], [None])
    save_mapping(kept, member, "街道的表", ["甲"], [None])
    assert [each.targets for each in saved_mappings(kept, member)] == [{"甲": ""}]
    for number in range(MOST_MAPPINGS - 1):
        save_mapping(kept, member, f"表{number}", ["甲"], [None])
    with pytest.raises(OfficeError, match="最多保存 30 个"):
        save_mapping(kept, member, "又一个", ["甲"], [None])
    delete_mapping(kept, member, "表3")
    save_mapping(kept, member, "又一个", ["甲"], [None])
