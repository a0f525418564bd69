"""What WeCom is known to do: limits, times and codes. The one place to change when the platform turns out otherwise.

Everything is from the platform's documentation unless it stands under «not verified»: such a value is a guess that a
real tenant has not confirmed, and `docs/企业微信接入.md` names it.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.pacer import Rate

CHANNEL = "wecom"
"""What the house calls this platform."""
API_BASE = "https://qyapi.weixin.qq.com"
BOT_SOCKET = "wss://openws.work.weixin.qq.com"

# --- the envelope of a callback ---

BLOCK = 32
"""Bytes to which the plain block is padded (PKCS#7)."""
SALT = 16
"""Random bytes before the length of the message."""
ECHO_SECONDS = 1.0
CALLBACK_SECONDS = 5.0
"""A callback that is not answered by then is cut and sent again, three times in total."""
CALLBACK_TRIES = 3

# --- what may be said ---

BOT_BYTES = 20_480
APP_BYTES = 2_048
WEBHOOK_BYTES = 4_096
KEY_BYTES = 1_024
OPTION_BYTES = 128
TASK_BYTES = 128


@dataclass(frozen=True)
class CardLimits:
    """How long the parts of a template card may be, in characters, and how many there may be."""

    source: int
    title: int
    description: int
    subtitle: int
    key_name: int
    value: int
    selection: int
    rows: int = 6
    buttons: int = 6
    button: int = 10
    menu: int = 3
    options: int = 10
    option: int = 10


BOT_CARD = CardLimits(source=13, title=26, description=30, subtitle=112, key_name=5, value=26, selection=13)
APP_CARD = CardLimits(source=20, title=36, description=44, subtitle=160, key_name=5, value=30, selection=16)

# --- how often ---


BOT_RATES = (Rate(30, 60), Rate(1_000, 3_600))
"""For each conversation of the bot, answers and pushes together."""
APP_RATES = (Rate(30, 60), Rate(1_000, 3_600))
"""For each app and person; whatever is more is dropped without a word, so it must not be sent."""
WEBHOOK_RATES = (Rate(20, 60),)
"""For each webhook robot."""

# --- how long ---

TOKEN_SECONDS = 7_200
"""How long a token lives where the platform does not say."""
RESPONSE_CODE_HOURS = 72
RESPONSE_URL_SECONDS = 3_600
TAP_SECONDS = 5.0
"""A card of the bot can be repainted this long after a tap, as the answer to it."""
DUPLICATE_SECONDS = 1_800
PING_SECONDS = 25.0
"""The platform recommends 30; two lost ones then tell a dead connection within a minute."""
LOST_PINGS = 2
ACK_SECONDS = 5.0

# --- error codes ---

OK = 0
BUSY = -1
TOKEN_DEAD = frozenset({40014, 42001})
BAD_CREDENTIAL = 40001
RATE_LIMITED = 45009
RETRY_LATER = frozenset({BUSY, 6000, 45033, RATE_LIMITED})
TASK_ID_USED = 42014
NO_RECEIVER = 81013
UNTRUSTED_IP = 60020
NOT_ALLOWED = frozenset({48002, 60011})
"""The app has no right on this interface, person or department."""
WRONG_MSGTYPE = 600039
BAD_BOT_SECRET = 853000
NOT_SUBSCRIBED = 846609
REQUEST_EXPIRED = frozenset({846605, 846608})

# --- not verified: no real tenant has confirmed these ---

BOT_RATE_LIMITED = frozenset({RATE_LIMITED, 846607})
"""What the bot answers above its rate is not published; any other 8466xx is tried again, too."""
WEBHOOK_RATE_LIMITED = RATE_LIMITED
"""What a webhook robot answers above its rate."""
NEVER_SPOKE = 93006
"""What the bot answers where nobody has written to it: an unknown chat; tried again until somebody writes."""
BUSY_WAIT_SECONDS = 1.0
RATE_WAIT_SECONDS = 60.0
"""How long a minute's limit blocks."""
