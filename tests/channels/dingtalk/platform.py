"""The fake DingTalk as a test has it, and what the sample township has set up there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bot.channels.dingtalk.settings import DingTalkSettings
from tests.channels.fake_process import FakeProcess, running_fake

CLIENT_ID, CLIENT_SECRET = "dingqinghe0001", "client-secret-3344"
CORP, AGENT = "dingcorp0001", 30001
TEMPLATE = "11111111-2222-3333-4444-555555555555.schema"
EVERYBODY, EVERYBODY_ID = "青禾乡干部职工大群", "cidAll0001=="
OFFICE, OFFICE_ID = "党政办工作群", "cidDuty0002=="
LEADERS, LEADERS_ID = "班子成员群", "cidLead0003=="
GROUPS = {EVERYBODY: EVERYBODY_ID, OFFICE: OFFICE_ID, LEADERS: LEADERS_ID}
WEBHOOK, WEBHOOK_SECRET = "hook-all", "SECabc123"


@dataclass(frozen=True)
class DingTalk(FakeProcess):
    """The running fake."""

    def set_up(
        self, users: Sequence[str], our_url: str = "", names: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        """A new world in which these people use us. With `our_url` messages come to an address there, not by stream."""
        said: dict[str, Any] = {
            "base": self.url,
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "robot_code": CLIENT_ID,
            "corp_id": CORP,
            "agent_id": AGENT,
            "template": TEMPLATE,
            "people": [{"userid": user, "name": (names or {}).get(user, user)} for user in users],
            "groups": {number: name for name, number in GROUPS.items()},
            "webhooks": {WEBHOOK: {"group": EVERYBODY_ID, "secret": WEBHOOK_SECRET}},
        }
        if our_url:
            said["callback"] = f"{our_url}/dingtalk/robot"
        self.ask("setup", **(said | more))

    def settings(self, **more: Any) -> DingTalkSettings:
        """Our side of it."""
        said: dict[str, Any] = {
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "corp_id": CORP,
            "agent_id": AGENT,
            "card_template_id": TEMPLATE,
            "groups": GROUPS,
            "api_base": self.url,
            "oapi_base": self.url,
            "avoid_full_hours": False,
        }
        return DingTalkSettings(**(said | more))


@contextmanager
def running_dingtalk() -> Iterator[DingTalk]:
    """A fake of its own, gone afterwards."""
    with running_fake("tests.channels.dingtalk.fake") as url:
        yield DingTalk(url)
