"""The organisation's contacts as the app sees them: department by department, page by page. Counted by no quota."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any

from bot.channels.dingtalk import facts
from bot.channels.dingtalk.api import Api, ApiError
from bot.channels.dingtalk.settings import DingTalkSettings
from bot.channels.http_client import HttpClient
from bot.channels.json_part import objects
from bot.channels.port import DeliveryDelayedError, DirectoryUnavailableError
from bot.channels.tokens import CredentialError
from handlers.contacts.book import Contact, Contacts, Department
from storage.store import Store

ROOT = 1
_PAGE = 100
_MOST_DEPARTMENTS = 2_000


class DingTalkContacts:
    """The contacts by themselves, for a command: reads once, then lets go of its connections."""

    name = facts.CHANNEL
    title = facts.TITLE

    def __init__(self, store: Store, org: str, settings: DingTalkSettings) -> None:
        self._http = HttpClient()
        self._api = Api(self._http, store, org, settings)

    has_directory = True

    async def directory(self) -> Contacts:
        """Everybody in the app's range. Raises DirectoryUnavailableError."""
        try:
            return await read(self._api)
        finally:
            await self._http.close()


async def read(api: Api) -> Contacts:
    """Everybody in the app's range. Raises DirectoryUnavailableError: an answer in part is none."""
    try:
        departments = [each async for each in _departments(api)]
        people = [member for each in departments for member in await _people(api, each["dept_id"])]
    except CredentialError as fault:
        words = f"Client ID 或 Client Secret 不对（{fault}），请运行 dzb doctor dingtalk"
        raise DirectoryUnavailableError(words) from fault
    except ApiError as fault:
        raise DirectoryUnavailableError(_words(fault)) from fault
    except DeliveryDelayedError as fault:
        raise DirectoryUnavailableError(f"平台暂时不能回答（{fault}），稍后会再试") from fault
    return gathered(departments, people)


async def _departments(api: Api) -> AsyncIterator[Mapping[str, Any]]:
    """The topmost and everything below, each once."""
    waiting: list[Mapping[str, Any]] = [{"dept_id": ROOT, "name": ""}]
    seen: set[int] = {ROOT}
    while waiting and len(seen) <= _MOST_DEPARTMENTS:
        here = waiting.pop(0)
        detail = await api.old("/topapi/v2/department/get", {"dept_id": here["dept_id"]})
        yield {**here, **_object(detail.get("result"))}
        below = await api.old("/topapi/v2/department/listsub", {"dept_id": here["dept_id"]})
        for each in objects(below.get("result")):
            if isinstance(each.get("dept_id"), int) and each["dept_id"] not in seen:
                seen.add(each["dept_id"])
                waiting.append(each)


async def _people(api: Api, department: int) -> Sequence[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    cursor = 0
    while True:
        asked = {"dept_id": department, "cursor": cursor, "size": _PAGE}
        result = _object((await api.old("/topapi/v2/user/list", asked)).get("result"))
        found += [{**member, "in": department} for member in objects(result.get("list"))]
        following = result.get("next_cursor")
        if not result.get("has_more") or not isinstance(following, int) or following <= cursor:
            return found
        cursor = following


def gathered(departments: Sequence[Mapping[str, Any]], people: Sequence[Mapping[str, Any]]) -> Contacts:
    """The platform's answers as contacts: each person once, each department with its leaders."""
    leaders: dict[str, list[str]] = {_id(each): _words_in(each, "dept_manager_userid_list") for each in departments}
    found: dict[str, Contact] = {}
    for member in people:
        user = str(member.get("userid") or "")
        if not user:
            continue
        if member.get("leader") is True:
            leaders.setdefault(str(member.get("in")), []).append(user)
        found.setdefault(user, _contact(user, member))
    return Contacts(tuple(_named(departments, leaders)), tuple(found.values()))


def _named(departments: Sequence[Mapping[str, Any]], leaders: Mapping[str, Sequence[str]]) -> Iterator[Department]:
    for each in departments:
        parent = str(each.get("parent_id") or "")
        led_by = tuple(dict.fromkeys(leaders.get(_id(each), ())))
        yield Department(_id(each), str(each.get("name") or ""), parent, led_by)


def _contact(user: str, member: Mapping[str, Any]) -> Contact:
    departments = _words_in(member, "dept_id_list") or [str(member.get("in"))]
    name, post = str(member.get("name") or ""), str(member.get("title") or "")
    return Contact(user, name, tuple(departments), post, member.get("active") is not False)


def _id(department: Mapping[str, Any]) -> str:
    return str(department.get("dept_id") or "")


def _words_in(value: Mapping[str, Any], name: str) -> list[str]:
    found = value.get(name)
    return [str(each) for each in found] if isinstance(found, list) else []


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _words(fault: ApiError) -> str:
    if fault.code in facts.UNTRUSTED_IP:
        return "本机的出口IP不在应用的白名单里，请运行 dzb doctor dingtalk"
    if fault.code in facts.NOT_PERMITTED:
        return f"应用没有读取通讯录的权限（{fault.code}），请在开发者后台“权限管理”里开通通讯录只读权限"
    return f"读不到通讯录（{fault}）"
