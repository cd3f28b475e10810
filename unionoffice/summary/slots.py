"""What each ledger's records put into the slots of their sentence patterns."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from unionoffice.domain.draft import Run
from unionoffice.domain.ledger import Record
from unionoffice.ledgers import aid, event, registers, work_log
from unionoffice.ledgers.shared import CO_ORG, DOC_REF
from unionoffice.summary.figures import Reading
from unionoffice.summary.phrases import Phrases
from unionoffice.summary.roles import as_role, without_names
from unionoffice.summary.wording import Runs, embedded, joined, text_of

_ATTENDED = frozenset(["学习培训", "思想政治", "会议制度", "劳动竞赛", "征求意见", "民主评议"])
_ADDRESSED = frozenset(["宣传发放", "宣传报道", "安全教育", "女职工", "调研走访"])


@dataclass
class Told:
    """A record on its way into a sentence: what is said so far, and which figures still want a place."""

    record: Record
    readings: Sequence[Reading]
    phrases: Phrases
    full_names: bool
    slots: dict[str, Runs | str] = field(default_factory=dict)
    rest: list[Reading] = field(default_factory=list)
    after: Runs = ()

    @property
    def core_text(self) -> str:
        """The words of the record's own title."""
        return text_of(self.slots.get("core", ()))

    def tell(self, words: str) -> None:
        """Take the clerk's words as the core; the numbers in them become figures."""
        core, self.rest = embedded(_trimmed(words), self.rest or list(self.readings))
        self.slots["core"] = core

    def tell_after(self, words: str) -> None:
        """Take further words as a sentence of their own."""
        if words and not said_in(words, self.core_text):
            self.after, self.rest = embedded(_trimmed(words), self.rest)

    def take(self, *fields: str) -> None:
        """Give typed figures that stand nowhere yet their slots."""
        for reading in [each for each in self.rest if each.field in fields]:
            self.slots[reading.field] = (reading.figure,)
            self.rest.remove(reading)

    def name(self, words: str) -> str:
        """Write a person's name as the office wants it."""
        return words if self.full_names else as_role(words)


def _trimmed(words: str) -> str:
    return re.sub(r"\s*\n\s*", "；", words.strip()).rstrip("。；，、;, ")


def said_in(words: str, text: str) -> bool:
    """Tell whether a text says these words, or most of their parts, already."""
    parts = [part for part in re.split(r"[、，,；;\s]", words) if part]
    return bool(parts) and all(part in text or part[:4] in text for part in parts)


def plain_slots(told: Told) -> None:
    """Tell a record by its label and all its figures."""
    told.tell(told.record.label)


def _log(told: Told) -> None:
    record = told.record
    told.tell(record.text(work_log.TITLE))
    told.tell_after(record.text(work_log.CONTENT))
    said = told.core_text + text_of(told.after)
    frequency, place = record.text(work_log.FREQUENCY), record.text(work_log.PLACE)
    told.slots["frequency"] = "" if said_in(frequency, said) else frequency
    if place and not said_in(place, said):
        # 在 wants a verb behind it; a title of another build has its place at the end.
        leads = told.core_text.startswith(tuple(told.phrases.words("verbs", "sentence")))
        told.slots["place" if leads else "site"] = place
    _tell_people(told, record.text(work_log.PEOPLE), record.text(work_log.CATEGORY))


def _tell_people(told: Told, people: str, category: str) -> None:
    count = next((each for each in told.rest if each.field == "headcount"), None)
    said = not people or said_in(people, told.core_text + text_of(told.after))
    if count is not None and people and not said:
        told.rest.remove(count)
        told.slots["people"] = (people, count.figure, "参加")
    elif not said and (not category or category in _ATTENDED):
        there = "参加" in told.core_text
        told.slots["people"] = f"参加人员为{people}" if there else f"{people}参加"
    elif not said and category in _ADDRESSED:
        told.slots["people"] = f"面向{people}"


def _event(told: Told) -> None:
    record = told.record
    title = record.text(event.TITLE)
    told.tell(title)
    told.tell_after(record.text(record.ledger.get("review")))
    verb = _verb(told, title)
    told.slots["verb"] = verb
    if record.text(event.ROLE) == "保障" and verb:
        told.slots["core"] = (*told.slots["core"], "保障工作")
    place = record.text(event.PLACE)
    if place and not said_in(place, told.core_text):
        told.slots["place"] = place
    co_org = record.text(CO_ORG)
    if co_org and not said_in(co_org, title):
        told.slots["with_org"] = f"与{co_org}联合" if verb else f"会同{co_org}"
        if verb == "联合举办":
            told.slots["verb"] = "举办"
    _tell_people(told, record.text(record.ledger.get("people")), "")


def _verb(told: Told, title: str) -> str:
    """Find the verb that a bare name (五一职工运动会) needs; a title that is a sentence needs none."""
    verbs: Sequence[str] = told.phrases.words("verbs", "sentence")
    noun = title.rstrip("）)").endswith(tuple(told.phrases.words("verbs", "noun_ends")))
    if any(
        title.startswith(verb)
        for verb in verbs
        if len(verb) > 1 and not (noun and verb in ("学习", "宣传", "劳动", "技术"))
    ):
        return ""
    if not noun and any(verb in title for verb in verbs):
        return ""
    if noun and any(verb in title for verb in verbs[:40]):
        return ""
    role = told.record.text(event.ROLE)
    by_role = told.phrases.words("verbs", "role").get(role, "")
    by_type: Mapping[str, str] = told.phrases.words("verbs", "event")
    return by_role or by_type.get(told.record.text(event.TYPE), by_type[""])


