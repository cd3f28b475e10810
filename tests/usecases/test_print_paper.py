from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.invented_values import id_number, values_of
from unionoffice.domain.kinds import Files
from unionoffice.domain.ledger import Field, Ledger, Privacy, Record
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.ledgers.aid import AID
from unionoffice.ledgers.household import HOUSEHOLD
from unionoffice.reports.form_parts import FormPaper
from unionoffice.storage import trail
from unionoffice.usecases.attach_file import attach_file
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.paper_kinds import PAPERS, PaperOptions
from unionoffice.usecases.print_paper import make
from unionoffice.usecases.public_papers import aid_notices, household_notices

BORN = date(1980, 1, 3)
ID = id_number(BORN, 101)
FAMILY_ID = id_number(date(2008, 5, 6), 202)
CARD, PHONE, LANDLINE = "6222020200112233445", "13812345678", "0712-7654321"
FULL = PaperOptions(full_numbers=True, reason="建档存档")
GAMES = "五一职工趣味运动会"


def give(office: Office, ledger: str, **raw: object) -> Record:
    kept = keep(office, ledger, raw)
    assert kept.record is not None, kept.problems
    return kept.record


def give_household(office: Office, **more: object) -> Record:
    return give(
        office,
        "household",
        **{
            "head": "职工甲乙",
            "id_number": ID,
            "category": "深度困难职工",
            "cause": "患重特大疾病",
            "causes": "子女上学",
            "health": "恶性肿瘤",
            "income_year": "37200",
            "cost_illness": "23000",
            "size": "4",
            "phone": PHONE,
            "phone_other": LANDLINE,
            "bank": "工商银行",
            "bank_card": CARD,
            "address": "某某路 12 号",
            "employer": "细纱车间",
            "applied_on": "2026-01-05",
            "publicity": "2026-02-01至2026-02-07",
            **more,
        },
    )


def give_aid(office: Office, **more: object) -> Record:
    raw = {"class": "送温暖慰问", "kind": "节日慰问", "amount": "500.50", "when": "2026-01-20", **more}
    return give(office, "aid", **raw)


def pages(office: Office, paper: str, ids: list[int], options: PaperOptions = PaperOptions()) -> list[str]:  # noqa: B008
    with pypdfium2.PdfDocument(make(office, paper, ids, options).pdf) as document:
        return [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in document]


def text(office: Office, paper: str, *records: Record, options: PaperOptions = PaperOptions()) -> str:  # noqa: B008
    return "".join(pages(office, paper, [record.id for record in records], options))


# Numbers of persons


def test_numbers_are_masked_on_every_paper_unless_a_reason_is_given(office: Office) -> None:
    home = give_household(office, note=f"另有电话{PHONE}")
    give(office, "family", household="职工甲乙", name="家属丙", relation="子", id_number=FAMILY_ID)
    aid = give_aid(office, household="职工甲乙", pay_way="打卡")
    member = give(
        office,
        "member",
        name="职工甲乙",
        gender="男",
        id_number=ID,
        phone=PHONE,
        unit="细纱车间",
        joined_on="2009-01-01",
    )
    for paper, record in (("household_form", home), ("aid_list", aid), ("member_form", member)):
        masked, full = text(office, paper, record), text(office, paper, record, options=FULL)
        for secret in (ID, FAMILY_ID, CARD, PHONE, LANDLINE):
            assert secret not in masked, (paper, secret)
        assert "110105********101" in masked, paper
        assert ID in full, paper
        assert PHONE in full, paper
    assert CARD in text(office, "household_form", home, options=FULL)
    assert FAMILY_ID in text(office, "household_form", home, options=FULL)


def test_full_numbers_without_a_reason_are_refused_and_nothing_is_noted(office: Office) -> None:
    home = give_household(office)
    with pytest.raises(OfficeError, match="理由"):
        make(office, "household_form", [home.id], PaperOptions(full_numbers=True, reason=" "))
    assert list(trail.events(office.file.db, "print")) == []


def test_what_was_printed_and_why_goes_on_the_trail_without_names(office: Office) -> None:
    home = give_household(office)
    make(office, "household_form", [home.id], FULL)
    make(office, "household_notice", [home.id], FULL)
    entries = {entry.new["paper"]: entry.new for entry in trail.events(office.file.db, "print") if entry.new}
    assert entries == {
        "household_form": {
            "paper": "household_form",
            "ledger": "household",
            "rows": 1,
            "numbers": "完整",
            "reason": "建档存档",
        },
        "household_notice": {"paper": "household_notice", "ledger": "household", "rows": 1},
    }


