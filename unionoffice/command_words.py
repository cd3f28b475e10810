"""The words of the command line: what every command takes, and which of them no command could use."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unionoffice.ledgers import Ledgers


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the words of the command line; wrong words end the program with 2."""
    parser = argparse.ArgumentParser(prog="main.py", description="工会工作台账")
    _office_words(parser, required=False)
    commands = parser.add_subparsers(dest="command", metavar="命令")
    for name, help_, add_words in WORDS:
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


WORDS: tuple[tuple[str, str, Callable[[argparse.ArgumentParser], None]], ...] = (
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


def _refuse_unknown_ledger(parser: argparse.ArgumentParser, chosen: argparse.Namespace) -> None:
    """End with 2 where no ledger is meant; what only an office can know is looked up once it is open."""
    if "ledger" not in chosen or (chosen.office is not None and chosen.office.is_dir()):
        return
    from unionoffice.ledgers import STANDARD

    if ledger_called(STANDARD, chosen.ledger) is None:
        parser.error(no_ledger(STANDARD, chosen.ledger))


def ledger_called(ledgers: Ledgers, words: str) -> str | None:
    """Find the key of a ledger by its key or its title."""
    from unionoffice.domain.text import head_form

    if words in ledgers.by_key:
        return words
    return next((each.key for each in ledgers.all if head_form(each.title) == head_form(words)), None)


def no_ledger(ledgers: Ledgers, words: str) -> str:
    """Say that no ledger is called so, and which there are."""
    return f"没有台账“{words}”，可选：{' '.join(ledgers.by_key)}"
