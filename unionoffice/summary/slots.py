"""What each ledger's records put into the slots of their sentence patterns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from unionoffice.ledgers import event, work_log
from unionoffice.ledgers.shared import CO_ORG
from unionoffice.summary.aid_slots import aid_slots
from unionoffice.summary.register_slots import (
    award_slots,
    budget_slots,
    coverage_slots,
    insurance_slots,
    legal_slots,
    project_slots,
    proposal_slots,
    target_slots,
)
from unionoffice.summary.titles import leading_time, starts_with_verb, verb_for_noun, without_time
from unionoffice.summary.told import Told, said_in
from unionoffice.summary.wording import text_of

_ATTENDED = frozenset(["学习培训", "思想政治", "会议制度", "劳动竞赛", "征求意见", "民主评议"])
_ADDRESSED = frozenset(["宣传发放", "宣传报道", "安全教育", "女职工", "调研走访"])


def plain_slots(told: Told) -> None:
    """Tell a record by its label and all its figures."""
    told.tell(told.record.label)


def _log(told: Told) -> None:
    record = told.record
    title = record.text(work_log.TITLE)
    verb = verb_for_noun(told.phrases, without_time(title))
    if verb:
        told.slots["verb"] = verb
        if time := leading_time(title):
            told.slots["when"], title = time, without_time(title)
    told.tell(title)
    told.tell_after(record.text(work_log.CONTENT))
    said = told.core_text + text_of(told.after)
    frequency, place = record.text(work_log.FREQUENCY), record.text(work_log.PLACE)
    told.slots["frequency"] = "" if said_in(frequency, said) else frequency
    if place and not said_in(place, said):
        # 在 wants a verb behind it; a title of another build has its place at the end.
        leads = bool(verb) or starts_with_verb(told.phrases, told.core_text)
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


SLOTS: Mapping[str, Callable[[Told], None]] = {
    "work_log": _log,
    "event": _event,
    "aid": aid_slots,
    "coverage": coverage_slots,
    "award": award_slots,
    "target": target_slots,
    "project": project_slots,
    "proposal": proposal_slots,
    "legal": legal_slots,
    "insurance": insurance_slots,
    "budget": budget_slots,
}
