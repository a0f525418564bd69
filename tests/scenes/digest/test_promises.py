"""The end of every promise: what went out or is owed is asked for until it is back, and then nobody hears of it again.

Each scene follows one promise over days: who is reminded when it is due, what stands in the office's digest afterwards,
and that there is silence once it is kept (rules 1.24, M07-2, M16-7, M20-6, X7).
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schedules.engine import Job
from schedules.morning_digest import MorningDigest
from tests.scenes.stage import FOLLOWING_UP, Sent, Stage
from tests.scenes.vehicle.trips import SUV, TWO_HOURS, Trips


@pytest.fixture
def jobs() -> Sequence[Job]:
    """Everything that follows from what people did, and the digest; the bulletin is another matter."""
    return (*(job for job in FOLLOWING_UP if job.name != "bulletin_count"), MorningDigest())


def _digest(stage: Stage, day: str) -> Sent:
    """The office's digest of this day; what else was sent until then is left."""
    stage.wait_until(f"2026-12-{day}T08:07")
    found = next(s for s in stage.left if s.to == "chenj" and "晨报" in s.text and s.at.startswith(f"2026-12-{day}"))
    stage.left = [sent for sent in stage.left if "晨报" not in sent.text]
    return found


def _about(stage: Stage, serial: str) -> list[str]:
    """To whom anything about this number went since it was last asked."""
    found = [f"{sent.at[8:16]} {sent.to}" for sent in stage.left if sent.about == serial or serial in sent.words]
    stage.forget()
    return found


def test_a_seal_outside_is_asked_for_every_working_day_until_it_is_back(stage: Stage) -> None:
    stage.say("林芳", "明天上午要把政府公章带到县住建局签协议，由刘洋保管，当天回")
    stage.tap("林芳", "提交")
    serial = "YY-2026-0001"
    stage.tap("李文华", "同意", on=serial)
    stage.wait_until("2026-12-02T08:29")
    stage.tap("孙磊", "已带出", on=serial)
    stage.forget()
    assert f"过了预计返回日还没有交回1项：政府章（{serial}）" in _digest(stage, "03").text
    assert _about(stage, serial)
    stage.wait_until("2026-12-04T09:00")
    assert _about(stage, serial)
    stage.tap("孙磊", "已归还", on=serial, input="1")
    stage.forget()
    assert serial not in _digest(stage, "07").text
    stage.wait_until("2026-12-08T12:00")
    assert _about(stage, serial) == []


def test_a_car_and_its_key_are_asked_for_and_stand_in_the_digest_until_they_are_back(stage: Stage) -> None:
    serial = Trips(stage).confirmed("林芳", TWO_HOURS, SUV)
    stage.wait_until("2026-12-02T09:00")
    stage.tap("马刚", "出车", on=serial, input="45200")
    stage.forget()
    stage.wait_until("2026-12-02T13:00")
    assert _about(stage, serial)[-2:] == ["02T11:40 qianj", "02T11:40 mag"]
    for day in ("03", "04"):
        assert f"过了预计返回日还没有交回1项：{SUV}（{serial}）" in _digest(stage, day).text
    stage.tap("马刚", "收车", on=serial, input="45300")
    stage.forget()
    assert serial not in _digest(stage, "07").text
    assert _about(stage, serial) == []


def test_a_slip_that_is_owed_is_asked_for_and_then_told_to_the_office_until_it_is_there(stage: Stage) -> None:
    stage.say("王强", "林芳今天电话请假一天，老人住院")
    stage.tap("王强", "提交")
    serial = "QJ-2026-0001"
    stage.forget()
    stage.wait_until("2026-12-02T12:00")
    assert "02T08:37 linf" in _about(stage, serial)
    for day in ("03", "04", "07"):
        assert f"电话请假还没有补假条1人：林芳（{serial}）" in _digest(stage, day).text
    stage.forget()
    stage.tap("林芳", "提交", on=serial)
    stage.forget()
    assert "补假条" not in _digest(stage, "08").text
    stage.wait_until("2026-12-09T12:00")
    assert "补假条" not in "".join(sent.text for sent in stage.left)
    stage.forget()


def test_an_oral_approval_waits_for_its_leader_every_day_until_it_is_confirmed(stage: Stage) -> None:
    stage.say("孙磊", "口头批准：李乡长8:40电话同意，给林芳《租地合同》盖政府章2份")
    stage.tap("孙磊", "提交")
    serial = "YY-2026-0001"
    stage.forget()
    for day in ("02", "03"):
        assert f"口头批准还没有补确认：{serial}（李文华）" in _digest(stage, day).text
        stage.wait_until(f"2026-12-{day}T17:10")
        assert f"{day}T11:28 liwh" in _about(stage, serial)
    stage.tap("李文华", "确认", on=serial)
    stage.forget()
    assert "口头批准" not in _digest(stage, "04").text
    stage.wait_until("2026-12-04T17:10")
    assert not [line for line in _about(stage, serial) if "liwh" in line]


def test_whoever_does_not_report_back_stands_in_the_digest_until_they_do(stage: Stage) -> None:
    serial = stage.file("林芳", "明天请假一天，老人住院", "wangq")
    stage.approve("王强", serial, "linf")
    for day in ("03", "04"):
        assert f"假期已满还没有销假1人：林芳（{serial}）" in _digest(stage, day).text
    stage.forget()
    stage.say("林芳", "销假")
    stage.forget()
    assert serial not in _digest(stage, "07").text
