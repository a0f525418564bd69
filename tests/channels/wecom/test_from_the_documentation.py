"""Somebody else's client, written from the platform's documentation alone: it calls `dzb serve` as WeCom does, and
plays WeCom's interface. Nothing of this folder's fake, of the channel or of its names is used here.

The office is set up with the documented commands, and `dzb serve` by the environment variables of the README alone.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import xmltodict
from wechatpy.enterprise.crypto import WeChatCrypto

ROOT = Path(__file__).parents[3]
CORP, AGENT, SECRET = "wx5823bf96d3bd56c7", 218, "the-secret-of-the-app"
TOKEN, KEY = "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
BOT_TOKEN, BOT_KEY = "bBot7Tok", "Q0dUb3duT2ZmaWNlV2VDb21UZXN0S2V5MDEyMzQ1Njc"
GROUP, GROUP_ID = "青禾乡干部职工大群", "wrGroupOfAll"


@dataclass
class Interface:
    """WeCom's side: qyapi, as the documentation says that it answers."""

    url: str = ""
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    """response_code -> task_id, each good for one call."""
    token: str = "accesstoken000001"
    number: int = 0

    def answer(self, path: str, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
        """One call."""
        name = path.removeprefix("/cgi-bin/")
        self.calls.append((name, body or query))
        if name == "gettoken":
            right = (query.get("corpid"), query.get("corpsecret")) == (CORP, SECRET)
            said = {"errcode": 0, "errmsg": "ok", "access_token": self.token, "expires_in": 7200}
            return said if right else {"errcode": 40001, "errmsg": "invalid credential"}
        if name in ("webhook/send", "aibot/response"):
            return {"errcode": 0, "errmsg": "ok"}
        if query.get("access_token") != self.token:
            return {"errcode": 40014, "errmsg": "invalid access_token"}
        if name == "message/send":
            self.number += 1
            answer = {"errcode": 0, "errmsg": "ok", "invaliduser": "", "msgid": f"msg{self.number}"}
            if body["msgtype"] == "template_card":
                answer["response_code"] = self.new_code(body["template_card"].get("task_id", ""))
            return answer
        if name == "message/update_template_card":
            known = self.codes.pop(body.get("response_code", ""), None)
            return {"errcode": 0, "errmsg": "ok"} if known else {"errcode": 40058, "errmsg": "invalid response_code"}
        return {"errcode": 48002, "errmsg": "api forbidden"}

    def new_code(self, task: str) -> str:
        """A code with which a card may be changed once."""
        self.number += 1
        code = f"code-{self.number}"
        self.codes[code] = task
        return code

    def sent(self, name: str, user: str = "") -> list[dict[str, Any]]:
        """What was called so far; to this person."""
        return [b for n, b in list(self.calls) if n == name and user in (b.get("touser", ""), *b.get("userids", []))]

    def wait_for(self, name: str, words: str, user: str = "", seconds: float = 30) -> dict[str, Any]:
        """The first call of this kind with these words in it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for body in self.sent(name, user):
                if words in json.dumps(body, ensure_ascii=False):
                    return body
            time.sleep(0.05)
        raise AssertionError(f"no {name} to {user} with {words!r} among {self.calls}")


@pytest.fixture(scope="module")
def interface() -> Iterator[Interface]:
    """The interface on loopback."""
    told = Interface()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._answer(json.loads(raw))

        def _answer(self, body: dict[str, Any]) -> None:
            parts = urllib.parse.urlsplit(self.path)
            said = json.dumps(told.answer(parts.path, dict(urllib.parse.parse_qsl(parts.query)), body)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json; charset=UTF-8")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Be quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield told
    server.shutdown()
    server.server_close()


@dataclass
class Wecom:
    """WeCom's servers, calling the address that the administrator has saved."""

    base: str
    app: WeChatCrypto
    bot: WeChatCrypto
    interface: Interface
    number: int = 6_000_000_000_000_000_000

    def get(self, path: str, crypto: WeChatCrypto, plain: str, **changed: str) -> tuple[int, bytes]:
        """The check when the address is saved."""
        query, encrypted = self._stamped(crypto, plain)
        return _http(f"{self.base}{path}?{_query(query | {'echostr': encrypted} | changed)}")

    def post_app(self, fields: dict[str, Any], **changed: str) -> int:
        """A callback of the self-built app."""
        plain = xmltodict.unparse({"xml": fields}, full_document=False)
        query, encrypted = self._stamped(self.app, plain)
        outer = {"ToUserName": CORP, "AgentID": str(AGENT), "Encrypt": encrypted}
        body = xmltodict.unparse({"xml": outer}, full_document=False).encode()
        return _http(f"{self.base}/wecom/app?{_query(query | changed)}", body, "text/xml")[0]

    def post_bot(self, body: dict[str, Any]) -> dict[str, Any] | None:
        """A callback of the smart bot; what its answer says."""
        query, encrypted = self._stamped(self.bot, json.dumps(body, ensure_ascii=False))
        raw = json.dumps({"encrypt": encrypted}).encode()
        status, answer = _http(f"{self.base}/wecom/bot?{_query(query)}", raw, "application/json")
        assert status == 200
        if not answer:
            return None
        sealed = json.loads(answer)
        assert sealed["nonce"] == query["nonce"]
        stamp = (sealed["msgsignature"], str(sealed["timestamp"]), sealed["nonce"])
        opened = self.bot.decrypt_message({"Encrypt": sealed["encrypt"]}, *stamp)
        return dict(json.loads(opened))

    def said(self, user: str, words: str, **more: str) -> int:
        """Somebody writes to the app."""
        self.number += 1
        fields = self._from(user) | {"MsgType": "text", "Content": words, "MsgId": str(self.number)}
        return self.post_app(fields | {"AgentID": str(AGENT)} | more)

    def tapped(self, user: str, card: dict[str, Any], label: str) -> tuple[int, str]:
        """Somebody taps a button of a card that they were sent."""
        key = next(button["key"] for button in card["template_card"]["button_list"] if button["text"] == label)
        task = card["template_card"]["task_id"]
        code = self.interface.new_code(task)
        fields = self._from(user) | {
            "MsgType": "event",
            "Event": "template_card_event",
            "EventKey": key,
            "TaskId": task,
            "CardType": "button_interaction",
            "ResponseCode": code,
            "AgentID": str(AGENT),
        }
        return self.post_app(fields), code

    def _from(self, user: str) -> dict[str, str]:
        return {"ToUserName": CORP, "FromUserName": user, "CreateTime": str(int(time.time()))}

    def _stamped(self, crypto: WeChatCrypto, plain: str) -> tuple[dict[str, str], str]:
        self.number += 1
        nonce, timestamp = str(self.number % 10**10), str(int(time.time()))
        sealed = xmltodict.parse(crypto.encrypt_message(plain, nonce, timestamp))["xml"]
        query = {"msg_signature": sealed["MsgSignature"], "timestamp": timestamp, "nonce": nonce}
        return query, sealed["Encrypt"]


def _query(query: dict[str, str]) -> str:
    return urllib.parse.urlencode(query)


def _http(url: str, body: bytes | None = None, kind: str = "") -> tuple[int, bytes]:
    request = urllib.request.Request(url, body, {"Content-Type": kind} if kind else {})
    started = time.monotonic()
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read()
    finally:
        assert time.monotonic() - started < 5, "WeCom cuts the connection after five seconds"


@pytest.fixture(scope="module")
def wecom(interface: Interface, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wecom]:
    """A township set up by the documented commands, served, and known to WeCom."""
    folder = tmp_path_factory.mktemp("office")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DZB_")}
    clean["PYTHONPATH"] = str(ROOT)

    def dzb(*words: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "bot", *words], cwd=folder, env=clean, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    dzb("init", "qinghe", "--name", "青禾乡党政办公室", "--org", "qinghe")
    url = f"sqlite:///{folder}/qinghe/dzb.sqlite"
    dzb("policy", "adopt", str(ROOT / "bot/sample_township/policy.toml"), "--database", url)
    dzb("people", "import", str(ROOT / "bot/sample_township"), "--database", url)
    environment = clean | {
        "DZB_DATABASE": url,
        "DZB_LISTEN": "127.0.0.1:0",
        "DZB_CHANNELS": "wecom",
        "DZB_WECOM_CORP_ID": CORP,
        "DZB_WECOM_AGENT_ID": str(AGENT),
        "DZB_WECOM_APP_SECRET": SECRET,
        "DZB_WECOM_APP_TOKEN": TOKEN,
        "DZB_WECOM_APP_AES_KEY": KEY,
        "DZB_WECOM_BOT_TOKEN": BOT_TOKEN,
        "DZB_WECOM_BOT_AES_KEY": BOT_KEY,
        "DZB_WECOM_GROUPS": f"{GROUP}={GROUP_ID}",
        "DZB_WECOM_API_BASE": interface.url,
    }
    log = (folder / "log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    )
    try:
        assert process.stdout
        address = re.search(r"http://[\d.:]+", process.stdout.readline())
        assert address, (folder / "log").read_text()
        app, bot = WeChatCrypto(TOKEN, KEY, CORP), WeChatCrypto(BOT_TOKEN, BOT_KEY, "")
        yield Wecom(address[0], app, bot, interface)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
        log.close()


def test_the_address_is_checked_when_it_is_saved(wecom: Wecom) -> None:
    assert wecom.get("/wecom/app", wecom.app, "6012345678901234567") == (200, b"6012345678901234567")
    assert wecom.get("/wecom/bot", wecom.bot, "echo-me-please") == (200, b"echo-me-please")
    for _ in range(20):  # a plus sign in the text, encoded or not
        query, sealed = wecom._stamped(wecom.app, "6012345678901234567")
        raw = urllib.parse.quote(sealed, safe="+/=")
        assert _http(f"{wecom.base}/wecom/app?{_query(query)}&echostr={raw}") == (200, b"6012345678901234567")
    assert wecom.get("/wecom/app", wecom.app, "600", msg_signature="0" * 40)[0] == 403
    assert wecom.get("/wecom/app", WeChatCrypto(TOKEN, KEY, "wwanothercorp"), "600")[0] == 403


def test_a_leave_from_the_sentence_to_the_leaders_tap(wecom: Wecom, interface: Interface) -> None:
    assert wecom.said("linf", "下周三请假一天，老人住院") == 200
    check = interface.wait_for("message/send", "请核对", "linf")
    assert check["agentid"] == AGENT
    assert check["template_card"]["card_type"] == "button_interaction"
    status, _ = wecom.tapped("linf", check, "提交")
    assert status == 200
    card = interface.wait_for("message/send", "请您审批", "wangq")
    assert [b["text"] for b in card["template_card"]["button_list"]] == ["同意", "驳回", "转办", "加签", "退回"]
    status, code = wecom.tapped("wangq", card, "同意")
    assert status == 200
    shown = interface.wait_for("message/update_template_card", "已同意", "wangq")
    assert shown["response_code"] == code, "the newest code, that of the tap"
    assert "button_list" not in shown["template_card"]
    interface.wait_for("message/send", "已同意", "linf")
    assert len(interface.sent("gettoken")) == 1, "one token serves for all of it"


def test_a_redelivered_message_acts_once(wecom: Wecom, interface: Interface) -> None:
    before = len(interface.sent("message/send", "gaof"))
    for _ in range(3):
        assert wecom.said("gaof", "我的假还有几天", MsgId="7351906478120956001") == 200
    interface.wait_for("message/send", "年休假", "gaof")
    time.sleep(1)
    assert len(interface.sent("message/send", "gaof")) == before + 1


def test_somebody_else_cannot_tap_it(wecom: Wecom, interface: Interface) -> None:
    wecom.said("panl", "下周四请假一天，办事")
    check = interface.wait_for("message/send", "请核对", "panl")
    status, _ = wecom.tapped("gaof", check, "提交")
    assert status == 200
    interface.wait_for("message/send", "这张卡片不是发给您的", "gaof")


def test_a_stranger_is_told_how_to_be_added(wecom: Wecom, interface: Interface) -> None:
    assert wecom.said("SomeBody.New", "你好") == 200
    said = interface.wait_for("message/send", "花名册", "somebody.new")
    assert "党政办" in said["text"]["content"]
    assert "somebody.new" in said["text"]["content"]


def test_a_token_that_died_early_is_renewed_in_between(wecom: Wecom, interface: Interface) -> None:
    interface.token = "accesstoken000002"
    wecom.said("hep", "我的假还有几天")
    interface.wait_for("message/send", "年休假", "hep")
    assert len(interface.sent("gettoken")) == 2


def test_the_bot_answers_in_the_group_within_its_callback(wecom: Wecom) -> None:
    body = {
        "msgid": "CAIQ-1",
        "aibotid": "AIBOTID",
        "chatid": GROUP_ID,
        "chattype": "group",
        "from": {"userid": "caoy"},
        "response_url": f"{wecom.interface.url}/cgi-bin/aibot/response?response_code=R1",
        "msgtype": "text",
        "text": {"content": "@小助手 下周五请假一天，办事"},
        "some_new_field": {"that": ["nobody", "knows"]},
    }
    answer = wecom.post_bot(body)
    assert answer is not None
    assert (answer["msgtype"], answer["stream"]["finish"]) == ("stream", True)
    assert "已收到" in answer["stream"]["content"]
    assert wecom.post_bot(body) is None, "the same message once more"
    wecom.interface.wait_for("message/send", "请核对", "caoy")
