"""The platform's refusals as the outbox understands them: try again later, or never."""

from __future__ import annotations

import logging

from bot.channels.dingtalk import facts
from bot.channels.dingtalk.api import ApiError
from bot.channels.port import DeliveryDelayedError, DeliveryRefusedError
from bot.channels.tokens import CredentialError

_logger = logging.getLogger(__name__)

SET_UP_WAIT_SECONDS = 300.0
_SET_UP = (
    facts.NOT_PERMITTED
    | facts.UNTRUSTED_IP
    | facts.BAD_CREDENTIAL
    | {"bot.stopped", "invalidParameter.robotCode.auth", "invalidParameter.robotCode.notExsit", "unauthorized"}
)
"""What only the administrator can mend; messages wait meanwhile."""
_WORDS = {
    "staffId.notExisted": "钉钉里没有这个人，或者不在应用的可见范围内",
    "param.userIdNotExist": "钉钉里没有这个人",
    "robot.oto.notExist": "机器人还没有发布，不能给个人发消息",
    "chatbotId.notAllow.sendOTO": "机器人没有发单聊消息的权限",
    "group.disbanded": "群已经解散",
    "invalid.openConversationId": "机器人不在这个群里，或者群的会话ID不对",
    "conversation.org.notMatch": "这个群不是本企业的内部群",
    "invalidParameter.msgParam.tooLong": "内容太长",
    "contain.notAllowed.content": "内容被钉钉拦下",
    "param.contentUnsafe": "内容被钉钉拦下",
}


def as_delivery(fault: ApiError | CredentialError) -> DeliveryDelayedError | DeliveryRefusedError:
    """The fault in the outbox's words."""
    if isinstance(fault, CredentialError) or fault.code in _SET_UP:
        _logger.error("dingtalk refuses our settings: %s (dzb doctor dingtalk says what to do)", fault)
        return DeliveryDelayedError(str(fault), SET_UP_WAIT_SECONDS)
    words = _WORDS.get(fault.code, "钉钉没有接收")
    return DeliveryRefusedError(f"{words}（{fault}）")
