"""Which days a book is wanted for, as people say it. Today is Tuesday, 1 December 2026, unless said otherwise."""

from datetime import date

import pytest

from bot.exports.period import Period, read_period

TODAY = date(2026, 12, 1)


def days(since: str, until: str) -> Period:
    return Period(date.fromisoformat(since), date.fromisoformat(until))


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("本月", "2026-12-01", "2026-12-31"),
        ("这个月的", "2026-12-01", "2026-12-31"),
        ("上月", "2026-11-01", "2026-11-30"),
        ("上个月", "2026-11-01", "2026-11-30"),
        ("11月", "2026-11-01", "2026-11-30"),
        ("十一月份", "2026-11-01", "2026-11-30"),
        ("2月", "2026-02-01", "2026-02-28"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("今年", "2026-01-01", "2026-12-31"),
        ("去年", "2025-01-01", "2025-12-31"),
        ("2025年度", "2025-01-01", "2025-12-31"),
        ("本季度", "2026-10-01", "2026-12-31"),
        ("上季度", "2026-07-01", "2026-09-30"),
        ("第三季度", "2026-07-01", "2026-09-30"),
        ("2025年四季度", "2025-10-01", "2025-12-31"),
        ("11月1日至11月15日", "2026-11-01", "2026-11-15"),
        ("11月1日到15日", "2026-11-01", "2026-11-15"),
        ("2026年11月28日至12月2日", "2026-11-28", "2026-12-02"),
        ("2025-12-20至2026-01-05", "2025-12-20", "2026-01-05"),
        ("11月3日", "2026-11-03", "2026-11-03"),
        ("上周", "2026-11-23", "2026-11-29"),
        ("今天", "2026-12-01", "2026-12-01"),
    ],
)
def test_days_as_people_say_them(words: str, since: str, until: str) -> None:
    assert read_period(words, TODAY)[0] == days(since, until)


def test_in_january_november_is_the_one_before() -> None:
    assert read_period("11月", date(2027, 1, 5))[0] == days("2026-11-01", "2026-11-30")


def test_the_month_before_january_lies_in_the_year_before() -> None:
    assert read_period("上月", date(2027, 1, 5))[0] == days("2026-12-01", "2026-12-31")


def test_words_beside_the_days_are_left() -> None:
    assert read_period("财政所11月已同意的", TODAY)[1] == "财政所已同意的"


def test_no_days_are_no_days() -> None:
    assert read_period("财政所", TODAY) == (None, "财政所")


@pytest.mark.parametrize("words", ["13月", "2月30日", "2026年11月15日至2026年11月1日", "十三月"])
def test_days_that_there_are_not(words: str) -> None:
    try:
        period, rest = read_period(words, TODAY)
    except ValueError:
        return
    assert period is None
    assert rest == words
