"""Every generated expression comes back as the day it was made from."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.language import TimeReader
from bot.language.numbers import number
from handlers.engine.calendar import Calendar

READER = TimeReader(Calendar())
DAYS = st.dates(date(2025, 12, 1), date(2027, 2, 28))
DIGITS = "零一二三四五六七八九"
WEEK = "一二三四五六日"


def chinese(value: int) -> str:
    """1 to 99 in characters."""
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones or not tens else "")


def one(text: str, today: date) -> str:
    (moment,) = READER.find(text, datetime.combine(today, time(9))).moments()
    return moment.value()


def pair(text: str, today: date) -> tuple[str, str]:
    (span,) = READER.find(text, datetime.combine(today, time(9))).spans
    return span.first.value(), (span.last or span.first).last_value()


@given(st.integers(1, 99))
def test_numbers_come_back(value: int) -> None:
    assert number(chinese(value)) == value == number(str(value))


@given(DAYS, st.integers(0, 364), st.sampled_from(["{m}月{d}日", "{m}月{d}号", "{cm}月{cd}号", "{m}/{d}", "{m}.{d}"]))
def test_month_and_day_is_the_next_such_day(today: date, away: int, form: str) -> None:
    day = today + timedelta(days=away)
    text = form.format(m=day.month, d=day.day, cm=chinese(day.month), cd=chinese(day.day))
    assert one(text, today) == day.isoformat()


@given(DAYS, DAYS, st.sampled_from(["{0}年{1}月{2}日", "{0}-{1:02d}-{2:02d}", "{0}.{1}.{2}"]))
def test_a_full_date_is_itself(today: date, day: date, form: str) -> None:
    assert one(form.format(day.year, day.month, day.day), today) == day.isoformat()


@given(DAYS, st.integers(0, 27), st.sampled_from(["{d}号", "{d}日", "{c}号"]))
def test_a_bare_day_is_this_month_or_the_next(today: date, away: int, form: str) -> None:
    day = today + timedelta(days=away)
    assert one(form.format(d=day.day, c=chinese(day.day)), today) == day.isoformat()


@given(DAYS, st.integers(0, 6), st.sampled_from(["周", "星期"]))
def test_a_bare_weekday_is_the_next_one(today: date, away: int, word: str) -> None:
    day = today + timedelta(days=away)
    assert one(word + WEEK[day.weekday()], today) == day.isoformat()


@given(
    DAYS, st.sampled_from([("上", -1), ("这", 0), ("本", 0), ("下", 1), ("下个", 1), ("下下", 2)]), st.integers(0, 6)
)
def test_a_weekday_of_a_named_week(today: date, week: tuple[str, int], weekday: int) -> None:
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(days=7 * week[1] + weekday)
    assert one(f"{week[0]}周{WEEK[weekday]}", today) == day.isoformat()


@given(DAYS, st.integers(1, 60), st.sampled_from(["{n}天后", "{c}天后", "{n}天以后", "再过{n}天"]))
def test_days_away(today: date, away: int, form: str) -> None:
    assert one(form.format(n=away, c=chinese(away)), today) == (today + timedelta(days=away)).isoformat()


@given(DAYS, st.integers(1, 27), st.integers(1, 27), st.sampled_from(["到", "至", "-", "~"]))
def test_a_range_never_ends_before_it_begins(today: date, away: int, length: int, link: str) -> None:
    first = today + timedelta(days=away)
    last = first + timedelta(days=length)
    said = pair(f"{first.month}月{first.day}日{link}{last.day}日", today)
    assert said == (first.isoformat(), last.isoformat())


@given(DAYS, st.integers(0, 6), st.integers(1, 6))
def test_a_range_of_weekdays(today: date, weekday: int, length: int) -> None:
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
    first = monday + timedelta(days=weekday)
    last = first + timedelta(days=length)
    said = pair(f"下周{WEEK[weekday]}到周{WEEK[last.weekday()]}", today)
    assert said == (first.isoformat(), last.isoformat())


@given(DAYS, st.integers(0, 23), st.sampled_from([0, 5, 15, 30, 45]))
def test_a_digital_clock_is_itself_from_seven_on(today: date, hour: int, minute: int) -> None:
    if 1 <= hour <= 6:
        hour += 12
    assert one(f"{hour}:{minute:02d}", today) == f"{today.isoformat()}T{hour:02d}:{minute:02d}"


@given(DAYS, st.integers(1, 11), st.sampled_from([("上午", 0), ("下午", 12), ("晚上", 12)]))
def test_a_part_of_the_day_settles_the_hour(today: date, hour: int, part: tuple[str, int]) -> None:
    assert one(f"{part[0]}{hour}点", today) == f"{today.isoformat()}T{hour + part[1]:02d}:00"
