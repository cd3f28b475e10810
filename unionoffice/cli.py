"""The headless commands: each reads its words, calls the use case that a button calls, and prints what came of it.

Use cases are imported inside the commands: the window starts through this module and must not wait for Excel or PDF.
"""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unionoffice.command_words import ledger_called, no_ledger
from unionoffice.errors import OfficeError

if TYPE_CHECKING:
    from unionoffice.domain.ledger import Field, Ledger
    from unionoffice.domain.period import Period
    from unionoffice.usecases.office import Office

Arguments = argparse.Namespace


def _ledger(office: Office, words: str) -> str:
    """Find a ledger of an office, its own registers among them."""
    key = ledger_called(office.ledgers, words)
    if key is None:
        print(no_ledger(office.ledgers, words), file=sys.stderr)
        raise SystemExit(2)
    return key


def _password(chosen: Arguments) -> str:
    if chosen.password_file is None:
        return ""
    try:
        lines: list[str] = chosen.password_file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as unread:
        raise OfficeError("密码文件读不到，请核对路径。") from unread
    if not lines or not lines[0]:
        # Whoever names a file wants a password; without one the office would stand open.
        raise OfficeError("密码文件的第一行是空的，请写上密码。")
    return lines[0]


def _open(chosen: Arguments) -> Office:
    """Open the office; where it has a password and none was given, ask for it on the terminal."""
    from unionoffice.storage.refusals import WrongPasswordError
    from unionoffice.usecases.office import Office

    try:
        return Office.open(chosen.office, _password(chosen))
    except WrongPasswordError:
        if chosen.password_file is not None or not sys.stdin.isatty():
            raise
        return Office.open(chosen.office, getpass.getpass("密码："))


def _period(office: Office, words: str) -> Period:
    period = office.find_period(words)
    if period is None:
        raise OfficeError(f"期间“{words}”看不懂，可写 2026H1、2026、2026Q1、2026-03-01..2026-08-31 或已有的期间名称。")
    return period


def demo(chosen: Arguments) -> Path | None:
    """Make the nine sample offices and print every path; the window opens on the first."""
    from unionoffice.usecases.make_demo import make_demo

    first = None
    for place in make_demo(chosen.folder):
        first = first or place.office
        for path in place.paths:
            print(path, flush=True)
    return None if chosen.no_window else first


def new(chosen: Arguments) -> None:
    """Make a new office."""
    from unionoffice.usecases.office import Office

    Office.create(chosen.folder, chosen.name, chosen.author, chosen.template, _password(chosen)).close(back_up=False)
    print(chosen.folder)


def template(chosen: Arguments) -> None:
    """Write a blank sheet to be filled in and imported."""
    from unionoffice.usecases.write_template import write_template

    if chosen.office is None:
        from unionoffice.ledgers import STANDARD

        print(write_template(ledger_called(STANDARD, chosen.ledger) or "", chosen.target))
        return
    with _open(chosen) as office:
        print(write_template(_ledger(office, chosen.ledger), chosen.target, office))


def import_(chosen: Arguments) -> None:
    """Import a file; every row that is refused is named, and the others are kept in one transaction."""
    from unionoffice.usecases.import_ledger import import_file

    with _open(chosen) as office:
        period = _period(office, chosen.period) if chosen.period is not None else None
        ledger = _ledger(office, chosen.ledger)
        report = import_file(
            office,
            ledger,
            chosen.source,
            policy=chosen.policy,
            preview=chosen.preview,
            period=period,
            mapping=chosen.mapping,
        )
    if chosen.json:
        _print_json(report.as_json())
    else:
        print("\n".join(report.sentences()))
    if report.is_all_refused and not chosen.preview:
        raise OfficeError("没有一行可以导入，什么也没有写入；请按列出的原因改正后再导入。")


def export(chosen: Arguments) -> None:
    """Export a ledger; what a program of GBK would lose in the file is named beside it."""
    from unionoffice.domain.query import Query
    from unionoffice.usecases import export_ledger as use

    manner = use.Manner(
        two_levels=chosen.two_levels,
        watermark=chosen.watermark,
        encoding="gb18030" if chosen.gb18030 else "utf-8-sig",
        purpose=chosen.purpose,
        recipient=chosen.recipient,
    )
    with _open(chosen) as office:
        query = Query(period=_period(office, chosen.period)) if chosen.period is not None else Query()
        ledger = _ledger(office, chosen.ledger)
        columns = _columns(office.ledgers.by_key[ledger], chosen.columns)
        selection = use.Selection(ledger, query, columns=columns, profile=chosen.profile)
        if chosen.gb18030:
            for each in use.lost_signs(office, selection):
                print(f"旧系统显示不出：{each}", file=sys.stderr)
        print(use.export(office, selection, chosen.target, manner))