def test_a_number_written_into_the_reason_does_not_reach_the_trail(office: Office) -> None:
    home = give_household(office)
    make(office, "household_form", [home.id], PaperOptions(full_numbers=True, reason=f" 核对{ID}，电话{PHONE} "))
    (entry,) = trail.events(office.file.db, "print")
    assert entry.new is not None
    assert entry.new["reason"].startswith("核对110105****")
    assert ID not in str(entry.new)
    assert PHONE not in str(entry.new)


def test_every_paper_refuses_records_that_are_gone(office: Office) -> None:
    for kind in PAPERS:
        with pytest.raises(OfficeError):
            make(office, kind.key, [999])


# What hangs on the wall


def words_in(part: Any) -> Iterator[str]:
    """Find every word of a form before it is drawn."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple | list):
        for each in part:
            yield from words_in(each)
    elif is_dataclass(part):
        for each in fields(part):
            yield from words_in(getattr(part, each.name))


def secret_fields(ledger: Ledger) -> list[Field[Any]]:
    return [each for each in ledger.fields if each.privacy is not Privacy.OPEN and not isinstance(each.kind, Files)]


def invented(ledger: Ledger) -> st.SearchStrategy[dict[str, Any]]:
    secret = [each for each in secret_fields(ledger) if not isinstance(each.kind, type(AID.get("household").kind))]
    optional = {
        each.key: st.none() | values_of(each.kind)
        for each in secret
        if each.key not in ("head", "recipient", "cause", "causes", "health")
    }
    codes = {
        "cause": st.sampled_from(["患重特大疾病", "遭受意外事故"]),
        "causes": st.just(("子女上学", "下岗失业")),
        "health": st.sampled_from(["恶性肿瘤", "精神病"]),
    }
    names = {key: st.text("赵钱孙李周吴郑王", min_size=3, max_size=4) for key in ("head", "recipient")}
    wanted = {key: value for key, value in {**codes, **names}.items() if ledger.get(key, None) is not None}
    return st.fixed_dictionaries({**optional, **wanted})


def assert_hidden(build: Callable[..., Iterable[FormPaper]], office: Office, record: Record) -> None:
    """Compare with the same notice of a record that has nothing to hide; the clerk's own fixed words are in both."""
    wanting_full = PaperOptions(full_numbers=True, reason="试")
    secret = secret_fields(record.ledger)
    bare = record.with_values({each.key: None for each in secret})
    before = set(words_in(list(build(office, [bare], wanting_full))))
    shown = [words for words in words_in(list(build(office, [record], wanting_full))) if words not in before]
    for each in secret:
        value = record.values.get(each.key)
        values = value if isinstance(value, tuple) else (each.kind.text(value),) if value is not None else ()
        for words in values:
            # A letter or two say nothing and may stand anywhere.
            assert len(str(words)) < 3 or not any(str(words) in cell for cell in shown), each.title


@given(st.data())
def test_no_hidden_value_of_any_household_is_ever_published(office: Office, data: st.DataObject) -> None:
    secret = {key: value for key, value in data.draw(invented(HOUSEHOLD)).items() if value is not None}
    record = Record(HOUSEHOLD, {**secret, "category": "相对困难职工", "employer": "细纱车间", "size": 3}, id=1)
    (paper,) = household_notices(office, [record], PaperOptions())
    assert "细纱车间" in list(words_in(paper))
    assert_hidden(household_notices, office, record)


@given(st.data())
def test_no_hidden_value_of_any_aid_is_ever_published(office: Office, data: st.DataObject) -> None:
    secret = {key: value for key, value in data.draw(invented(AID)).items() if value is not None}
    open_values = {"class": "医疗救助", "kind": "重病医疗支持", "note": "住院", "goods": "药品"}
    record = Record(AID, {**secret, **open_values}, id=1)
    (paper,) = aid_notices(office, [record], PaperOptions())
    shown = "|".join(words_in(paper))
    assert "实物" in shown
    assert_hidden(aid_notices, office, record)
    for words in open_values.values():
        assert words not in shown


