"""The commands, each called as a terminal would."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from unionoffice import cli
from unionoffice.app import run
from unionoffice.command_words import WORDS
from unionoffice.domain.period import half_year
from unionoffice.domain.query import Query
from unionoffice.domain.superior_form import Block, SuperiorForm
from unionoffice.usecases.edit_summary import open_text
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.sign_off import sign_off
from unionoffice.usecases.signed_summary import frozen_paper
from unionoffice.usecases.superior_forms import save_form

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def filled(office_folder: Path) -> Path:
    """A closed office with two events of the first half of 2026 and one of the second."""
    rows = [("庆五一晚会", "2026-04-28", "300"), ("趣味运动会", "2026-06-05", "120"), ("中秋座谈", "2026-09-20", "40")]
    with Office.open(office_folder) as office:
        for title, when, headcount in rows:
            raw = {"title": title, "type": "文体", "when": when, "headcount": headcount}
            assert keep(office, "event", raw).record is not None
    return office_folder


def refused(printed: Printed, *words: object) -> str:
    """Run a command that must end with 1 and one Chinese sentence."""
    assert run([str(word) for word in words]) == 1
    out, err = printed.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err.strip()


def test_new_makes_an_office_that_opens(tmp_path: Path, capsys: Printed) -> None:
    folder = tmp_path / "新 #1"

    assert run(["new", str(folder), "--name", "某县总工会", "--author", "经办甲", "--template", "县总工会"]) == 0

    assert capsys.readouterr().out.strip() == str(folder)
    with Office.open(folder) as office:
        assert (office.name, office.author) == ("某县总工会", "经办甲")


def test_new_refuses_a_folder_that_has_an_office(office_folder: Path, capsys: Printed) -> None:
    assert "已经有台账" in refused(capsys, "new", office_folder, "--name", "某工会")


def test_chosen_columns_are_exported_as_csv(filled: Path, tmp_path: Path, capsys: Printed) -> None:
    target = tmp_path / "活动.csv"
    words = ["export", "event", str(target), "--office", str(filled), "--columns", "日期，活动名称", "--gb18030"]
    assert run(words) == 0
    assert capsys.readouterr().out.strip() == str(target)
    assert target.read_bytes().decode("gb18030").splitlines()[0] == "序号,日期,活动名称"
    assert "没有“天气”这一栏" in refused(
        capsys, "export", "event", tmp_path / "x.csv", "--office", filled, "--columns", "天气"
    )


def test_a_blank_sheet_is_filled_by_an_export_and_imported_again(filled: Path, tmp_path: Path, capsys: Printed) -> None:
    sheet = tmp_path / "活动.xlsx"
    assert run(["export", "event", str(sheet), "--office", str(filled), "--period", "2026H1"]) == 0
    assert capsys.readouterr().out.strip() == str(sheet)

    assert run(["import", "event", str(sheet), "--office", str(filled), "--preview", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)

    assert (report["add"], report["change"], report["same"], report["refused"]) == (0, 0, 2, [])
    assert report["mapping"]["活动名称"] == "title"
    assert run(["import", "event", str(sheet), "--office", str(filled), "--policy", "add"]) == 0
    capsys.readouterr()


def test_an_import_of_which_nothing_came_in_fails_with_one_sentence(
    filled: Path, tmp_path: Path, capsys: Printed
) -> None:
    table = tmp_path / "活动.csv"
    table.write_text("活动名称,类别,日期\n联欢,文体,2月30日\n座谈,文体,13月\n", "utf-8")
    words = ["import", "event", str(table), "--office", str(filled)]
    assert run([*words, "--preview"]) == 0
    capsys.readouterr()
    assert run(words) == 1
    printed = capsys.readouterr()
    assert "没有一行可以导入，什么也没有写入" in printed.err
    assert len(printed.err.strip().splitlines()) == 1
    assert "第 2 行" in printed.out
    assert run([*words, "--mapping", "街道的表"]) == 1
    assert "没有名为“街道的表”的对应关系" in capsys.readouterr().err


def test_a_preview_writes_nothing(filled: Path, tmp_path: Path, capsys: Printed) -> None:
    table = tmp_path / "活动.csv"
    table.write_text("活动名称,类别,日期,人数\n联欢,文体,6.5,5\n座谈,文体,2月30日,五\n", "utf-8")
    words = ["import", "event", str(table), "--office", str(filled), "--json"]

    assert run([*words, "--preview"]) == 0
    preview = json.loads(capsys.readouterr().out)
    with Office.open(filled) as office:
        assert office.count("event", Query()) == 3
    assert run(words) == 0
    done = json.loads(capsys.readouterr().out)

    assert (preview["add"], done["add"]) == (1, 1)
    assert [each["row"] for each in done["refused"]] == [3]
    with Office.open(filled) as office:
        assert office.count("event", Query()) == 4


def test_template_writes_a_blank_sheet(tmp_path: Path, capsys: Printed) -> None:
    target = tmp_path / "会员.xlsx"

    assert run(["template", "member", str(target)]) == 0

    assert target.stat().st_size > 1000
    assert capsys.readouterr().out.strip() == str(target)


def test_summary_of_a_signed_period_is_what_was_signed(filled: Path, tmp_path: Path, capsys: Printed) -> None:
    period = half_year(2026, 1)
    with Office.open(filled) as office:
        pages = frozen_paper(office, sign_off(office, open_text(office, period)))
        assert keep(office, "event", {"headcount": "999"}, office.record("event", 1)).record is not None
    target = tmp_path / "总结.pdf"
    assert run(["summary", "2026H1", "--office", str(filled), "--pdf", str(target), "--json", f"{target}.json"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [str(target), f"{target}.json"]
    assert "已封账" in err
    assert target.read_bytes() == pages
    assert "999" not in Path(f"{target}.json").read_text("utf-8")


def test_summary_says_the_same_in_every_form(filled: Path, tmp_path: Path, capsys: Printed) -> None:
    pdf, docx, drafted = (tmp_path / f"总结.{end}" for end in ("pdf", "docx", "json"))

    assert (
        run(
            [
                "summary",
                "2026H1",
                "--office",
                str(filled),
                "--pdf",
                str(pdf),
                "--docx",
                str(docx),
                "--json",
                str(drafted),
            ]
        )
        == 0
    )

    assert set(capsys.readouterr().out.split("\n")) >= {str(pdf), str(docx), str(drafted)}
    content = json.loads(drafted.read_text("utf-8"))
    assert content["period"]["label"] == "2026年上半年"
    words = "".join(each["text"] for chapter in content["chapters"] for each in chapter["paragraphs"])
    assert "庆五一晚会" in words
    assert "中秋座谈" not in words
    assert pdf.read_bytes().startswith(b"%PDF")
    assert docx.read_bytes().startswith(b"PK")


def test_a_warning_of_the_summary_asks_once_to_look_again(filled: Path, tmp_path: Path, capsys: Printed) -> None:
    with Office.open(filled) as office:
        aid = {
            "class": "帮扶救助",
            "kind": "节日慰问",
            "when": "2026-02-03",
            "per_amount": 300,
            "persons": 4,
            "amount": 1000,
        }
        keep(office, "aid", aid)

    assert run(["summary", "2026H1", "--office", str(filled), "--json", str(tmp_path / "总结.json")]) == 0

    told = capsys.readouterr().err
    assert "每人300元×4人＝1200元，与金额1000元不同" in told
    assert told.count("请核对") == 1


def test_check_tells_a_sound_office_from_one_with_doubts(filled: Path, capsys: Printed) -> None:
    assert run(["check", "--office", str(filled)]) == 0
    assert capsys.readouterr().out == "没有发现问题\n"
    with Office.open(filled) as office:
        keep(office, "aid", {"class": "慰问", "kind": "节日慰问", "per_amount": 300, "persons": 4, "amount": 1000})

    assert run(["check", "--office", str(filled), "--json"]) == 0

    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["rows"] == [["aid", 1]]


def test_a_backup_brings_back_what_was_there(filled: Path, tmp_path: Path, capsys: Printed) -> None:
    assert run(["backup", str(tmp_path / "备份"), "--office", str(filled)]) == 0
    made = Path(capsys.readouterr().out.strip())
    with Office.open(filled) as office:
        keep(office, "event", {"title": "后来", "type": "文体"})

    assert run(["restore", str(made), "--office", str(filled)]) == 0

    assert "已恢复" in capsys.readouterr().out
    with Office.open(filled) as office:
        assert office.count("event", Query()) == 3


@pytest.mark.parametrize("name", ["data.db", "keys.ks"])
def test_no_file_is_written_over_an_office(filled: Path, capsys: Printed, name: str) -> None:
    assert "没有覆盖" in refused(capsys, "export", "event", filled / name, "--office", filled)
    assert "没有覆盖" in refused(capsys, "template", "event", filled / name)
    assert "没有覆盖" in refused(capsys, "summary", "2026H1", "--office", filled, "--json", filled / name)

    with Office.open(filled) as office:
        assert office.count("event", Query()) == 3


def test_a_password_comes_from_a_file(tmp_path: Path, capsys: Printed) -> None:
    right, wrong = tmp_path / "对", tmp_path / "错"
    right.write_text("口令-1\n", "utf-8-sig")
    wrong.write_text("口令-2\n", "utf-8")
    folder = tmp_path / "台账"
    assert run(["new", str(folder), "--name", "某工会", "--password-file", str(right)]) == 0
    assert run(["check", "--office", str(folder), "--password-file", str(right)]) == 0
    capsys.readouterr()

    assert "密码不对" in refused(capsys, "check", "--office", folder, "--password-file", wrong)
    assert "密码文件读不到" in refused(capsys, "check", "--office", folder, "--password-file", tmp_path / "没有")
    assert "密码不对" in refused(capsys, "check", "--office", folder)


@pytest.mark.parametrize(
    "words",
    [
        ["check", "--office", "OFFICE/没有"],
        ["import", "event", "OFFICE/没有.xlsx", "--office", "OFFICE"],
        ["import", "event", "OFFICE", "--office", "OFFICE"],
        ["import", "event", "OFFICE/data.db", "--office", "OFFICE"],
        ["import", "event", "OFFICE/keys.ks", "--office", "OFFICE", "--period", "明年"],
        ["export", "event", "OFFICE/没有/活动.xlsx", "--office", "OFFICE", "--period", "2026Q5"],
        ["summary", "秋季学期", "--office", "OFFICE"],
        ["summary", "0000H1", "--office", "OFFICE"],
        ["restore", "OFFICE", "--office", "OFFICE"],
        ["new", "OFFICE/data.db", "--name", "某工会"],
        ["new", "OFFICE/新", "--name", "某工会", "--password-file", "OFFICE/office.lock"],
        ["import", "event", "OFFICE/没有.csv", "--office", "OFFICE", "--period", ""],
        ["summary", "2026H1", "--office", "OFFICE", "--pdf", "OFFICE/新", "--json", "OFFICE/新"],
        ["shots", "OFFICE/data.db", "--office", "OFFICE"],
        ["new", "OFFICE/新", "--name", " "],
        ["new", "OFFICE/新", "--name", "某工会", "--template", "没有"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said_in_one_sentence(office_folder: Path, capsys: Printed, words: list[str]) -> None:
    sentence = refused(capsys, *(word.replace("OFFICE", str(office_folder)) for word in words))

    assert re.search("[一-鿿]{4}", sentence)
    assert "Error" not in sentence
    assert not (office_folder / "新").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["dance"],
        ["export", "no_such_ledger", "x.xlsx", "--office", "x"],
        ["summary"],
        ["new", "x"],
        ["check"],
        ["import", "event", "x", "--office", "x", "--policy", "maybe"],
        ["--no-such"],
        ["new", "", "--name", "某工会"],
    ],
    ids=" ".join,
)
def test_wrong_words_end_with_two(words: list[str], capsys: Printed) -> None:
    with pytest.raises(SystemExit) as ended:
        run(words)

    assert ended.value.code == 2
    assert capsys.readouterr().err


def test_without_a_screen_the_window_says_what_to_do_instead(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")

    assert "--no-window" in refused(capsys)


def test_every_command_has_words_and_a_function() -> None:
    assert [name for name, _, _ in WORDS] == list(cli.COMMANDS)


def test_fill_writes_a_superior_s_form_and_tells_what_stays_blank(
    filled: Path, tmp_path: Path, capsys: Printed
) -> None:
    book, stream = Workbook(), BytesIO()
    book.worksheets[0].append(["活动名称", "人数", "地点"])
    book.worksheets[0].append(["", "", ""])
    book.save(stream)
    block = Block("Sheet", 2, 2, "event", {"A": "title", "B": "headcount", "C": "place"})
    with Office.open(filled) as office:
        save_form(office, SuperiorForm("活动统计表", "", "表.xlsx", blocks=(block,)), stream.getvalue())
    words = ["fill", "活动统计表", str(tmp_path / "表.xlsx"), "--office", str(filled)]
    assert run([*words, "--period", "2026H1"]) == 0
    assert capsys.readouterr().out.splitlines() == [str(tmp_path / "表.xlsx"), "Sheet C2：“地点”都没有填。"]
    rows = [
        [cell.value for cell in row[:2]]
        for row in load_workbook(tmp_path / "表.xlsx").worksheets[0].iter_rows(min_row=2)
    ]
    assert rows == [["庆五一晚会", 300], ["趣味运动会", 120]]
    assert "没有名为“别的”的上级表格" in refused(capsys, "fill", "别的", tmp_path / "a.xlsx", "--office", filled)
    assert "看不懂" in refused(capsys, *words, "--period", "某时")
