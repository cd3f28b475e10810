"""The forms of superiors that an office keeps under a name, each with its file and what its cells take."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from unionoffice.domain.superior_form import SuperiorForm, form_as_json, form_from_json
from unionoffice.domain.text import one_line
from unionoffice.errors import OfficeError
from unionoffice.usecases.office import PARENT, Office

FORMS = "superior_forms"
"""The key of the setting."""
MOST_FORMS = 100
LONGEST_NAME = 40


def forms(office: Office) -> list[SuperiorForm]:
    """List the kept forms by superior and name."""
    found = [form_from_json(each) for each in json.loads(office.setting(FORMS) or "[]")]
    return sorted(found, key=lambda each: (each.superior, each.name))


def form_named(office: Office, name: str) -> SuperiorForm:
    """Find a kept form; raises OfficeError when there is none of this name."""
    kept = forms(office)
    found = next((each for each in kept if each.name == name), None)
    if found is None:
        names = f"，已保存的有：{'、'.join(each.name for each in kept)}" if kept else "，还没有保存过"
        raise OfficeError(f"没有名为“{name}”的上级表格{names}。")
    return found


def save_form(office: Office, form: SuperiorForm, data: bytes | None = None) -> SuperiorForm:
    """Keep a form, with its file where that is new; one of the same name is replaced.

    Without a superior it is the office's parent union's. Raises OfficeError for a name that cannot be or a form
    without a file.
    """
    name = _checked(form.name)
    others = [each for each in forms(office) if each.name != name]
    if len(others) >= MOST_FORMS:
        raise OfficeError(f"最多保存 {MOST_FORMS} 份上级表格，请先删除不用的。")
    digest = form.digest if data is None else office.file.attachments.store(data)
    if not digest:
        raise OfficeError("请先选择上级发来的表格文件。")
    superior = one_line(form.superior) or office.setting(PARENT)
    kept = replace(form, name=name, superior=superior, file_name=one_line(form.file_name), digest=digest)
    _put(office, [*others, kept])
    return kept


def rename_form(office: Office, name: str, new: str) -> SuperiorForm:
    """Give a kept form another name; raises OfficeError when another has it."""
    new = _checked(new)
    form, kept = form_named(office, name), forms(office)
    if new != name and any(each.name == new for each in kept):
        raise OfficeError(f"已经有名为“{new}”的上级表格，请换一个名称。")
    renamed = replace(form, name=new)
    _put(office, [renamed if each.name == name else each for each in kept])
    return renamed


def delete_form(office: Office, name: str) -> None:
    """Forget a form; files that were filled with it stay where they are."""
    _put(office, [each for each in forms(office) if each.name != name])


def form_file(office: Office, name: str) -> bytes:
    """Give the blank form as it was received; raises OfficeError when the file is missing or damaged."""
    return office.file.attachments.read(form_named(office, name).digest)


def _checked(name: str) -> str:
    name = one_line(name)
    if not name:
        raise OfficeError("请给这份表格起一个名称。")
    if len(name) > LONGEST_NAME:
        raise OfficeError(f"名称最多 {LONGEST_NAME} 个字，现有 {len(name)} 个字。")
    return name


def _put(office: Office, kept: Sequence[SuperiorForm]) -> None:
    office.set_setting(FORMS, json.dumps([form_as_json(each) for each in kept], ensure_ascii=False))