def test_the_notice_on_paper_shows_masked_names_and_the_days_and_nothing_private(office: Office) -> None:
    home = give_household(office)
    give_aid(office, household="职工甲乙", occasion="肿瘤手术")
    shown = text(office, "household_notice", home)
    for words in ("职**乙", "细纱车间", "深度困难职工", "2026-02-01至2026-02-07", "异议电话", "盖章"):
        assert words in shown, words
    for secret in ("职工甲乙", ID, PHONE, CARD, "肿瘤", "疾病", "上学", "某某路", "12号", "1980", LANDLINE):
        assert secret not in shown, secret


def test_files_with_other_days_leave_the_span_to_the_pen(office: Office) -> None:
    one = give_household(office)
    other = give_household(
        office, head="职工丙丁", id_number=FAMILY_ID, publicity="2026-03-01至2026-03-07", phone="13900000000"
    )
    shown = text(office, "household_notice", one, other)
    assert "公示期：年月日至年月日" in shown
    assert "2026-0" not in shown


def test_the_notice_of_aid_names_amounts_and_not_what_for(office: Office) -> None:
    give_household(office)
    aids = [
        give_aid(office, household="职工甲乙", occasion="肿瘤手术"),
        give_aid(office, recipient="职工丙丁", amount="1000"),
        give_aid(office, recipient="捐款单位", direction="收入", amount="9999"),
        give_aid(office, recipient="织布车间全体女职工", unit="织布车间", persons="20", amount="0"),
        give_aid(office, recipient="职工戊己等职工", persons="3", amount="0"),
    ]
    shown = text(office, "aid_notice", *aids)
    # Only what names nobody stands there whole.
    assert "织布车间全体女职工" in shown
    assert "戊己" not in shown
    assert "职**乙" in shown
    assert "职**丁" in shown
    assert "500.50" in shown
    assert "4笔￥1,500.50元（大写）壹仟伍佰元伍角整" in shown
    for secret in ("肿瘤", "节日慰问", "9,999.00", "职工甲乙", "职工丙丁", ID):
        assert secret not in shown, secret


# 签领表


def test_the_list_to_sign_adds_up_what_is_paid_out_only(office: Office) -> None:
    give_household(office)
    aids = [
        give_aid(office, household="职工甲乙", amount="3000"),
        give_aid(office, recipient="职工丙丁", amount="12.05"),
        give_aid(office, recipient="捐款单位", direction="收入", amount="9999"),
        give_aid(office, recipient="退款人甲", stage="已退回", amount="8888"),
    ]
    shown = text(office, "aid_list", *aids)
    assert "合计：2笔￥3,012.05元（大写）叁仟零壹拾贰元零伍分" in shown
    assert "领取人签字" in shown
    assert "捐款单位" not in shown
    assert "退款人甲" not in shown


def test_a_sum_of_amounts_that_are_not_exact_has_no_capitals(office: Office) -> None:
    shown = text(office, "aid_list", give_aid(office, recipient="职工丙", amount="20000", amount_qualifier="余"))
    assert "20,000.00余" in shown
    assert "约￥20,000.00元" in shown
    assert "大写" not in shown


def test_income_alone_gives_no_list_to_sign(office: Office) -> None:
    donated = give_aid(office, recipient="某单位", direction="收入")
    for paper in ("aid_list", "aid_notice"):
        with pytest.raises(OfficeError, match="没有可以"):
            make(office, paper, [donated.id])


def test_an_aid_to_somebody_else_of_the_household_does_not_show_the_heads_numbers(office: Office) -> None:
    give_household(office)
    shown = text(office, "aid_list", give_aid(office, household="职工甲乙", recipient="家属丙"), options=FULL)
    assert "家属丙" in shown
    assert ID not in shown
    assert CARD not in shown


# 登记表 and 档案表


def test_the_household_form_holds_figures_family_and_all_aid_so_far(office: Office) -> None:
    home = give_household(office)
    for number in range(60):
        give(office, "family", household="职工甲乙", name=f"家属{number:02}号", relation="其他")
    give_aid(office, household="职工甲乙")
    give_aid(office, household="职工甲乙", amount="1000")
    sheets = pages(office, "household_form", [home.id])
    shown = "".join(sheets)
    assert len(sheets) >= 4
    assert all(f"家属{number:02}号" in shown for number in range(60))
    # 37200 ÷ 12 ÷ 4 and (37200 - 23000) ÷ 12 ÷ 4
    for words in (
        "775.00元",
        "295.83元",
        "2笔￥1,500.50元（大写）壹仟伍佰元伍角整",
        "恶性肿瘤",
        "患重特大疾病",
        "盖章",
    ):
        assert words in shown, words


