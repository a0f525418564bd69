"""The platform's own client, unmodified, against the fake: what it can do there, our channel meets there too."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.channels.dingtalk.platform import CLIENT_ID, CLIENT_SECRET, EVERYBODY_ID, TEMPLATE, DingTalk
from tests.channels.dingtalk.sending import send
from tests.channels.fake_process import ROOT


class Client:
    """The running client, and what it heard."""

    def __init__(self, process: subprocess.Popen[str], dingtalk: DingTalk) -> None:
        self.process, self.dingtalk = process, dingtalk
        self._lines: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(json.loads(line))

    def heard(self) -> dict[str, Any]:
        """The next thing that it heard."""
        return self._lines.get(timeout=10)


def until(true: Callable[[], Any], seconds: float = 20) -> None:
    """Wait for it."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "never came to pass"
        time.sleep(0.05)


@pytest.fixture
def client(dingtalk: DingTalk) -> Iterator[Client]:
    """The client, connected to a new world."""
    dingtalk.set_up(["linf", "liwh"])
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.channels.dingtalk.official_client", CLIENT_ID, CLIENT_SECRET],
        cwd=ROOT,
        env=os.environ | {"DINGTALK_OPENAPI_ENDPOINT": dingtalk.url},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        until(lambda: dingtalk.ask("line")["open"] == 1)
        yield Client(process, dingtalk)
    finally:
        process.kill()
        process.wait(10)


def test_it_hears_a_message_acknowledges_it_and_answers_in_the_group(client: Client) -> None:
    told = client.dingtalk.ask("say", user="linf", group=EVERYBODY_ID, text="明天上午请假")
    heard = client.heard()
    assert (heard["heard"], heard["text"], heard["user"]) == ("message", "明天上午请假", "linf")
    assert [(ack["code"], ack["data"]) for ack in told["acks"]] == [(200, {"response": "OK"})]
    until(client.dingtalk.seen)
    assert [(thing["to"], thing["text"]) for thing in client.dingtalk.seen()] == [(EVERYBODY_ID, "收到：明天上午请假")]
    assert client.dingtalk.ask("seen")["refused"] == []


def test_it_answers_a_ping_with_the_same_words(client: Client) -> None:
    client.dingtalk.ask("ping", opaque="op-7", message_id="ping-1")
    until(lambda: client.dingtalk.ask("acks", message_id="ping-1")["acks"])
    ack = client.dingtalk.ask("acks", message_id="ping-1")["acks"][0]
    assert (ack["code"], ack["data"]) == (200, {"opaque": "op-7"})


def test_it_hears_a_tap_and_its_answer_is_seen_by_the_tapper_alone(client: Client) -> None:
    body = {
        "cardTemplateId": TEMPLATE,
        "outTrackId": "apv-1",
        "callbackType": "STREAM",
        "cardData": {"cardParamMap": {"title": "请假申请", "status": "pending"}},
        "openSpaceId": "dtv1.card//IM_ROBOT.linf;IM_ROBOT.liwh",
        "imRobotOpenSpaceModel": {"supportForward": False},
        "imRobotOpenDeliverModel": {"spaceType": "IM_ROBOT", "robotCode": CLIENT_ID},
    }
    status, answer = send(client.dingtalk, "POST", "/v1.0/card/instances/createAndDeliver", body)
    assert (status, [one["success"] for one in answer["result"]["deliverResults"]]) == (200, [True, True])
    client.dingtalk.ask("tap", user="liwh", track="apv-1", params={"action": "agree"})
    heard = client.heard()
    assert (heard["heard"], heard["user"], heard["card"]) == ("tap", "liwh", "apv-1")
    assert heard["content"]["cardPrivateData"]["params"] == {"action": "agree"}
    updates = [(thing["to"], thing["card"]["status"]) for thing in client.dingtalk.seen() if thing["kind"] == "update"]
    assert updates == [("liwh", "agree")]


def test_it_hears_an_event(client: Client) -> None:
    told = client.dingtalk.ask("event", type="user_leave_org", data={"userId": ["linf"]})
    heard = client.heard()
    assert (heard["kind"], heard["data"]) == ("user_leave_org", {"userId": ["linf"]})
    assert told["acks"][0]["code"] == 200


def test_it_comes_back_after_a_goodbye(client: Client) -> None:
    before = client.dingtalk.ask("line")["numbers"]
    client.dingtalk.ask("disconnect")
    until(lambda: client.dingtalk.ask("line")["open"] == 1)
    assert client.dingtalk.ask("line")["numbers"] != before
    client.dingtalk.ask("say", user="linf", text="在吗")
    assert client.heard()["text"] == "在吗"
