"""The fake's interactive cards: created, delivered, updated, tapped and answered."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from tests.channels.dingtalk.fake.errors import json_of, new_api
from tests.channels.dingtalk.fake.world import Card, Refused, World, merged

VALUE_BYTES = 1024
SPACE_MODELS = {"IM_ROBOT": "imRobotOpenSpaceModel", "IM_GROUP": "imGroupOpenSpaceModel"}
DELIVER_MODELS = {"IM_ROBOT": "imRobotOpenDeliverModel", "IM_GROUP": "imGroupOpenDeliverModel"}


class Cards:
    """The card platform."""

    def __init__(self, world: World) -> None:
        self.world = world

    def mount(self, app: web.Application) -> None:
        """Add the addresses."""
        world, add = self.world, app.router.add_route
        add("POST", "/v1.0/card/instances", new_api(world, self._create_only))
        add("POST", "/v1.0/card/instances/deliver", new_api(world, self._deliver_only))
        add("POST", "/v1.0/card/instances/createAndDeliver", new_api(world, self._create_and_deliver))
        add("PUT", "/v1.0/card/instances", new_api(world, self._update))
        add("POST", "/v1.0/card/callbacks/register", new_api(world, self._register))

    async def _create_only(self, request: web.Request) -> dict[str, Any]:
        card = self._create(await json_of(request))
        return {"success": True, "result": card.track}

    async def _deliver_only(self, request: web.Request) -> dict[str, Any]:
        body = await json_of(request)
        return {"success": True, "result": self._deliver(self._card(body), body, spaces=None)}

    async def _create_and_deliver(self, request: web.Request) -> dict[str, Any]:
        body = await json_of(request)
        spaces = _spaces(body)
        for kind, _ in spaces:
            if not isinstance((body.get(SPACE_MODELS[kind]) or {}).get("supportForward"), bool):
                raise Refused("param.openSpaceModelInvalid", SPACE_MODELS[kind])
        card = self._create(body)
        return {
            "success": True,
            "result": {"outTrackId": card.track, "deliverResults": self._deliver(card, body, spaces)},
        }

    def _create(self, body: dict[str, Any]) -> Card:
        track = body.get("outTrackId")
        if not isinstance(track, str) or not track:
            raise Refused("param.outTrackIdEmpty")
        if len(track) > 64:
            raise Refused("param.invalid", "outTrackId")
        if not body.get("cardTemplateId"):
            raise Refused("param.cardTemplateIdEmpty")
        if body["cardTemplateId"] != self.world.setup.get("template"):
            raise Refused("param.templateNotExist")
        if self.world.switches.get("no_cards"):
            raise Refused("Forbidden.AccessDenied.AccessTokenPermissionDenied", "没有互动卡片权限", 403)
        if track in self.world.cards:
            raise Refused("param.cardAlreadyExist")
        kind, route = body.get("callbackType", ""), body.get("callbackRouteKey", "")
        if kind not in ("", "STREAM", "HTTP") or (kind == "HTTP" and route not in self.world.routes):
            raise Refused("param.invalid", "callbackType")
        public = _params(body, needed=True)
        card = Card(track, body["cardTemplateId"], kind, route, public, self._private(body))
        self.world.cards[track] = card
        return card

    def _deliver(self, card: Card, body: dict[str, Any], spaces: list[tuple[str, str]] | None) -> list[dict[str, Any]]:
        results = []
        for kind, place in spaces or _spaces(body):
            model = body.get(DELIVER_MODELS[kind])
            if not isinstance(model, dict):
                raise Refused("param.openDeliverModelEmpty", DELIVER_MODELS[kind])
            if model.get("robotCode", "") != self.world.setup["robot_code"]:
                raise Refused("param.openDeliverModelError", "robotCode")
            known = self.world.people() if kind == "IM_ROBOT" else self.world.setup["groups"]
            result = {"spaceType": kind, "spaceId": place, "success": place in known}
            if place in known:
                self.world.hand_over(card, place, "card")
                result["carrierId"] = self.world.new_id("carrier")
            else:
                result["errorMsg"] = "spaceId is illegal"
            results.append(result)
        return results

    async def _update(self, request: web.Request) -> dict[str, Any]:
        body = await json_of(request)
        card = self._card(body)
        if card.answering:
            words = f"{card.track} was updated while a tap on it waited for its answer"
            self.world.refused.append({"call": "update", "code": "during.callback", "words": words})
        if not body.get("cardData") and not body.get("privateData"):
            raise Refused("param.cardDataAndPrivateDataBothEmpty")
        options = body.get("cardUpdateOptions") or {}
        before = self.world.looks(card)
        if body.get("cardData"):
            public = _params(body, needed=True)
            card.public = merged(card.public, public, options.get("updateCardDataByKey") is True)
            for own in card.own.values():
                for name in public:
                    own.pop(name, None)
        for user, params in self._private(body).items():
            by_key = options.get("updatePrivateDataByKey") is True
            card.private[user] = merged(card.private.get(user, {}), params, by_key)
            for name in params:
                card.own.get(user, {}).pop(name, None)
        card.updates += 1
        self.world.repaint(card, before)
        return {"success": True, "result": True}

    async def _register(self, request: web.Request) -> dict[str, Any]:
        body = await json_of(request)
        key, url = body.get("callbackRouteKey"), body.get("callbackUrl")
        if not key or not url:
            raise Refused("param.empty")
        route = {"url": str(url), "secret": str(body.get("apiSecret", ""))}
        if self.world.routes.get(key, route) != route and body.get("forceUpdate") is not True:
            raise Refused("param.callbackRouteKeyExist", status=500)
        self.world.routes[key] = route
        return {"success": True, "result": {"callbackUrl": route["url"], "apiSecret": route["secret"]}}

    def answered(self, card: Card, user: str, answer: Any) -> None:
        """Show the answer to a tap, which only the tapper sees."""
        if not isinstance(answer, dict):
            return
        before = self.world.looks(card)
        options = answer.get("cardUpdateOptions") or {}
        own = card.own.get(user, {})
        for name, by_key in (("cardData", "updateCardDataByKey"), ("userPrivateData", "updatePrivateDataByKey")):
            if not answer.get(name):
                continue
            try:
                params = _params({"cardData": answer[name]}, needed=False)
            except Refused as refusal:
                self.world.refused.append({"call": "card answer", "code": refusal.code, "words": refusal.words})
                continue
            if options.get(by_key) is not True:
                self.world.refused.append({"call": "card answer", "code": "wipes", "words": f"{by_key} is not true"})
            own = {**own, **params}
        card.own[user] = own
        self.world.repaint(card, before)

    def _card(self, body: dict[str, Any]) -> Card:
        card = self.world.cards.get(str(body.get("outTrackId", "")))
        if card is None:
            raise Refused("param.cardNotExist")
        return card

    def _private(self, body: dict[str, Any]) -> dict[str, dict[str, str]]:
        found = {}
        for user, data in (body.get("privateData") or {}).items():
            if user not in self.world.people():
                raise Refused("param.userIdNotExist", user)
            found[user] = _params({"cardData": data}, needed=False)
        return found


def _params(body: dict[str, Any], needed: bool) -> dict[str, str]:
    """The variables: every one a string of at most a kilobyte."""
    params = (body.get("cardData") or {}).get("cardParamMap")
    if needed and not params:
        raise Refused("param.cardPublicDataEmpty")
    for name, value in (params or {}).items():
        if not isinstance(value, str):
            raise Refused("param.invalid", f"{name} is not a string")
        if len(name.encode()) > 100 or len(value.encode()) > VALUE_BYTES:
            raise Refused("param.invalid", f"{name} too long")
    return dict(params or {})


def _spaces(body: dict[str, Any]) -> list[tuple[str, str]]:
    """The chats that a card goes to."""
    told = body.get("openSpaceId")
    if not told:
        raise Refused("param.openSpaceIdEmpty")
    if not isinstance(told, str) or not told.startswith("dtv1.card//") or len(told) > 1000:
        raise Refused("param.openSpaceIdInvalid")
    found = [tuple(one.partition(".")[::2]) for one in told.removeprefix("dtv1.card//").split(";")]
    if any(kind not in SPACE_MODELS or not place for kind, place in found):
        raise Refused("param.openSpaceIdInvalid")
    return [(kind, place) for kind, place in found]


def tap_content(action_ids: list[str], params: dict[str, Any]) -> str:
    """What a tap carries, as JSON text."""
    return json.dumps({"cardPrivateData": {"actionIds": action_ids, "params": params}}, ensure_ascii=False)