def test_each_member_gets_a_form_with_changes_and_photo(office: Office, tmp_path: Path) -> None:
    buffer = BytesIO()
    Image.new("RGB", (90, 120), "navy").save(buffer, "JPEG")
    (tmp_path / "照.jpg").write_bytes(buffer.getvalue())
    photo = attach_file(office, tmp_path / "照.jpg")
    common = {"gender": "男", "phone": PHONE, "unit": "细纱车间", "joined_on": "2009-01-01"}
    one = give(office, "member", name="𬱖甲", id_number=ID, photo=(photo,), note="特长" * 200, **common)
    two = give(office, "member", name="职工乙", id_number=FAMILY_ID, **common)
    give(office, "membership_change", member="𬱖甲", changed_on="2020-05-06", change="转入", other_side="某某厂")
    printed = make(office, "member_form", [one.id, two.id])
    with pypdfium2.PdfDocument(printed.pdf) as document:
        images = [len(list(p.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))) for p in document]
    assert sum(images) == 1
    assert images[0] == 1
    shown = text(office, "member_form", one)
    for words in ("𬱖甲", "2020-05-06", "转入", "某某厂", "特长" * 200, "家庭主要成员", "申请人签名"):
        assert words in shown, words
    assert printed.notices == ()


def test_a_damaged_photo_leaves_words_in_its_place(office: Office, tmp_path: Path) -> None:
    (tmp_path / "照.jpg").write_bytes(b"torn")
    photo = attach_file(office, tmp_path / "照.jpg")
    event = give(office, "event", title=GAMES, type="文体", when="2026-04-28", files=(photo,))
    office.file.attachments.remove(photo.digest)
    assert "照片无法显示" in text(office, "event_file", event)


# Events


@pytest.fixture
def games(office: Office) -> Record:
    event = give(office, "event", title=GAMES, type="文体", when="2026-04-28", budget="5000", spent="5100.50")
    common = {"gender": "男", "phone": PHONE, "joined_on": "2009-01-01"}
    for number, unit in enumerate(("细纱车间", "机关", "细纱车间")):
        person = f"职工{'甲乙丙'[number]}"
        order = 101 + 2 * number
        give(office, "member", name=person, unit=unit, id_number=id_number(BORN, order), **common)
        give(office, "attendance", event=GAMES, member=person, signed_in="是" if number else "")
    give(office, "attendance", event=GAMES, name="来宾丁", note="家属")
    return event


def test_the_sign_in_sheet_groups_people_by_unit_and_leaves_lines_for_others(office: Office, games: Record) -> None:
    shown = text(office, "sign_in", games)
    for words in (GAMES, "细纱车间（2人）", "机关（1人）", "其他（1人）", "来宾丁"):
        assert words in shown, words
    assert PHONE not in shown
    # Four have announced themselves.
    assert "临时参加56" in shown


def test_people_in_groups_are_listed_by_group(office: Office, games: Record) -> None:
    give(office, "attendance", event=GAMES, name="选手戊", group="男子组")
    shown = text(office, "sign_in", games)
    assert "男子组（1人）" in shown
    assert "其他（4人）" in shown


def test_an_empty_sheet_has_the_heads_and_nobody(office: Office, games: Record) -> None:
    (shown,) = pages(office, "blank_sign_in", [games.id])
    assert "领取物品签字" in shown
    assert "职工甲" not in shown
    assert "21" in shown


def test_500_people_are_all_on_the_sheet(office: Office) -> None:
    event = give(office, "event", title=GAMES, type="文体", when="2026-04-28")
    with office.file.write():
        for number in range(500):
            give(office, "attendance", event=GAMES, name=f"来宾{number:03}号")
    sheets = pages(office, "sign_in", [event.id])
    shown = "".join(sheets)
    assert len(sheets) >= 20
    assert [number for number in range(500) if f"来宾{number:03}号" not in shown] == []
    assert all("领取物品签字" in sheet for sheet in sheets)