def _columns(ledger: Ledger, words: str) -> list[Field[Any]]:
    """Find fields by their titles or keys, in the order they are named."""
    found = []
    for name in filter(None, words.replace("，", ",").split(",")):
        field = next((each for each in ledger.fields if name.strip() in (each.title, each.key)), None)
        if field is None:
            raise OfficeError(f"“{ledger.title}”没有“{name.strip()}”这一栏，请核对栏目名称。")
        found.append(field)
    return found


def fill(chosen: Arguments) -> None:
    """Fill a superior's form; what could not be filled is told and is no failure."""
    from unionoffice.usecases.fill_form import fill_form, record_meant
    from unionoffice.usecases.superior_forms import form_named

    with _open(chosen) as office:
        form = form_named(office, chosen.name)
        period = _period(office, chosen.period) if chosen.period is not None else office.working_period
        report = fill_form(office, form, chosen.target, period, record_meant(office, form, chosen.record))
    print(report.path)
    for sentence in report.sentences:
        print(sentence)


def summary(chosen: Arguments) -> None:
    """Write the summary of a period in the forms asked for: the text of today, or what was frozen where it is signed."""
    from unionoffice.usecases.edit_summary import open_text
    from unionoffice.usecases.put_out_summary import frozen_rows, write_text
    from unionoffice.usecases.write_evidence import evidence

    with _open(chosen) as office:
        text = open_text(office, _period(office, chosen.period))
        for path in write_text(office, text, pdf=chosen.pdf, docx=chosen.docx, json=chosen.json):
            print(path)
        if chosen.evidence is not None:
            print(evidence(office, text.draft, chosen.evidence, frozen_rows(office, text)))
    if text.signed is not None:
        print(f"{text.period.label}总结{text.signed.words}，这是封账稿", file=sys.stderr)
    for caution in text.draft.warnings:
        print(caution.text, file=sys.stderr)


def verify(chosen: Arguments) -> None:
    """Check an edited text against the ledgers; what it finds is no failure."""
    from unionoffice.usecases.verify_text import verdict_as_json, verify_file

    with _open(chosen) as office:
        verdict = verify_file(office, chosen.source, _period(office, chosen.period))
    if chosen.json:
        _print_json(verdict_as_json(verdict))
        return
    for each in verdict.findings:
        print(f"第{each.paragraph + 1}段：{each.text}")
    print(f"相符 {len(verdict.matches)} 个，需要核对 {len(verdict.findings)} 处，未写入 {len(verdict.not_written)} 个")


def check(chosen: Arguments) -> None:
    """Look through the office for what is wrong."""
    from unionoffice.usecases.check_office import check_office

    with _open(chosen) as office:
        findings = check_office(office)
    if chosen.json:
        rows = [{"code": each.code, "text": each.text, "rows": [list(row) for row in each.rows]} for each in findings]
        _print_json({"findings": rows})
    else:
        print("\n".join(each.text for each in findings) or "没有发现问题")


def backup(chosen: Arguments) -> None:
    """Make a verified backup."""
    from unionoffice.usecases.back_up import back_up

    with _open(chosen) as office:
        print(back_up(office, chosen.folder))


def restore(chosen: Arguments) -> None:
    """Bring an office back from a backup; the former files are kept aside."""
    from unionoffice.usecases.back_up import restore as restore_office

    kept = restore_office(chosen.backup, chosen.office, _password(chosen))
    print(f"已恢复，原来的文件保留在 {kept}" if any(kept.iterdir()) else "已恢复")


def shots(chosen: Arguments) -> None:
    """Take a picture of every page and dialog."""
    import os

    from unionoffice.system_libraries import refuse_without_libraries

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    refuse_without_libraries()
    from unionoffice.gui.shots import take_shots

    try:
        chosen.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OfficeError("图片不能存到这个位置，请换一个文件夹。") from error
    with _open(chosen) as office:
        for path in take_shots(office, chosen.folder):
            print(path)


def _print_json(content: dict[str, Any]) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=1))


COMMANDS: dict[str, Callable[[Arguments], Path | None]] = {
    "demo": demo,
    "new": new,
    "template": template,
    "import": import_,
    "export": export,
    "fill": fill,
    "summary": summary,
    "verify": verify,
    "check": check,
    "backup": backup,
    "restore": restore,
    "shots": shots,
}
