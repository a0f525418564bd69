"""The code on a paper: made from what the house knows, and told from a forged or mistyped one."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from handlers.engine.ledger import Entry
from handlers.engine.request import Decision, Verdict
from handlers.engine.verification import Claim, Evidence, claim, code, events_after
from storage.instants import ZONE

START = datetime(2026, 11, 2, 9, 0, tzinfo=ZONE)
FILED = Entry("请假台账", "QJ-2026-0001", "linf", "申请", {"天数": "3"}, START)
AGREED = Entry("请假台账", "QJ-2026-0001", "linf", "同意", {"天数": "3"}, START + timedelta(minutes=9))
BACK = Entry("请假台账", "QJ-2026-0001", "linf", "提前销假", {"天数": "2"}, START + timedelta(days=9))
DECISION = Decision(0, "wangq", Verdict.APPROVE, START + timedelta(minutes=9))
FINISHED = Decision(-1, "linf", Verdict.FINISH, START + timedelta(days=9))
KNOWN = Evidence("QJ-2026-0001", "a" * 64, (FILED, AGREED), (DECISION,))


def test_the_code_stays_what_it_was_on_papers_long_printed() -> None:
    assert code(KNOWN) == "7APC-S762"


@pytest.mark.parametrize(
    "other",
    [
        replace(KNOWN, serial="QJ-2026-0002"),
        replace(KNOWN, seal="b" * 64),
        replace(KNOWN, events=(FILED,)),
        replace(KNOWN, events=(FILED, replace(AGREED, data={"天数": "30"}))),
        replace(KNOWN, decisions=()),
        replace(KNOWN, decisions=(replace(DECISION, actor="liwh"),)),
        replace(KNOWN, decisions=(replace(DECISION, words="注意安全"),)),
    ],
)
def test_anything_else_makes_another_code(other: Evidence) -> None:
    assert code(other) != code(KNOWN)


def test_a_paper_of_today_is_up_to_date() -> None:
    assert events_after(code(KNOWN), KNOWN) == 0


def test_an_older_paper_is_genuine_and_told_to_be_older() -> None:
    later = replace(KNOWN, events=(FILED, AGREED, BACK), decisions=(DECISION, FINISHED))
    assert events_after(code(KNOWN), later) == 1


def test_a_paper_is_not_genuine_once_the_book_was_tampered_with() -> None:
    tampered = replace(KNOWN, events=(FILED, replace(AGREED, data={"天数": "30"})))
    assert events_after(code(KNOWN), tampered) is None


def test_a_mistyped_code_is_none() -> None:
    right = code(KNOWN)
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    assert events_after(wrong, KNOWN) is None


@pytest.mark.parametrize(
    "words",
    [
        "QJ-2026-0001 8H4T-Q2MX",
        "qj-2026-0001 8h4t-q2mx",
        "QJ20260001 8H4TQ2MX",
        "编号 QJ-2026-0001，8H4T-Q2MX",
        "QJ-2026-0001-8H4T-Q2MX",
        "QJ-2026-0001 8H4T Q2MX。",
    ],
)
def test_it_is_read_however_it_is_typed(words: str) -> None:
    assert claim(words) == Claim("QJ-2026-0001", "8H4T-Q2MX")


def test_letters_that_are_no_letters_of_a_code_are_read_as_digits() -> None:
    assert claim("QJ-2026-0001 OIL0-Q2MX") == Claim("QJ-2026-0001", "0110-Q2MX")


@pytest.mark.parametrize("words", ["", "QJ-2026-0001", "8H4T-Q2MX", "这份假条是不是真的"])
def test_number_and_code_are_both_needed(words: str) -> None:
    assert claim(words) is None


def test_nothing_is_genuine_that_the_trail_knows_nothing_of() -> None:
    unknown = replace(KNOWN, seal="")
    assert events_after(code(unknown), unknown) is None
