"""Choose another chapter template: what the office has added of its own stays, and no record loses its chapter."""

from __future__ import annotations

from unionoffice.errors import OfficeError
from unionoffice.summary.chapters import ChapterNode, find_node, template, template_names, with_title
from unionoffice.usecases.office import TEMPLATE, Office

DEFAULT = "通用"


def present_template(office: Office) -> str:
    """Give the template that places the office's records in chapters."""
    name = office.setting(TEMPLATE, DEFAULT)
    return name if name in template_names() else DEFAULT


def chapters_after(office: Office, name: str) -> tuple[list[ChapterNode], list[ChapterNode]]:
    """Give the tree that another template would make, and those of its chapters that are the office's own."""
    former, wanted = template(present_template(office)), template(name)
    own = [
        node
        for node in office.codes.chapters()
        if find_node(former, node.title) is None and find_node(wanted, node.title) is None
    ]
    tree = wanted
    for node in own:
        tree = [node if each.title == node.title else each for each in with_title(tree, node.title)]
    return tree, own


def choose_template(office: Office, name: str) -> None:
    """Take the chapters of a template; raises OfficeError when there is none of this name."""
    if name not in template_names():
        raise OfficeError(f"没有“{name}”这个章节模板，可选：{'、'.join(template_names())}。")
    tree, _ = chapters_after(office, name)
    with office.file.write():
        office.codes.set_chapters(tree)
        office.set_setting(TEMPLATE, name)


def question_about(office: Office, name: str) -> str:
    """Tell what choosing a template does, for the clerk to decide."""
    tree, own = chapters_after(office, name)
    kept = f"，本单位自己加的 {len(own)} 章保留" if own else ""
    return (
        f"要把总结的章节换成“{name}”模板吗？换后共 {len(tree)} 章{kept}。"
        "台账登记一条不动，只是按新章节归类；已经改写的总结文字不会丢。"
    )
