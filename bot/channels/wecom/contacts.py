"""The corporation's contacts as the app sees them: its visible range, department by department.

Names, departments and posts are still given to every self-built app; where an app may list the departments but not
their details, their names come one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.channels.json_part import objects
from bot.channels.port import DeliveryDelayedError, DirectoryUnavailableError
from bot.channels.tokens import CredentialError
from bot.channels.wecom import facts
from bot.channels.wecom.api import Api, ApiError, Http
from bot.channels.wecom.settings import WeComSettings
from handlers.contacts.book import Contact, Contacts, Department
from storage.store import Store

TITLE = "企业微信"

_ACTIVE = frozenset({1, 4})
"""激活、未激活；停用（2）和退出（5）的人不算在职。"""


class WeComContacts:
    """The contacts by themselves, for a command: reads once, then lets go of its connections."""

    name = facts.CHANNEL
    title = TITLE

    def __init__(self, store: Store, org: str, settings: WeComSettings) -> None:
        self._http = Http()
        secret = settings.app_secret.get_secret_value()
        name = f"app {settings.agent_id}"
        self._api = Api(self._http, settings.api_base, store, org, settings.corp_id, name, secret)

    has_directory = True

    async def directory(self) -> Contacts:
        """Everybody in the app's visible range. Raises DirectoryUnavailableError."""
        try:
            return await read(self._api)
        finally:
            await self._http.close()


async def read(api: Api) -> Contacts:
    """Everybody in the app's visible range. Raises DirectoryUnavailableError."""
    try:
        departments = await _departments(api)
        people = [(each, await _people(api, each)) for each in departments]
    except CredentialError as fault:
        raise DirectoryUnavailableError(f"应用的 Secret 不对（{fault}），请运行 dzb doctor wecom") from fault
    except ApiError as fault:
        raise DirectoryUnavailableError(_words(fault)) from fault
    except DeliveryDelayedError as fault:
        raise DirectoryUnavailableError(f"平台暂时不能回答（{fault}），稍后会再试") from fault
    return gathered(departments, people)


async def _departments(api: Api) -> list[Mapping[str, Any]]:
    """Every department with its name; the list without names where the other one is not allowed."""
    try:
        return objects((await api.get("department/list")).get("department"))
    except ApiError as fault:
        if fault.code not in facts.NOT_ALLOWED:
            raise
    listed = objects((await api.get("department/simplelist")).get("department_id"))
    found = [(await api.get("department/get", id=str(each.get("id", "")))).get("department") for each in listed]
    return objects(found)


async def _people(api: Api, department: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return objects((await api.get("user/list", department_id=str(department.get("id", "")))).get("userlist"))


def gathered(
    departments: Sequence[Mapping[str, Any]],
    people: Sequence[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]],
) -> Contacts:
    """The platform's answers as contacts: each person once, each department with its leaders."""
    leaders: dict[str, list[str]] = {_id(each): _words_in(each.get("department_leader")) for each in departments}
    found: dict[str, Contact] = {}
    for _, members in people:
        for member in members:
            user = str(member.get("userid", ""))
            if user and user.lower() not in found:
                found[user.lower()] = _contact(user, member)
                for led in _led_by(member):
                    leaders.setdefault(led, []).append(user)
    return Contacts(
        tuple(
            Department(
                _id(each), str(each.get("name", "")), _id(each, "parentid"), tuple(dict.fromkeys(leaders[_id(each)]))
            )
            for each in departments
        ),
        tuple(found.values()),
    )


def _contact(user: str, member: Mapping[str, Any]) -> Contact:
    departments = _words_in(member.get("department"))
    main = str(member.get("main_department") or "")
    if main in departments:
        departments = [main, *(each for each in departments if each != main)]
    status = member.get("status")
    name, post = str(member.get("name") or ""), str(member.get("position") or "")
    return Contact(user, name, tuple(departments), post, status is None or status in _ACTIVE)


def _led_by(member: Mapping[str, Any]) -> Iterator[str]:
    flags = member.get("is_leader_in_dept")
    departments = _words_in(member.get("department"))
    if isinstance(flags, list):
        yield from (department for department, flag in zip(departments, flags, strict=False) if flag == 1)


def _id(department: Mapping[str, Any], key: str = "id") -> str:
    return str(department.get(key) or "")


def _words_in(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _words(fault: ApiError) -> str:
    if fault.code == facts.UNTRUSTED_IP:
        return "本机的出口IP不在应用的“企业可信IP”里（60020），请运行 dzb doctor wecom"
    if fault.code in facts.NOT_ALLOWED:
        return f"应用没有读取通讯录的权限（{fault.code}），请在应用的“可见范围”里选上全单位"
    return f"读不到通讯录（{fault}）"
