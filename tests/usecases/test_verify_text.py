from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from unionoffice.app import run
from unionoffice.checking.finding import Slip
from unionoffice.domain.period import half_year
from unionoffice.errors import OfficeError
from unionoffice.exchange.written_lines import written_file
from unionoffice.usecases.draft_summary import draft, write
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.verify_text import verify_file

HALF = half_year(2026, 1)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def told(office_folder: Path) -> Path:
    with Office.open(office_folder) as office:
        for title, when, headcount in (("庆五一晚会", "2026-04-28", "300"), ("趣味运动会", "2026-06-05", "120")):
            raw = {"title": title, "type": "文体", "when": when, "headcount": headcount}
            assert keep(office, "event", raw).record is not None
    return office_folder


def word_file(folder: Path, body: str) -> Path:
    target = folder / "稿.docx"
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    return target


def edited(source: Path, was: str, now: str) -> None:
    """Change words in a Word file as an editor would."""
    content = io.BytesIO()
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(content, "w") as changed:
        for part in package.infolist():
            words = package.read(part)
            if part.filename == "word/document.xml":
                assert was.encode() in words
                words = words.replace(was.encode(), now.encode(), 1)
            changed.writestr(part, words)
    source.write_bytes(content.getvalue())


def test_our_own_word_file_agrees_with_the_ledgers(told: Path, tmp_path: Path) -> None:
    target = tmp_path / "总结.docx"
    with Office.open(told) as office:
        write(office, draft(office, HALF), docx=target)
        verdict = verify_file(office, target, HALF)
    assert verdict.findings == ()
    assert verdict.not_written == ()
    assert {each.figure.text for each in verdict.matches} >= {"300人", "120人"}


def test_a_ledger_that_changed_after_the_text_was_written_is_told(told: Path, tmp_path: Path) -> None:
    target = tmp_path / "总结.docx"
    with Office.open(told) as office:
        write(office, draft(office, HALF), docx=target)
        assert keep(office, "event", {"headcount": "301"}, office.record("event", 1)).record is not None
        (finding,) = verify_file(office, target, HALF).findings
    assert "登记的是301人" in finding.text
    assert finding.expected is not None
    assert finding.expected.value == 301
    assert finding.rows == (("event", 1),)


def test_the_command_prints_findings_as_json(told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "总结.docx"
    with Office.open(told) as office:
        write(office, draft(office, HALF), docx=target)
    edited(target, "300人", "3000人")
    assert run(["verify", str(target), "2026H1", "--office", str(told), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    (finding,) = printed["findings"]
    assert finding["kind"] == "differs"
    assert finding["expected"] == {"value": "300", "unit": "人"}
    assert finding["rows"] == [["event", 1]]
    assert printed["matched"] > 0
    assert run(["verify", str(target), "2026H1", "--office", str(told)]) == 0
    assert "登记的是300人" in capsys.readouterr().out


def test_tracked_changes_are_read_as_the_superior_wants_them(tmp_path: Path) -> None:
    source = word_file(
        tmp_path,
        "<w:p><w:r><w:t>参加</w:t></w:r><w:del><w:r><w:delText>300</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>320</w:t></w:r></w:ins><w:r><w:t>人。</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>表中的字</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    )
    assert written_file(source).lines == ["参加320人。"]


def test_a_table_among_the_text_is_named_once_and_the_annexes_are_not(told: Path, tmp_path: Path) -> None:
    def table(*cells: str) -> str:
        inside = "".join(f"<w:tc><w:p><w:r><w:t>{each}</w:t></w:r></w:p></w:tc>" for each in cells)
        return f"<w:tbl><w:tr>{inside}</w:tr></w:tbl>"

    def line(words: str) -> str:
        return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"

    body = [line("一、文体"), line("晚会300人参加。"), table("项目", "人数"), table("晚会", "999")]
    source = word_file(tmp_path, "".join([*body, line("附件1"), table("序号", "1")]))
    with Office.open(told) as office:
        verdict = verify_file(office, source, HALF)
    (finding,) = [each for each in verdict.findings if each.slip is Slip.TABLE]
    assert finding.text == "表格“晚会 999”里的数字没有核对，请对照台账看一遍"
    assert finding.paragraph == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_is_read_in_the_encodings_of_chinese_offices(encoding: str, tmp_path: Path) -> None:
    source = tmp_path / "稿.txt"
    source.write_bytes("一、帮扶\n慰问困难职工12户。\n".encode(encoding))
    assert written_file(source).lines == ["一、帮扶", "慰问困难职工12户。"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版 Word"),
        (b"PK\x03\x04 nothing", "损坏"),
        (b"%PDF-1.7\x00\x01\x02", "不是 Word"),
        (b"\x00\x01\x02" * 50, "不是 Word"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(content: bytes, words: str, tmp_path: Path) -> None:
    source = tmp_path / "稿.docx"
    source.write_bytes(content)
    with pytest.raises(OfficeError, match=words):
        written_file(source)


def test_hostile_word_files_are_refused(tmp_path: Path) -> None:
    entity = tmp_path / "实体.docx"
    with zipfile.ZipFile(entity, "w") as package:
        package.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    bomb = tmp_path / "炸弹.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<x>" + bytes(90 * 2**20))
    for source in (entity, bomb, tmp_path / "没有.docx"):
        with pytest.raises(OfficeError) as refused:
            written_file(source)
        assert "\n" not in refused.value.sentence
