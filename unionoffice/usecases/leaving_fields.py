"""Which columns of a file tell of persons, and the sentence that asks about them before the file leaves the office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from unionoffice.domain.kinds import Count, Flag, Quantity, Ref
from unionoffice.domain.ledger import Field, Privacy
from unionoffice.domain.own import OWN_PREFIX
from unionoffice.exchange.profiles import Profile
from unionoffice.ledgers.member import MEMBER

_MOST_NAMED = 4


def caution(fields: Sequence[Field[Any]], profile: Profile) -> str:
    """Say what of persons leaves with these columns; empty where nothing does.

    Of a field that the office added nobody knows what it holds: only one of members surely is of persons, a plain
    number or yes and no surely is not, and the clerk is asked about the others.
    """
    leaving = [each for each in fields if each.privacy is not Privacy.OPEN] if profile != "public" else []
    added = [each for each in leaving if each.key.startswith(OWN_PREFIX) and not _is_of_member(each)]
    of_persons = _named([each for each in leaving if each not in added])
    unknown = _named([each for each in added if not isinstance(each.kind, Count | Quantity | Flag)])
    warned = f"文件含个人敏感信息（{of_persons}），请只交给有权查看的人。" if of_persons else ""
    return warned + (f"自定义栏目（{unknown}）没有设为可以公示，请确认里面的内容可以外传。" if unknown else "")


def _is_of_member(each: Field[Any]) -> bool:
    return isinstance(each.kind, Ref) and each.kind.ledger == MEMBER.key


def _named(fields: Sequence[Field[Any]]) -> str:
    titles = list(dict.fromkeys(each.title for each in fields))
    return "、".join(titles[:_MOST_NAMED]) + (f"等 {len(titles)} 列" if len(titles) > _MOST_NAMED else "")
