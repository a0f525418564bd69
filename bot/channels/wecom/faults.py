"""The platform's refusals as the outbox understands them: try again later, or never."""

from __future__ import annotations

import logging

from bot.channels.port import DeliveryDelayedError, DeliveryRefusedError
from bot.channels.tokens import CredentialError
from bot.channels.wecom import facts
from bot.channels.wecom.api import ApiError

_logger = logging.getLogger(__name__)

SET_UP_WAIT_SECONDS = 300.0
NOT_YET_SECONDS = 600.0
_SET_UP = frozenset({40001, 40013, 40056, 48002, 50001, 50003, 60020, 301002, 93000, 93004, 93008})
"""What only the administrator can mend; messages wait meanwhile."""
_WORDS = {
    81013: "收件人不在应用的可见范围内",
    60111: "企业微信里没有这个账号",
    46004: "企业微信里没有这个账号",
    40003: "企业微信里没有这个账号",
    60011: "应用没有给此人发消息的权限，请检查可见范围",
    50002: "收件人不在应用的可见范围内",
    45002: "内容太长",
}


def as_delivery(fault: ApiError | CredentialError) -> DeliveryDelayedError | DeliveryRefusedError:
    """The fault in the outbox's words."""
    if not isinstance(fault, CredentialError) and fault.code == facts.NEVER_SPOKE:
        return DeliveryDelayedError(f"对方还没有给机器人发过消息（{fault}）", NOT_YET_SECONDS)
    if isinstance(fault, CredentialError) or fault.code in _SET_UP:
        _logger.error("wecom refuses our settings: %s (dzb doctor wecom says what to do)", fault)
        return DeliveryDelayedError(str(fault), SET_UP_WAIT_SECONDS)
    words = _WORDS.get(fault.code, "企业微信没有接收")
    return DeliveryRefusedError(f"{words}（{fault}）")
