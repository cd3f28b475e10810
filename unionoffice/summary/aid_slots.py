"""What a record of aid puts into the slots of its sentence."""

from __future__ import annotations

from collections.abc import Mapping

from unionoffice.domain.draft import Run
from unionoffice.domain.ledger import Record
from unionoffice.ledgers import aid
from unionoffice.summary.phrases import Phrases
from unionoffice.summary.roles import as_role, without_names
from unionoffice.summary.told import Told
from unionoffice.summary.wording import Runs, embedded, joined


def aid_slots(told: Told) -> None:
    """Tell who got what, from whom, on what occasion."""
    record = told.record
    told.rest = list(told.readings)
    sort, kind = record.text(aid.CLASS), record.text(aid.KIND)
    household = record.text(aid.HOUSEHOLD_REF)
    recipient, told.rest = embedded(people_helped(record, full_names=told.full_names), told.rest)
    told.slots["recipient"] = recipient
    told.slots["heads"] = _heads(told, single=bool(household))
    told.slots["aid_kind"] = kind_in_words(told.phrases, sort, kind)
    amounts = _amounts(told, sort, kind)
    if told.slots["aid_kind"] in _GRANTS and len(amounts) == 2:
        # 发放助学救助3000元 says it without naming the money twice.
        told.slots["aid_kind"], amounts = (told.slots["aid_kind"], amounts[1]), ()
    told.slots["amounts"] = amounts
    occasion = record.text(aid.OCCASION)
    told.slots["occasion"] = (
        f"{occasion}期间" if 0 < len(occasion) <= 4 and not occasion.endswith(("前夕", "期间")) else occasion
    )
    goods = record.text(record.ledger.get("goods"))
    if goods and kind == "节日福利":
        told.slots["aid_kind"], goods = f"送上{goods}", ""
    if told.slots["occasion"] != occasion:
        # The festival says the date.
        told.slots["when"] = ""
    told.slots["goods"] = goods
    told.slots["source"] = record.text(aid.SOURCE)
    told.slots["core"] = ()
    if record.text(aid.STAGE) in ("待审核", "待发放"):
        told.slots["amounts"] = (*told.slots["amounts"], f"（{record.text(aid.STAGE)}）")


_GRANTS = frozenset(["发放生活救助", "发放医疗救助", "发放助学救助", "发放临时救助", "发放互助补助", "送去住院慰问"])


def _heads(told: Told, *, single: bool) -> Runs:
    taken = [each for each in told.rest if each.field in ("persons", "person_times", "households")]
    told.rest = [each for each in told.rest if each not in taken]
    shown = [each for each in taken if not (single and each.field == "persons" and each.figure.value == 1)]
    told.readings = [each for each in told.readings if each not in taken or each in shown]
    return joined([(each.figure,) for each in shown], "、")


def people_helped(record: Record, *, full_names: bool, several: bool = False) -> str:
    """Say who was helped: the words of the record without names, else the household's 姓+某, else what its class says."""
    household, people = record.text(aid.HOUSEHOLD_REF), record.text(aid.RECIPIENT)
    if household and several:
        return "困难职工家庭"
    if people:
        return people if full_names else without_names(people)
    if household:
        return f"困难职工{household if full_names else as_role(household)}"
    return "困难职工" if record.text(aid.CLASS) in ("送温暖慰问", "帮扶救助") else "职工"


def kind_in_words(phrases: Phrases, sort: str, kind: str) -> str:
    """Say what was done: 发放生活救助, 安排健康体检."""
    kinds: Mapping[str, str] = phrases.content["aid_kinds"]
    if kind in kinds:
        return kinds[kind]
    if kind.startswith((*phrases.words("verbs", "sentence"), "赠", "送", "投", "买")):
        return kind
    return {"互助保障": "办理", "职工福利": "安排"}.get(sort, "发放") + kind


def _amounts(told: Told, sort: str, kind: str) -> Runs:
    if told.record.values.get(aid.PERSONS.key) == 1 and told.record.values.get(aid.AMOUNT.key) is not None:
        # What one person got is what was given.
        told.rest = [each for each in told.rest if each.field != "per_amount"]
        told.readings = [each for each in told.readings if each.field != "per_amount"]
    found = {each.field: each for each in told.rest if each.field in ("per_amount", "amount")}
    told.rest = [each for each in told.rest if each.field not in found]
    words: Mapping[str, str] = told.phrases.content["aid_amounts"]
    word = words.get(kind) or words.get(sort, words[""])
    per: Runs = (found["per_amount"].figure,) if "per_amount" in found else ()
    amount = found.get("amount")
    whole: tuple[Run, ...] = ()
    if amount is not None:
        simple = bool(per) and amount.figure.state.name == "COMPUTED"
        whole = ("共" if simple else f"共{word}" if sort == "捐款" else word, amount.figure)
    return joined([per, whole], "，")
