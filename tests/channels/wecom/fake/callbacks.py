"""The fake's calls to us: sealed by an independent library, sent again up to three times, their answers opened."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

import aiohttp
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from wechatpy.enterprise.crypto import WeChatCrypto

from tests.channels.wecom.fake.api import show_bot_body
from tests.channels.wecom.fake.world import Refused, World

SECONDS = 5.0
TRIES = 3


@dataclass
class Outcome:
    """How a callback ended: the status of each try, and what the answer said, opened."""

    statuses: list[int]
    seconds: float
    answer: dict[str, Any] | None = None


class Callbacks:
    """Calls the addresses that the set-up names."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def check_url(self, door: str) -> str:
        """What the platform does when the address is saved: the opened words come back, exactly."""
        crypto, url = self._crypto(door), self.world.setup[door]["callback"]
        words = str(secrets.randbelow(10**19))
        query, encrypted = self._sealed(crypto, words)
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(1)) as session,
            session.get(url, params={**query, "echostr": encrypted}) as response,
        ):
            said = (await response.read()).decode("utf-8", "replace")
        return "ok" if response.status == 200 and said == words else f"{response.status} {said[:50]}"

    async def app(self, user: str, fields: dict[str, str]) -> Outcome:
        """One message or event of the app."""
        corp, agent = self.world.setup["corp_id"], self.world.setup["app"]["agent_id"]
        inner = {"ToUserName": corp, "FromUserName": user, "CreateTime": str(int(self.world.now())), **fields}
        xml = "".join(f"<{name}>{_cdata(value)}</{name}>" for name, value in inner.items())
        query, encrypted = self._sealed(self._crypto("app"), f"<xml>{xml}<AgentID>{agent}</AgentID></xml>")
        body = (
            f"<xml><ToUserName><![CDATA[{corp}]]></ToUserName><AgentID><![CDATA[{agent}]]></AgentID>"
            f"<Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
        )
        return await self._deliver("app", query, body.encode())

    async def bot(self, body: dict[str, Any]) -> Outcome:
        """One message or event of the bot; its answer is shown as the platform would."""
        query, encrypted = self._sealed(self._crypto("bot"), json.dumps(body, ensure_ascii=False))
        outcome = await self._deliver("bot", query, json.dumps({"encrypt": encrypted}).encode())
        if outcome.answer:
            self._show_answer(body, outcome.answer)
        return outcome

    def _show_answer(self, body: dict[str, Any], answer: dict[str, Any]) -> None:
        user = body["from"]["userid"].lower()
        place = body.get("chatid") or user
        try:
            if answer.get("response_type") == "update_template_card":
                task = body["event"]["template_card_event"]["task_id"]
                card = answer["template_card"]
                self.world.check_card(card, "bot")
                if card.get("task_id") != task:
                    raise Refused(42014, "task_id of another card")
                self.world.repaint(user, task, card, "bot")
            else:
                show_bot_body(self.world, place, bool(body.get("chatid")), answer)
        except Refused as refusal:
            self.world.refused.append({"call": "callback answer", "code": refusal.code, "words": refusal.words})

    async def _deliver(self, door: str, query: dict[str, str], body: bytes) -> Outcome:
        url = self.world.setup[door]["callback"]
        outcome = Outcome([], 0.0)
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(SECONDS)) as session:
            for _ in range(TRIES):
                begun = self.world.now()
                try:
                    async with session.post(url, params=query, data=body) as response:
                        raw = await response.read()
                except (aiohttp.ClientError, TimeoutError):
                    outcome.statuses.append(0)
                    continue
                outcome.seconds = self.world.now() - begun
                outcome.statuses.append(response.status)
                if response.status == 200:
                    outcome.answer = self._opened(door, raw)
                    break
        return outcome

    def _opened(self, door: str, raw: bytes) -> dict[str, Any] | None:
        if not raw or door == "app":
            return None
        sealed = json.loads(raw)
        assert isinstance(sealed["timestamp"], int), "timestamp must be a number"
        asked = {"Encrypt": sealed["encrypt"]}
        opened = self._crypto(door).decrypt_message(
            asked, sealed["msgsignature"], str(sealed["timestamp"]), sealed["nonce"]
        )
        answer = json.loads(opened)
        assert isinstance(answer, dict)
        return answer

    def _crypto(self, door: str) -> WeChatCrypto:
        told = self.world.setup[door]
        return WeChatCrypto(told["token"], told["aes_key"], self.world.setup["corp_id"] if door == "app" else "")

    def _sealed(self, crypto: WeChatCrypto, words: str) -> tuple[dict[str, str], str]:
        nonce, at = str(secrets.randbelow(10**10)), str(int(self.world.now()))
        document = crypto.encrypt_message(words, nonce, at)
        encrypted = document.split("<Encrypt><![CDATA[")[1].split("]]>")[0]
        signature = document.split("<MsgSignature><![CDATA[")[1].split("]]>")[0]
        return {"msg_signature": signature, "timestamp": at, "nonce": nonce}, encrypted


def _cdata(value: str) -> str:
    """CDATA as the platform writes it; raw XML where the caller built some."""
    if value.startswith("<"):
        return value
    return f"<![CDATA[{value}]]>" if "]]>" not in value else escape(value)


def sealed_file(data: bytes, key: bytes) -> bytes:
    """A file as the platform stores it for a bot."""
    count = 32 - len(data) % 32
    encryptor = Cipher(AES256(key), CBC(key[:16])).encryptor()
    return encryptor.update(data + bytes([count]) * count) + encryptor.finalize()
