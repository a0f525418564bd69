"""The official client, unmodified, as a process of its own: it writes down what it heard, a line of JSON each.

`DINGTALK_OPENAPI_ENDPOINT` leads it to the fake; its arguments are the client's id and secret.
"""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import dingtalk_stream
from dingtalk_stream import AckMessage


def write(**what: Any) -> None:
    """Tell the test."""
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


class Messages(dingtalk_stream.ChatbotHandler):  # type: ignore[misc]
    """Answers every message in its own chat."""

    async def process(self, callback: Any) -> tuple[int, str]:
        """Take one message."""
        message = dingtalk_stream.ChatbotMessage.from_dict(callback.data)
        write(heard="message", text=message.text.content.strip(), user=message.sender_staff_id, id=message.message_id)
        self.reply_text(f"收到：{message.text.content.strip()}", message)
        return AckMessage.STATUS_OK, "OK"


class Taps(dingtalk_stream.CallbackHandler):  # type: ignore[misc]
    """Answers every tap with the card's new look."""

    async def process(self, callback: Any) -> tuple[int, dict[str, Any]]:
        """Take one tap."""
        tap = dingtalk_stream.CardCallbackMessage.from_dict(callback.data)
        write(heard="tap", card=tap.card_instance_id, user=tap.user_id, content=tap.content)
        return AckMessage.STATUS_OK, {
            "cardUpdateOptions": {"updateCardDataByKey": True, "updatePrivateDataByKey": True},
            "cardData": {"cardParamMap": {"status": "agree"}},
        }


class Events(dingtalk_stream.EventHandler):  # type: ignore[misc]
    """Takes every event."""

    async def process(self, event: Any) -> tuple[int, str]:
        """Take one event."""
        write(heard="event", kind=event.headers.event_type, data=event.data)
        return AckMessage.STATUS_OK, "OK"


def main() -> None:
    """Connect and stay."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO)
    client = dingtalk_stream.DingTalkStreamClient(dingtalk_stream.Credential(sys.argv[1], sys.argv[2]))
    client.register_callback_handler(dingtalk_stream.ChatbotMessage.TOPIC, Messages())
    client.register_callback_handler(dingtalk_stream.CallbackHandler.TOPIC_CARD_CALLBACK, Taps())
    client.register_all_event_handler(Events())
    client.start_forever()


if __name__ == "__main__":
    main()
