"""The same platform before two other offices: one without a card template, where words and links do everything, and one
that DingTalk calls by HTTP.
"""

from __future__ import annotations

import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.channels.dingtalk.documented_api import SECRET, TEMPLATE, Json, signed
from tests.channels.dingtalk.documented_gateway import MESSAGES, SLOWEST_ACK, Platform
from tests.channels.dingtalk.documented_office import Office, serving

PUBLIC = "https://bot.qinghe.example"
BATCH = "/robot/oToMessages/batchSend"


@pytest.fixture(scope="module")
def wordy(documented_township: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Without a card template."""
    with serving(documented_township, tmp_path_factory.mktemp("words")) as office:
        yield office


@pytest.fixture
def dingtalk(wordy: Office) -> Iterator[Platform]:
    """The platform, which must find nothing to mind."""
    wordy.platform.connected()
    yield wordy.platform
    assert wordy.platform.complaints == []


def links(text: str) -> dict[str, str]:
    """The links that write: their words, and what a tap on each sends into the chat."""
    found = re.findall(r"\[([^\]]+)\]\(dtmd://dingtalkclient/sendMessage\?content=([^)]+)\)", text)
    return {words: urllib.parse.unquote(said) for words, said in found}


def test_a_leave_by_words_alone(dingtalk: Platform) -> None:
    dingtalk.say("linf", "下周三请假一天，老人住院")
    check = dingtalk.wait("linf", "请核对")
    dingtalk.say("linf", links(check.words)["提交"])
    asked = dingtalk.wait("wangq", "请您审批")
    assert {"同意", "驳回"} <= set(links(asked.words))
    assert all(said.startswith(words) for words, said in links(asked.words).items())
    dingtalk.say("wangq", "同意")
    dingtalk.wait("linf", "已同意")
    dingtalk.until(lambda: {check.key, asked.key} <= set(dingtalk.recalled), what="the recall of what is done with")
    assert not dingtalk.cards


def test_a_refusal_by_a_link_and_one_with_its_reason(dingtalk: Platform) -> None:
    for day, reason in (("四", ""), ("五", "人手不够")):
        dingtalk.say("panl", f"下周{day}请假一天，办事")
        check = dingtalk.wait("panl", "请核对", f"（周{day}）")
        dingtalk.say("panl", links(check.words)["提交"])
        asked = dingtalk.wait("wangq", "请您审批", "潘磊", f"（周{day}）")
        dingtalk.say("wangq", f"{links(asked.words)['驳回']} {reason}".strip())
        dingtalk.wait("panl", "未同意", reason, f"（周{day}）")


def test_whom_the_platform_slows_down_is_not_told_twice_nor_forgotten(dingtalk: Platform) -> None:
    def tries() -> int:
        return len([body for body in dingtalk.called(BATCH) if "gaof" in body["userIds"]])

    dingtalk.slowed_down.add("gaof")
    dingtalk.say("gaof", "我的假还有几天")
    dingtalk.until(tries, what="a first try")
    time.sleep(0.5)
    assert tries() == 1, "the platform asks for patience"
    assert not dingtalk.of("gaof")
    dingtalk.say("gaof", "我的申请")
    dingtalk.wait("gaof", "申请", way="robot")
    assert len(dingtalk.of("gaof", "年休假", way="robot")) == 1


def test_what_was_acknowledged_outlives_the_power(wordy: Office, dingtalk: Platform) -> None:
    dingtalk.shut = True
    dingtalk.say("hep", "我的假还有几天")
    wordy.kill()
    dingtalk.shut = False
    wordy.start()
    dingtalk.wait("hep", "年休假", seconds=20)
    time.sleep(0.5)
    assert len(dingtalk.of("hep", "年休假")) == 1


# --- by HTTP ----------------------------------------------------------------------------------------------------------


class Calling:
    """DingTalk calling the office through the proxy that its guide describes."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.platform = office.platform

    def post(self, url: str, body: Json, headers: dict[str, str]) -> tuple[int, Any]:
        """One call, whose answer is waited for as long as the platform waits."""
        assert url.startswith(PUBLIC), url
        raw = json.dumps(body, ensure_ascii=False).encode()
        all_headers = {"Content-Type": "application/json; charset=utf-8", **headers}
        request = urllib.request.Request(url.replace(PUBLIC, self.office.base), raw, all_headers)
        began = time.monotonic()
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refusal:
            return refusal.code, None
        finally:
            assert time.monotonic() - began < SLOWEST_ACK

    def robot(self, body: Json, secret: str = SECRET, at: float = 0.0) -> tuple[int, Any]:
        """A robot message."""
        stamp = str(int((at or time.time()) * 1000))
        sign = signed(secret, f"{stamp}\n{secret}")
        return self.post(f"{PUBLIC}/dingtalk/robot", body, {"timestamp": stamp, "sign": sign})

    def say(self, user: str, words: str, group: bool = False) -> None:
        """Somebody writes."""
        assert self.robot(self.platform.message(user, words, group)) == (200, {"msgtype": "empty"})

    def tap(self, user: str, words: str, label: str, secret: str = "", **params: Any) -> tuple[int, Any]:
        """Somebody taps the card with these words; it goes where the card's route leads."""
        card = self.platform.cards[self.platform.wait(user, words, way="card").key]
        known = self.platform.registered[card.callback]
        stamp = str(int(time.time() * 1000))
        headers = {
            "x-ddpaas-signature-timestamp": stamp,
            "x-ddpaas-signature": signed(secret or known["apiSecret"], stamp),
        }
        body = self.platform.tap_data(user, card, label, **params)
        body["value"] = body.pop("content")  # as the older pages have it
        self.platform.tapping[card.track] += 1
        answer = self.post(known["callbackUrl"], body, headers)
        self.platform.tapping[card.track] -= 1
        if answer[0] == 200:
            self.platform.answered(card, user, answer[1])
        return answer


@pytest.fixture(scope="module")
def called(documented_township: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calling]:
    """DingTalk calls this office."""
    settings = {"STREAM": "false", "PUBLIC_URL": PUBLIC, "CARD_TEMPLATE_ID": TEMPLATE}
    more = {f"DZB_DINGTALK_{name}": value for name, value in settings.items()}
    with serving(documented_township, tmp_path_factory.mktemp("http"), **more) as office:
        yield Calling(office)
        assert office.platform.complaints == []
        assert office.platform.opens == [], "no stream beside it"


def test_a_leave_by_http(called: Calling) -> None:
    called.platform.until(lambda: called.platform.registered, what="the address for taps")
    called.say("linf", "下周三请假一天，老人住院")
    assert called.tap("linf", "请核对", "提交")[0] == 200
    called.platform.wait("wangq", "请您审批", way="card")
    status, answer = called.tap("wangq", "请您审批", "驳回", input="当天有检查")
    assert status == 200
    assert "未同意" in json.dumps(answer["cardData"], ensure_ascii=False)
    called.platform.wait("linf", "未同意", "当天有检查")
    called.platform.wait("wangq", "未同意", way="update")


def test_forged_calls_are_refused(called: Calling) -> None:
    body = called.platform.message("hep", "我的假还有几天")
    assert called.robot(body, secret="another secret")[0] in (401, 403)
    assert called.robot(body, at=time.time() - 3700)[0] in (401, 403)
    assert called.post(f"{PUBLIC}/dingtalk/robot", body, {})[0] in (401, 403)
    called.say("hep", "下周二请假一天，办事")
    assert called.tap("hep", "请核对", "提交", secret="another secret")[0] in (401, 403)
    assert called.tap("hep", "请核对", "提交")[0] == 200
    called.platform.wait("wangq", "请您审批", "何平")
    assert not called.platform.of("hep", "年休假")


def test_a_call_that_comes_again_acts_once(called: Calling) -> None:
    body = called.platform.message("gaof", "我的假还有几天")
    for _ in range(3):
        assert called.robot(body) == (200, {"msgtype": "empty"})
    called.platform.wait("gaof", "年休假")
    called.say("gaof", "我的申请")
    called.platform.wait("gaof", "提交过申请")
    assert len(called.platform.of("gaof", "年休假")) == 1
    assert MESSAGES not in str(called.platform.calls)