def _aid(told: Told) -> None:
    record = told.record
    told.rest = list(told.readings)
    sort, kind = record.text(aid.CLASS), record.text(aid.KIND)
    household = record.text(aid.HOUSEHOLD_REF)
    people = record.text(aid.RECIPIENT)
    recipient: Runs = (f"困难职工{told.name(household)}",) if household else ()
    if people:
        recipient, told.rest = embedded(people if told.full_names else without_names(people), told.rest)
    told.slots["recipient"] = recipient or ("困难职工" if sort in ("送温暖慰问", "帮扶救助") else "职工")
    told.slots["heads"] = _heads(told, single=bool(household))
    told.slots["aid_kind"] = _aid_kind(told, sort, kind)
    told.slots["amounts"] = _amounts(told, sort, kind)
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


def _heads(told: Told, *, single: bool) -> Runs:
    taken = [each for each in told.rest if each.field in ("persons", "person_times", "households")]
    told.rest = [each for each in told.rest if each not in taken]
    shown = [each for each in taken if not (single and each.field == "persons" and each.figure.value == 1)]
    told.readings = [each for each in told.readings if each not in taken or each in shown]
    return joined([(each.figure,) for each in shown], "、")


def _aid_kind(told: Told, sort: str, kind: str) -> str:
    kinds: Mapping[str, str] = told.phrases.content["aid_kinds"]
    if kind in kinds:
        return kinds[kind]
    if kind.startswith((*told.phrases.words("verbs", "sentence"), "赠", "送", "投", "买")):
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


def _coverage(told: Told) -> None:
    record = told.record
    told.rest = list(told.readings)
    told.take("done", "due", "rate", "staff")
    matter, action = record.text(registers.MATTER), record.text(registers.ACTION)
    kind = record.text(registers.COVERED_TYPE)
    whole = action == "公开" and not kind and "done" in told.slots
    told.slots |= {"matter": told.phrases.content["names"].get(matter, matter) + ("的单位" if whole else "")}
    told.slots |= {"action": action, "unit_type": kind}
    told.slots["core"] = ()


def _award(told: Told) -> None:
    record = told.record
    told.tell(record.text(registers.AWARD_TITLE))
    told.take("count")
    title = told.core_text
    level = told.phrases.content["levels"].get(record.text(registers.AWARD_LEVEL), "")
    named = level[:1] in title or (level == "乡镇级" and re.search(r"[区乡镇]", title))
    told.slots["level"] = "" if named or level == "本级" else level
    member = record.text(record.ledger.get("member"))
    told.slots["winner"] = record.text(record.ledger.get("winner")) or (told.name(member) if member else "")
    for key in ("grade", "granted_by", "event"):
        words = record.text(record.ledger.get(key))
        told.slots[key] = "" if said_in(words, title) else words
    works = record.text(record.ledger.get("works"))
    told.slots["works"] = works


def _target(told: Told) -> None:
    told.tell(told.record.text(registers.INDICATOR))
    told.take("target", "done", "rate")
    if "rate" in told.slots and not {"target", "done"} & set(told.slots):
        told.slots["core"] = (*told.slots["core"], "完成率", *told.slots.pop("rate"))


def _project(told: Told) -> None:
    record = told.record
    told.tell(record.text(registers.PROJECT_NAME))
    told.take("budget")
    phase = told.phrases.content["phases"].get(record.text(registers.PHASE), "")
    if not phase and record.text(DOC_REF):
        phase = "立项"
    told.slots["phase"] = "" if phase and phase[-2:] in told.core_text else phase
    for key in ("scale", "site", "finish_on"):
        words = record.text(record.ledger.get(key))
        told.slots[key] = "" if said_in(words, told.core_text) else words


def _proposal(told: Told) -> None:
    record = told.record
    told.tell(record.text(registers.PROPOSAL_CONTENT))
    told.take("benefit")
    told.slots["proposer"] = record.text(registers.PROPOSER)
    told.slots["adopted"] = "已采纳" if record.values.get("adopted") else ""


def _legal(told: Told) -> None:
    record = told.record
    told.rest = list(told.readings)
    told.take("people", "recovered")
    told.slots |= {"way": record.text(registers.LEGAL_WAY) or "法律", "core": ()}
    told.slots["result"] = record.text(record.ledger.get("result"))


def _insurance(told: Told) -> None:
    record = told.record
    scheme = record.text(registers.SCHEME)
    told.tell(told.phrases.content["names"].get(scheme, scheme))
    told.take("insured", "fee", "amount", "paid_people", "paid")
    told.slots["issue"] = record.text(record.ledger.get("issue"))


def _budget(told: Told) -> None:
    record = told.record
    told.tell(record.text(registers.SUBJECT))
    told.take("budget", "received", "spent", "audits", "audited_units")
    told.slots["audit_result"] = record.text(record.ledger.get("audit_result")).rstrip("。")


SLOTS: Mapping[str, Callable[[Told], None]] = {
    "work_log": _log,
    "event": _event,
    "aid": _aid,
    "coverage": _coverage,
    "award": _award,
    "target": _target,
    "project": _project,
    "proposal": _proposal,
    "legal": _legal,
    "insurance": _insurance,
    "budget": _budget,
}
