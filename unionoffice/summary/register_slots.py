"""What the records of the registers put into the slots of their sentences."""

from __future__ import annotations

import re

from unionoffice.domain.ledger import Record
from unionoffice.ledgers import registers, target
from unionoffice.ledgers.shared import DOC_REF
from unionoffice.summary.told import Told, said_in


def coverage_slots(told: Told) -> None:
    """Tell which contracts were signed or matters made public, and by how many."""
    record = told.record
    told.rest = list(told.readings)
    told.take("done", "due", "rate", "staff")
    matter, action = record.text(registers.MATTER), record.text(registers.ACTION)
    kind = record.text(registers.COVERED_TYPE)
    whole = action == "公开" and not kind and "done" in told.slots
    told.slots |= {"matter": told.phrases.content["names"].get(matter, matter) + ("的单位" if whole else "")}
    told.slots |= {"action": action, "unit_type": kind}
    told.slots["core"] = ()


def award_slots(told: Told) -> None:
    """Tell who won what."""
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


def target_slots(told: Told) -> None:
    """Tell an aim and how far it was reached."""
    told.tell(told.record.text(target.INDICATOR))
    told.take("target", "done", "rate")
    if "rate" in told.slots and not {"target", "done"} & set(told.slots):
        told.slots["core"] = (*told.slots["core"], "完成率", *told.slots.pop("rate"))


def is_whole_target(record: Record) -> bool:
    """Tell whether a target has an aim, what was reached, and the rate."""
    return all(
        record.values.get(key.key) is not None for key in (target.TARGET_VALUE, target.TARGET_DONE, target.TARGET_RATE)
    )


def project_slots(told: Told) -> None:
    """Tell a project, its phase and its size."""
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


def proposal_slots(told: Told) -> None:
    """Tell who proposed what."""
    record = told.record
    told.tell(record.text(registers.PROPOSAL_CONTENT))
    told.take("benefit")
    told.slots["proposer"] = record.text(registers.PROPOSER)
    told.slots["received"] = "" if told.slots["proposer"] else "收到"
    told.slots["adopted"] = "已采纳" if record.values.get("adopted") else ""


def legal_slots(told: Told) -> None:
    """Tell how somebody was helped to their right."""
    record = told.record
    told.rest = list(told.readings)
    told.take("people", "recovered")
    told.slots |= {"way": record.text(registers.LEGAL_WAY) or "法律", "core": ()}
    told.slots["result"] = record.text(record.ledger.get("result"))


def insurance_slots(told: Told) -> None:
    """Tell who was insured and who was paid."""
    record = told.record
    scheme = record.text(registers.SCHEME)
    told.tell(told.phrases.content["names"].get(scheme, scheme))
    told.take("insured", "fee", "amount", "paid_people", "paid")
    told.slots["issue"] = record.text(record.ledger.get("issue"))


def budget_slots(told: Told) -> None:
    """Tell a heading of the budget."""
    record = told.record
    told.tell(record.text(registers.SUBJECT))
    told.take("budget", "received", "spent", "audits", "audited_units")
    told.slots["audit_result"] = record.text(record.ledger.get("audit_result")).rstrip("。")
