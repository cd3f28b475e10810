from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from unionoffice.storage.rotation import BEFORE_UPGRADE, kept, to_delete

START = datetime(2026, 1, 1, 18, tzinfo=UTC)


@dataclass(frozen=True)
class Made:
    seq: int
    made_at: datetime
    reason: str = "退出"


def _days(*spans: tuple[str, str]) -> set[str]:
    found = set()
    for first, last in spans:
        day, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
        while day <= end:
            found.add(f"{day:%Y-%m-%d}")
            day += timedelta(days=1)
    return found


def _simulated(days: int, upgrades: Iterable[int] = ()) -> tuple[list[Made], datetime]:
    present: list[Made] = []
    now = START
    for day in range(days):
        now = START + timedelta(days=day)
        present.append(Made(day + 1, now, BEFORE_UPGRADE if day in upgrades else "退出"))
        gone = set(to_delete(present, now))
        assert len(gone) <= 3
        present = [each for each in present if each.seq not in gone]
    return present, now


# One backup each evening from 1 January 2026, 400 times; worked out with a calendar, not with the program.
GOLDEN = (
    # the last of each of 24 months (there are 14)
    {"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31"}
    | {"2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31", "2027-02-04"}
    # the Sundays of 12 weeks (the twelfth is the present one)
    | {"2026-11-22", "2026-11-29", "2026-12-06", "2026-12-13", "2026-12-20", "2026-12-27", "2027-01-03"}
    | {"2027-01-10", "2027-01-17", "2027-01-24", "2027-01-31"}
    # 30 days
    | _days(("2027-01-06", "2027-02-04"))
)


def test_after_400_days_exactly_the_rule_is_there() -> None:
    present, now = _simulated(400)
    assert f"{now:%Y-%m-%d}" == "2027-02-04"
    assert {f"{each.made_at:%Y-%m-%d}" for each in present} == GOLDEN


def test_a_backup_before_an_upgrade_stays_180_days() -> None:
    # Day 225 is 14 August 2026 (174 days old at the end), day 100 is 11 April (299 days old).
    present, _ = _simulated(400, upgrades=(100, 225))
    assert {f"{each.made_at:%Y-%m-%d}" for each in present} == GOLDEN | {"2026-08-14"}


def test_all_of_48_hours_stay_even_when_there_are_many() -> None:
    backups = [Made(number, START + timedelta(minutes=30 * number)) for number in range(200)]
    now = backups[-1].made_at
    stay = kept(backups, now)
    recent = {each.seq for each in backups if now - each.made_at <= timedelta(hours=48)}
    assert len(recent) == 97
    assert recent <= stay


def test_the_newest_ten_stay_whatever_their_dates() -> None:
    backups = [Made(number, START) for number in range(30)]
    assert kept(backups, START + timedelta(days=9999)) == set(range(20, 30))


def test_a_clock_set_back_and_then_forward_throws_nothing_out_beyond_the_rule() -> None:
    present, now = _simulated(60)
    before = kept(present, now)
    for seq, year in ((1001, 2016), (1002, 2099), (1003, 2026)):
        moment = now.replace(year=year)
        present.append(Made(seq, moment))
        lost = before - kept(present, moment)
        # Each strange day takes one place among the 30 days, and no more.
        assert len(lost) <= seq - 1000
        assert {each.seq for each in present[-10:]} <= kept(present, moment)


def test_the_order_is_that_of_the_numbers_not_of_the_list() -> None:
    present, now = _simulated(50)
    assert kept(list(reversed(present)), now) == kept(present, now)


def test_the_oldest_go_first_and_three_at_most() -> None:
    backups = [Made(number, START) for number in range(30)]
    assert to_delete(backups, START + timedelta(days=9999)) == [0, 1, 2]
