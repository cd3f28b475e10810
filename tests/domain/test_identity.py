"""ID papers, telephones, bank cards and names."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_values import CONTEXT, id_number
from unionoffice.domain.kinds import BankCard, IdNumber, PersonName, Phone, Refused, citizen
from unionoffice.domain.kinds.identity import papers_like, region, with_18_digits

VALID = "11010519491231002X"
"""The example of GB 11643."""


@pytest.mark.parametrize(
    "raw",
    [
        VALID,
        VALID.lower(),
        " 110105 19491231 002X ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105-19491231-002x",
        "\u200b11010519491231002X\ufeff",
        "11010519491231002×",
        "11010519491231002Х",
    ],
)
def test_a_citizen_number_is_read_however_it_was_typed(raw: str) -> None:
    assert IdNumber().parse(raw, CONTEXT) == VALID


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (110105194912310021, "数值格式，末位已丢失"),
        (1.10105194912310e17, "数值格式，末位已丢失"),
        ("1.10105E+17", "科学计数"),
        ("110105194912310021", "校验位"),
        ("110105194902300021", "出生日期"),
        ("1101051949123100", "还差 2 位"),
        ("1101051949123100211", "多了 1 位"),
        ("110105194912310٠٢X", "数字和字母"),
        ("张三", "数字和字母"),
    ],
)
def test_a_damaged_citizen_number_is_refused_and_never_repaired(raw: object, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        IdNumber().parse(raw, CONTEXT)


@pytest.mark.parametrize("place", range(18))
def test_every_single_wrong_digit_is_found(place: int) -> None:
    number = id_number(date(1985, 6, 5), 123)
    wrong = str((int(number[place]) + 1) % 10) if number[place] != "X" else "0"

    with pytest.raises(Refused):
        IdNumber().parse(number[:place] + wrong + number[place + 1 :], CONTEXT)


@pytest.mark.parametrize("raw", ["110105491231002", "E12345678", "H1234567890"])
def test_another_paper_is_kept_with_a_doubt(raw: str) -> None:
    assert IdNumber().parse(raw, CONTEXT) == raw
    assert IdNumber().doubts(raw)


def test_a_region_that_never_was_is_a_doubt() -> None:
    assert IdNumber().doubts(id_number(date(1985, 6, 5), 1, region="990000"))
    assert IdNumber().doubts(VALID) == []


def test_birth_date_and_gender_stand_in_the_number() -> None:
    person = citizen(VALID)

    assert person is not None
    assert (person.born_on, person.gender) == (date(1949, 12, 31), "女")
    assert citizen("110105491231003").gender == "男"  # type: ignore[union-attr]
    assert citizen("E12345678") is None


def test_strangers_see_neither_the_middle_of_a_number_nor_of_a_name() -> None:
    assert IdNumber().masked(VALID) == "110105********002X"
    assert IdNumber().masked("110105491231002") == "110105*****1002"
    assert IdNumber().masked("H1234567890") == "H1*******90"
    assert IdNumber().masked("E12345678") == "E********"
    assert Phone().masked("13812345678") == "138****5678"
    assert BankCard().masked("6222021234567890123") == "***************0123"
    assert [PersonName().masked(name) for name in ("张三", "张小三", "欧阳小三")] == ["张*", "张*三", "欧**三"]


@pytest.mark.parametrize(("raw", "digits"), [("138 0000 0000", "13800000000"), ("+86-138-0000-0000", "13800000000")])
def test_a_telephone_number_is_its_digits(raw: str, digits: str) -> None:
    assert Phone().parse(raw, CONTEXT) == digits


def test_a_number_cell_holds_a_telephone_but_no_bank_card() -> None:
    assert Phone().parse(13800000000.0, CONTEXT) == "13800000000"
    with pytest.raises(Refused, match="数值格式"):
        BankCard().parse(6.22202123456789e18, CONTEXT)


def test_a_card_number_with_a_wrong_digit_is_kept_with_a_doubt() -> None:
    assert BankCard().parse("6222 0212 3456 7890 123", CONTEXT) == "6222021234567890123"
    assert BankCard().doubts("6222021234567890120") or BankCard().doubts("6222021234567890121")


@pytest.mark.parametrize(
    ("raw", "name"), [("张　三", "张三"), ("张 三", "张三"), ("Anna  Li", "Anna Li"), ("𠮷田", "𠮷田")]
)
def test_a_name_loses_the_spaces_of_forms_only(raw: str, name: str) -> None:
    assert PersonName().parse(raw, CONTEXT) == name


def test_an_unknown_county_of_a_known_province_is_a_doubt_that_names_both() -> None:
    (doubt,) = IdNumber().doubts(id_number(date(1985, 6, 5), 1, region="119999"))

    assert doubt == "前 6 位“119999”不是北京市已知的行政区划代码，请核对"


@pytest.mark.parametrize("region", ["100000", "300000", "380000", "660000", "700000", "840000"])
def test_two_digits_that_no_province_has_are_a_doubt(region: str) -> None:
    (doubt,) = IdNumber().doubts(id_number(date(1985, 6, 5), 1, region=region))

    assert doubt.startswith(f"前两位“{region[:2]}”不是任何省级行政区的代码")


def test_a_residence_permit_of_hong_kong_macau_or_taiwan_is_named() -> None:
    for code, place in (("810000", "香港"), ("820000", "澳门"), ("830000", "台湾")):
        assert IdNumber().doubts(id_number(date(1985, 6, 5), 1, region=code)) == [f"是{place}居民居住证号，请核对证件"]


def test_fifteen_digits_are_told_what_eighteen_they_became() -> None:
    """The example of GB 11643 before 1999: 19 is put before the year, the check digit behind."""
    assert with_18_digits("110105491231002") == VALID
    assert VALID in IdNumber().doubts("110105491231002")[0]
    assert with_18_digits("110105491331002") == ""
    assert with_18_digits(VALID) == ""


@pytest.mark.parametrize(
    ("number", "paper"),
    [
        (VALID, "身份证"),
        ("H12345678", "港澳居民来往内地通行证"),
        ("M1234567801", "港澳居民来往内地通行证"),
        ("12345678", "台湾居民来往大陆通行证"),
        ("ABC110112345678", "外国人永久居留身份证"),
        ("E12345678", "护照"),
    ],
)
def test_a_number_shows_what_paper_it_is_from(number: str, paper: str) -> None:
    assert paper in papers_like(number)


def test_nobody_is_born_after_today() -> None:
    with pytest.raises(Refused, match="在今天之后"):
        IdNumber().parse(id_number(date(CONTEXT.today.year + 1, 1, 1), 1), CONTEXT)


@pytest.mark.parametrize(
    ("number", "place"),
    [("11010519491231002X", "北京市朝阳区"), ("110105491231002", "北京市朝阳区"), ("H1234567890", ""), ("", "")],
)
def test_the_place_of_issue_is_read_from_the_first_six_digits(number: str, place: str) -> None:
    assert region(number) == place
