"""DingTalk's figures, in one place: what a call, a card or a month may hold, so that what turns out otherwise is
changed here and nowhere else.

Everything is from the platform's documentation or its official clients unless it stands under «not verified»: such a
value is a guess that no real organisation has confirmed, and `docs/钉钉接入.md` names it.
"""

from __future__ import annotations

from bot.channels.pacer import Rate

CHANNEL = "dingtalk"
"""What the house calls this platform."""
TITLE = "钉钉"
API_BASE = "https://api.dingtalk.com"
OAPI_BASE = "https://oapi.dingtalk.com"
USER_AGENT = "dzb/1"

# --- the stream ---

TAP_SECONDS = 2.0
"""A tap on a card is answered by then, and the card is not updated before its answer."""
OPEN_SECONDS = 10.0
LEAVING_SECONDS = 10.0
"""So long after it said goodbye the gateway closes a connection on which nothing came any more."""

# --- what may be said ---

PARAM_BYTES = 15_000
"""A message's parameters. For one-to-one sends and sessions the platform names none (not verified)."""
RECEIVERS = 20
"""People in one call."""
VALUE_BYTES = 1_024
"""One variable of a card."""
FILE_BYTES = 20 * 1024 * 1024
FILE_TYPES = frozenset({"xlsx", "pdf", "zip", "rar", "doc", "docx"})
WORK_BYTES = 2_048

# --- how often ---

CALL_RATES = (Rate(10, 1),)
"""For each call; the free edition allows 20 a second, over all processes."""
WEBHOOK_RATES = (Rate(20, 60),)
"""For each group's own robot; more than that blocks it for ten minutes."""
MONTHLY_CALLS = 5_000
MONTHLY_STREAM = 3_000
"""What the free edition gives a whole organisation in a calendar month: calls, and messages by stream or webhook."""
WARN_PERCENT = (70, 90)

# --- how long ---

TOKEN_SECONDS = 7_200
SESSION_SECONDS = 85 * 60
"""An answering address lives for ninety minutes; five are kept in reserve."""
PUNISHED_SECONDS = 300.0
"""An address that called too often is shut out for five minutes."""
RATE_WAIT_SECONDS = 60.0
QUOTA_WAIT_SECONDS = 900.0

# --- error codes ---

TOKEN_DEAD = frozenset({"InvalidAuthentication", "40014", "42001"})
BAD_CREDENTIAL = frozenset({"invalidClientIdOrSecret", "40089", "invalid.client"})
QUOTA_USED = frozenset({"Forbidden.AccessDenied.ApiCountLimitForOrg", "90020"})
NOT_PERMITTED = frozenset({"Forbidden.AccessDenied.AccessTokenPermissionDenied", "60011", "88"})
UNTRUSTED_IP = frozenset({"Forbidden.AccessDenied.IpNotInWhiteList", "60020"})
TOO_FAST = frozenset(
    {"send.too.fast", "send.byToken.tooFast", "too.many.group", "too.many.people", "request.too.fast", "410100"}
)
QPS = frozenset(
    {
        "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi",
        "Forbidden.AccessDenied.QpsLimitForApi",
        "Forbidden.AccessDenied.QpmLimitForAppkeyAndApi",
        "90018",
        "90002",
    }
)
BUSY = frozenset({"system.busy", "system.error", "-1", "15", "ServiceUnavailable"})
CARD_EXISTS = "param.cardAlreadyExist"
CARD_GONE = "param.cardNotExist"
CARD_UNSAFE = "param.contentUnsafe"
NO_TEMPLATE = frozenset({"param.templateNotExist", "param.templateUnpublished", "param.cardTemplateIdEmpty"})
GROUP_GONE = frozenset(
    {"group.disbanded", "invalid.openConversationId", "miss.openConversationId", "conversation.org.notMatch"}
)
STREAM_USED_UP = "20001"
"""Stands on a message whose words the platform has left out, because the month's messages are used up."""

# --- not verified: no real organisation has confirmed these ---

STALE_SECONDS = 300.0
"""A connection on which no frame came for so long is replaced by a new one, though it answers pings: whether the
gateway sends frames of its own at a fixed pace is not known."""
TAP_COUNTS = True
"""Whether a tap uses up one of the month's messages, as an answer at a message's own address is taken to."""
