"""The headless commands: each reads its words, calls the use case that a button calls, and prints what came of it.

Use cases are imported inside the commands: the window starts through this module and must not wait for Excel or PDF.
"""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unionoffice.errors import OfficeError

if TYPE_CHECKING:
    from unionoffice.domain.ledger import Field, Ledger
    from unionoffice.domain.period import Period
    from unionoffice.ledgers import Ledgers
    from unionoffice.usecases.office import Office

Arguments = argparse.Namespace


def parse(arguments: Sequence[str]) -> Arguments:
    """Read the words of the command line; wrong words end the program with 2."""
    parser = argparse.ArgumentParser(prog="main.py", description="工会工作台账")
    _office_words(parser, required=False)
    commands = parser.add_subparsers(dest="command", metavar="命令")
    for name, help_, add_words in _WORDS:
        add_words(commands.add_parser(name, help=help_))
    chosen = parser.parse_args(arguments)
    _refuse_unknown_ledger(parser, chosen)
    return chosen


def _office_words(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    parser.add_argument("--office", type=_path, required=required, metavar="DIR", help="台账文件夹")
    parser.add_argument("--password-file", type=_path, metavar="FILE", help="第一行是密码的文件")


def _demo_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=_path, metavar="DIR")
    parser.add_argument("--no-window", action="store_true", help="做完不打开窗口")


def _new_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=_path, metavar="DIR")
    parser.add_argument("--name", required=True, help="单位名称")
    parser.add_argument("--author", default="", help="制表人")
    parser.add_argument(
        "--template", default="通用", help="章节模板：学校、局/系统、县总工会、企业、学生会办公室、指挥部、通用"
    )
    parser.add_argument("--password-file", type=_path, metavar="FILE", help="第一行是密码的文件")


def _template_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ledger", metavar="LEDGER")
    parser.add_argument("target", type=_path, metavar="OUT.xlsx")
    _office_words(parser, required=False)


def _import_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ledger", metavar="LEDGER")
    parser.add_argument("source", type=_path, metavar="IN")
    parser.add_argument(
        "--policy", choices=["skip", "update", "add"], default="skip", help="已有的登记：跳过、更新、另增"
    )
    parser.add_argument("--mapping", default="", metavar="NAME", help="在导入窗口中保存的对应关系的名称")
    parser.add_argument("--period", help="没有日期也没有所属期的登记归入的期间")
    parser.add_argument("--preview", action="store_true", help="只看结果，不写入")
    parser.add_argument("--json", action="store_true")
    _office_words(parser)


def _export_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ledger", metavar="LEDGER")
    parser.add_argument("target", type=_path, metavar="OUT", help="以 .csv 结尾的写成 CSV，其余写成 Excel")
    parser.add_argument("--period")
    parser.add_argument("--profile", choices=["report", "archive", "public"], default="report", help="上报、存档、公示")
    parser.add_argument("--columns", default="", metavar="TITLES", help="栏目名称，用逗号隔开，按这个顺序")
    parser.add_argument("--two-levels", action="store_true", help="两级表头")
    parser.add_argument("--watermark", default="", metavar="WORDS", help="每页上方的灰色大字")
    parser.add_argument("--gb18030", action="store_true", help="CSV 用 GB18030 编码，给旧系统")
    parser.add_argument("--purpose", default="", metavar="WORDS", help="用途，记入导出记录")
    parser.add_argument("--recipient", default="", metavar="WORDS", help="接收单位，记入导出记录")
    _office_words(parser)


def _fill_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="在上级表格窗口中保存的名称")
    parser.add_argument("target", type=_path, metavar="OUT", help="填好的文件，结尾与原表相同：.xlsx 或 .docx")
    parser.add_argument("--period", help="取哪个期间的数字和登记；不写是正在用的期间")
    parser.add_argument("--record", default="", metavar="ID", help="逐份填写的表格填哪条登记：编号、姓名或记录号")
    _office_words(parser)


def _summary_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("period", metavar="PERIOD", help="2026H1、2026、2026Q1、2026-03-01..2026-08-31 或期间名称")
    for name in ("pdf", "docx", "json"):
        parser.add_argument(f"--{name}", type=_path, metavar="OUT")
    parser.add_argument("--evidence", type=_path, metavar="OUT", help="佐证清单 .xlsx")
    _office_words(parser)


def _verify_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", type=_path, metavar="TEXT", help=".docx 或 .txt")
    parser.add_argument("period", metavar="PERIOD", help="2026H1、2026、2026Q1、2026-03-01..2026-08-31 或期间名称")
    parser.add_argument("--json", action="store_true")
    _office_words(parser)


def _check_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")
    _office_words(parser)


def _backup_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=_path, metavar="DIR")
    _office_words(parser)


def _restore_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", type=_path, metavar="BACKUP")
    _office_words(parser)


_WORDS: tuple[tuple[str, str, Callable[[argparse.ArgumentParser], None]], ...] = (
    ("demo", "建九个样例单位", _demo_words),
    ("new", "新建台账", _new_words),
    ("template", "空白导入表", _template_words),
    ("import", "从 Excel 导入", _import_words),
    ("export", "导出 Excel 或 CSV 台账", _export_words),
    ("fill", "填写上级的表格", _fill_words),
    ("summary", "起草总结", _summary_words),
    ("verify", "对账：核对改过的总结", _verify_words),
    ("check", "检查台账", _check_words),
    ("backup", "备份", _backup_words),
    ("restore", "从备份恢复", _restore_words),
    ("shots", "把各页面存为图片", _backup_words),
)


def _path(words: str) -> Path:
    """Refuse an empty word: as a path it would mean the folder that the terminal happens to stand in."""
    if not words:
        raise argparse.ArgumentTypeError("路径是空的")
    return Path(words)


def _refuse_unknown_ledger(parser: argparse.ArgumentParser, chosen: Arguments) -> None:
    """End with 2 where no ledger is meant; what only an office can know is looked up once it is open."""
    if "ledger" not in chosen or (chosen.office is not None and chosen.office.is_dir()):
        return
    from unionoffice.ledgers import STANDARD

    if _ledger_called(STANDARD, chosen.ledger) is None:
        parser.error(_no_ledger(STANDARD, chosen.ledger))


def _ledger_called(ledgers: Ledgers, words: str) -> str | None:
    """Find the key of a ledger by its key or its title."""
    from unionoffice.domain.text import head_form

    if words in ledgers.by_key:
        return words
    return next((each.key for each in ledgers.all if head_form(each.title) == head_form(words)), None)


def _no_ledger(ledgers: Ledgers, words: str) -> str:
    return f"没有台账“{words}”，可选：{' '.join(ledgers.by_key)}"


def _ledger(office: Office, words: str) -> str:
    """Find a ledger of an office, its own registers among them."""
    key = _ledger_called(office.ledgers, words)
    if key is None:
        print(_no_ledger(office.ledgers, words), file=sys.stderr)
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

        print(write_template(_ledger_called(STANDARD, chosen.ledger) or "", chosen.target))
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
        if chosen.gb18030:
            for each in use.lost_signs(office, ledger, query, None, columns, chosen.profile):
                print(f"旧系统显示不出：{each}", file=sys.stderr)
        print(use.export(office, ledger, chosen.target, query, None, columns, chosen.profile, manner))


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
