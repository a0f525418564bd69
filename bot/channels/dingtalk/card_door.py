"""Out by cards: made and delivered under our own name of them, and changed in place for everybody who has one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from bot.channels.dingtalk import facts
from bot.channels.dingtalk.api import Api, ApiError
from bot.channels.dingtalk.robot_door import NotReachedError
from bot.channels.wording import cut

CARDS = "/v1.0/card/instances"
_SUMMARY = 60
_AFTER_ANSWER = 0.05
"""Seconds from the decision what to answer until the answer is certainly on its way."""


class CardDoor:
    """What cards can do. `route` is where taps go by HTTP, "" for the stream."""

    def __init__(self, api: Api, template: str, robot_code: str, route: str = "") -> None:
        self._api = api
        self._template = template
        self._robot_code = robot_code
        self._route = route
        self._answering: dict[str, asyncio.Event] = {}
        self._sent: dict[str, Mapping[str, str]] = {}

    async def show(self, place: str, is_group: bool, track: str, drawn: Mapping[str, str]) -> str:
        """A new card into a chat; the message's key. A name that was used before means that it has arrived already.

        Raises ApiError, DeliveryDelayedError and NotReachedError.
        """
        try:
            answer = await self._api.call(
                "POST", f"{CARDS}/createAndDeliver", self._card(place, is_group, track, drawn)
            )
        except ApiError as refusal:
            if refusal.code != facts.CARD_EXISTS:
                raise
            return ""
        result = answer.get("result")
        delivered = result.get("deliverResults") if isinstance(result, dict) else None
        first = delivered[0] if isinstance(delivered, list) and delivered else {}
        if isinstance(first, dict) and first.get("success") is False:
            raise NotReachedError(place)
        return str(first.get("carrierId", "")) if isinstance(first, dict) else ""

    async def repaint(self, track: str, drawn: Mapping[str, str]) -> None:
        """The card shows something else, to all who have it; after the answer to a tap on it, never before.

        Nothing is sent where it shows that already. Raises ApiError and DeliveryDelayedError.
        """
        if self._sent.get(track) == drawn:
            return
        if answered := self._answering.get(track):
            async with asyncio.timeout(2 * facts.TAP_SECONDS):
                await answered.wait()
        body = {"outTrackId": track, "cardData": {"cardParamMap": dict(drawn)}, "cardUpdateOptions": BY_KEY}
        await self._api.call("PUT", CARDS, body | {"userIdType": 1})
        self._remember(track, drawn)

    @asynccontextmanager
    async def answering(self, track: str) -> AsyncIterator[None]:
        """While a tap on this card waits for its answer."""
        if track in self._answering:
            yield
            return
        self._answering[track] = answered = asyncio.Event()
        try:
            yield
        finally:
            asyncio.get_running_loop().call_later(_AFTER_ANSWER, self._answered, track, answered)

    def _answered(self, track: str, answered: asyncio.Event) -> None:
        self._answering.pop(track, None)
        answered.set()

    def _remember(self, track: str, drawn: Mapping[str, str]) -> None:
        if len(self._sent) > 2_000:
            self._sent.clear()
        self._sent[track] = dict(drawn)

    def _card(self, place: str, is_group: bool, track: str, drawn: Mapping[str, str]) -> dict[str, Any]:
        space = "IM_GROUP" if is_group else "IM_ROBOT"
        kind = "imGroup" if is_group else "imRobot"
        summary = cut(f"{drawn['title']} {drawn['number']}".strip(), _SUMMARY)
        body: dict[str, Any] = {
            "cardTemplateId": self._template,
            "outTrackId": track,
            "callbackType": "HTTP" if self._route else "STREAM",
            "cardData": {"cardParamMap": dict(drawn)},
            "openSpaceId": f"dtv1.card//{space}.{place}",
            f"{kind}OpenSpaceModel": {
                "supportForward": False,
                "lastMessageI18n": {"ZH_CN": summary},
                "notification": {"alertContent": summary, "notificationOff": False},
            },
            f"{kind}OpenDeliverModel": {"robotCode": self._robot_code}
            | ({} if is_group else {"spaceType": "IM_ROBOT"}),
            "userIdType": 1,
        }
        return body | ({"callbackRouteKey": self._route} if self._route else {})


BY_KEY = {"updateCardDataByKey": True, "updatePrivateDataByKey": True}
"""Without these the platform wipes every variable that is not sent."""


def tap_answer(drawn: Mapping[str, str] | None) -> dict[str, Any]:
    """What the answer to a tap shows its tapper at once; None leaves the card as it is."""
    if drawn is None:
        return {}
    return {"cardUpdateOptions": BY_KEY, "cardData": {"cardParamMap": dict(drawn)}}
