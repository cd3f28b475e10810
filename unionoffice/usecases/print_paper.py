"""Print one of the office's papers, and note on the trail what was printed and whether numbers were shown in full."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from unionoffice.domain.ledger import Record
from unionoffice.domain.text import one_line
from unionoffice.errors import OfficeError
from unionoffice.exchange.profiles import without_numbers
from unionoffice.reports.form_parts import FormPaper
from unionoffice.reports.form_sheet import PrintedForms, print_forms
from unionoffice.usecases import event_papers, personal_papers, public_papers, roll_papers
from unionoffice.usecases.office import Office
from unionoffice.usecases.paper_kinds import BY_KEY, PaperOptions

EVENT = "print"
_Build = Callable[[Office, Sequence[Record], PaperOptions], Iterable[FormPaper]]
_BUILDERS: Mapping[str, _Build] = {
    "member_form": personal_papers.member_forms,
    "unqualified": roll_papers.unqualified_papers,
    "household_form": personal_papers.household_forms,
    "household_notice": public_papers.household_notices,
    "aid_list": personal_papers.aid_lists,
    "aid_notice": public_papers.aid_notices,
    "sign_in": event_papers.sign_in_sheets,
    "blank_sign_in": event_papers.blank_sheets,
    "prize_list": event_papers.prize_lists,
    "claim_form": event_papers.claim_forms,
    "event_file": event_papers.event_files,
}


def make(office: Office, paper: str, ids: Sequence[int], options: PaperOptions = PaperOptions()) -> PrintedForms:  # noqa: B008 - frozen
    """Give the pages of a paper for these records; raises OfficeError where there is nothing to print.

    Numbers of persons are shown in full only on papers that may show them, and only with a reason, which goes on the
    trail without any such number in it.
    """
    kind = BY_KEY[paper]
    full = options.full_numbers and kind.shows_numbers
    reason = without_numbers(one_line(options.reason))
    if full and not reason:
        raise OfficeError("要印出完整号码，请写明理由。")
    records = office.records(kind.ledger, ids)
    if not records:
        raise OfficeError("这里没有可以打印的登记。")
    chosen = options if full else PaperOptions()
    printed = print_forms(_BUILDERS[paper](office, records, chosen))
    shown = {"numbers": "完整", "reason": reason} if full else {}
    office.file.log_event(EVENT, {"paper": paper, "ledger": kind.ledger, "rows": len(records), **shown})
    return printed