def test_prizes_are_added_up_in_capitals(office: Office, games: Record) -> None:
    with pytest.raises(OfficeError, match="还没有登记获奖"):
        make(office, "prize_list", [games.id])
    give(office, "prize", event=GAMES, grade="一等奖", winner="细纱车间队", persons="10", prize="毛巾", amount="1200")
    give(office, "prize", event=GAMES, grade="二等奖", winner="职工乙", prize="水杯", amount="100.50")
    shown = text(office, "prize_list", games)
    for words in ("细纱车间队（10人）", "领奖人签字", "合计：2项￥1,300.50元（大写）壹仟叁佰元伍角整"):
        assert words in shown, words


def test_the_claim_holds_what_is_repaid_and_nothing_else(office: Office, games: Record) -> None:
    give(office, "item", event=GAMES, kind="备品", item="借来的拔河绳", amount="999")
    with pytest.raises(OfficeError, match="报销"):
        make(office, "claim_form", [games.id])
    item = {"kind": "报销", "item": "运动毛巾", "spec": "纯棉", "quantity": "60", "price": "20", "amount": "1200"}
    give(office, "item", event=GAMES, receipt="No.00123", claimant="经办甲", **item)
    give(office, "item", event=GAMES, kind="报销", item="矿泉水", amount="45.60")
    shown = text(office, "claim_form", games)
    assert "合计：￥1,245.60元（大写）壹仟贰佰肆拾伍元陆角整" in shown
    assert "拔河绳" not in shown
    for words in ("No.00123", "经办甲", "通知/方案", "预算审批", "签到表", "发票及明细", "领取签字表", "照片", "总结"):
        assert words in shown, words


def test_the_event_file_tells_money_people_things_prizes_review_and_photos(
    office: Office, games: Record, tmp_path: Path
) -> None:
    photos = []
    for number in range(7):
        buffer = BytesIO()
        Image.new("RGB", (80, 60), (number, 0, 0)).save(buffer, "PNG")
        (tmp_path / f"{number}.PNG").write_bytes(buffer.getvalue())
        photos.append(attach_file(office, tmp_path / f"{number}.PNG", f"拔河之{number}", "2026-04-28"))
    (tmp_path / "方案.docx").write_bytes(b"words")
    plan = attach_file(office, tmp_path / "方案.docx")
    games = give_again(office, games, files=(*photos, plan), review="大家都来了。" * 70)
    give(office, "item", event=GAMES, item="拔河绳", tenure="借", returned="是", amount="30")
    give(office, "prize", event=GAMES, grade="一等奖", winner="细纱车间队", amount="1200")
    sheets = pages(office, "event_file", [games.id])
    shown = "".join(sheets)
    for words in (
        "超支100.50元",
        "报名4人，签到2人",
        "职工甲、职工丙",
        "拔河绳",
        "细纱车间队",
        "大家都来了。" * 70,
        "方案.docx",
    ):
        assert words in shown, words
    # Two photos beside each other, three rows on a page.
    assert [sheet.count("拔河之") for sheet in sheets[-2:]] == [6, 1]
    with pypdfium2.PdfDocument(make(office, "event_file", [games.id]).pdf) as document:
        counts = [len(list(p.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))) for p in document]
    assert counts[-2:] == [6, 1]


def give_again(office: Office, record: Record, **raw: object) -> Record:
    kept = keep(office, record.ledger.key, raw, record)
    assert kept.record is not None, kept.problems
    return kept.record


# The roll


def test_each_department_gets_its_own_list_of_rows_to_put_right(office: Office) -> None:
    common = {"gender": "男", "joined_on": "2009-01-01"}
    whole = give(office, "member", name="职工甲", id_number=ID, phone=PHONE, unit="机关", **common)
    with pytest.raises(OfficeError, match="完整"):
        make(office, "unqualified", [whole.id])
    old = "110105800103101"
    for number, unit in enumerate(("机关", "细纱车间")):
        raw = {"id_number": old[:-1] + str(3 + 2 * number), "phone": f"1390000000{number}", "unit": unit}
        give(office, "member", name=f"职工{'乙丙'[number]}", **raw, **common)
    sheets = pages(office, "unqualified", office.ids("member", Query()))
    assert len(sheets) == 2
    assert ["职工乙" in sheet for sheet in sheets].count(True) == 1
    for sheet in sheets:
        assert "第1页共1页" in sheet
        assert "职工甲" not in sheet
        assert old[:-1] not in sheet
        assert "更正内容" in sheet
