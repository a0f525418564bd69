"""`dzb doctor dingtalk`: every prerequisite in order, and what to do about each, in the words of the admin pages."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence

import aiohttp

from bot.channels.dingtalk import contacts, facts
from bot.channels.dingtalk.api import Api, ApiError
from bot.channels.dingtalk.settings import DingTalkSettings
from bot.channels.dingtalk.signature import signature
from bot.channels.dingtalk.stream import SUBSCRIPTIONS, Stream
from bot.channels.dingtalk.usage import CALLS, MESSAGES, Quota, Usage, month_of
from bot.channels.finding import Finding, some
from bot.channels.http_client import HttpClient
from bot.channels.names import WEBHOOK_ONLY
from bot.channels.port import DeliveryDelayedError, DirectoryUnavailableError
from bot.channels.tokens import CredentialError
from bot.clock import real_time
from handlers.engine.roster import Roster
from storage import accounts, leases, people, platform_chats, platform_usage
from storage.instants import ZONE
from storage.platform_chats import HeardChat
from storage.store import Store

PAGE = "开发者后台（open-dev.dingtalk.com）“应用开发 → 企业内部应用 → 打开本应用”"

Check = Callable[[], Awaitable[list[Finding]]]


class Doctor:
    """Looks, and changes nothing but the cached token and this month's count."""

    def __init__(self, store: Store, org: str, settings: DingTalkSettings) -> None:
        self._store = store
        self._org = org
        self._said = settings
        self._http = HttpClient()
        quota = Quota(settings.monthly_calls, settings.monthly_messages)
        self._usage = Usage(store, org, quota, lambda: real_time().astimezone(ZONE), _say_nothing)
        self._api = Api(self._http, store, org, settings, self._usage.count)

    async def examine(self) -> list[Finding]:
        """Every finding in order; a part that is not set up is left out."""
        said, found = self._said, [_parts(self._said)]
        has_app = bool(said.client_id)
        checks: list[tuple[bool, Check]] = [
            (has_app and said.stream, self._stream),
            (has_app and not said.stream, self._callback),
            (has_app, self._robot),
            (has_app, self._cards),
            (True, self._groups),
            (has_app, self._people),
            (has_app, self._quota),
        ]
        try:
            credential = await self._credential() if has_app else []
            found += credential
            if all(finding.good for finding in credential):
                for wanted, check in checks:
                    found += await check() if wanted else []
        finally:
            await self._usage.close()
            await self._http.close()
        return found

    async def _credential(self) -> list[Finding]:
        try:
            await self._api.token()
        except CredentialError as fault:
            where = f"请从{PAGE}的“凭证与基础信息”重新复制这两项；改好后等十分钟再查"
            return [Finding(False, f"Client ID 或 Client Secret 不对（{fault}）：{where}")]
        except (ApiError, DeliveryDelayedError) as fault:
            return [Finding(False, f"连不上平台接口 {self._said.api_base}（{fault}）：请放行 *.dingtalk.com 的443端口")]
        return [Finding(True, "Client ID 和 Client Secret 正确")]

    # --- being heard --------------------------------------------------------------------------------------------------

    async def _stream(self) -> list[Finding]:
        """Who holds it; where nobody does, whether a connection would be given. Connects nobody, so it takes nothing
        away from a program that is just starting."""
        lease, now = Stream.lease_name(self._said.client_id), real_time()
        if await self._store.read_async(lambda uow: leases.holder(uow, self._org, lease, now)):
            return [Finding(True, "Stream 连接由正在运行的 dzb serve 保持")]
        asked = {
            "clientId": self._said.client_id,
            "clientSecret": self._said.secret,
            "subscriptions": list(SUBSCRIPTIONS),
            "ua": facts.USER_AGENT,
        }
        try:
            await self._api.open_connection(asked)
        except ApiError as fault:
            where = f"请在{PAGE}的“机器人”里把消息接收模式设为 Stream，并在“版本管理与发布”里发布"
            return [Finding(False, f"平台不给 Stream 连接（{fault}）：{where}")]
        except DeliveryDelayedError as fault:
            return [Finding(False, f"Stream 连接现在开不了（{fault}）：请检查网络，代理或网闸要允许 WebSocket（wss）")]
        return [Finding(False, "可以建立 Stream 连接，但没有程序在连接：请运行 dzb serve")]

    async def _callback(self) -> list[Finding]:
        """A call as the platform makes it, with nothing in it: whoever refuses it as such has read the signature."""
        url, at = f"{self._said.public_url}{self._said.callback_path}", str(int(time.time() * 1000))
        headers = {"timestamp": at, "sign": signature(at, self._said.secret), "Content-Type": "application/json"}
        try:
            async with self._http.session.post(url, data=b"{}", headers=headers, allow_redirects=False) as response:
                status = response.status
        except (aiohttp.ClientError, TimeoutError, OSError) as fault:
            words = "请检查域名解析、证书、反向代理和防火墙，并确认 dzb serve 正在运行"
            return [Finding(False, f"回调地址 {url} 不通（{type(fault).__name__}）：{words}")]
        if status == 400:
            return [Finding(True, f"回调地址 {url} 可以访问，签名正确")]
        if status == 403:
            return [Finding(False, f"回调地址 {url} 不认签名：请核对 client_secret，并校准本机时钟")]
        return [Finding(False, f"回调地址 {url} 不对（HTTP {status}）：反向代理没有把这个路径转到 dzb serve")]

    # --- what the app may do ------------------------------------------------------------------------------------------

    async def _robot(self) -> list[Finding]:
        """Asked for a file that is not there: only a missing permission is answered as such."""
        asked = {"downloadCode": "doctor", "robotCode": self._said.robot}
        try:
            await self._api.call("POST", "/v1.0/robot/messageFiles/download", asked)
        except ApiError as fault:
            if fault.code in facts.NOT_PERMITTED:
                where = f"请在{PAGE}的“权限管理”里开通“企业内机器人发送消息权限”"
                return [Finding(False, f"没有发消息的权限（{fault}）：{where}")]
            if fault.code in facts.UNTRUSTED_IP:
                return [Finding(False, f"本机的出口IP不可信（{fault}）：请在{PAGE}的“安全设置”里加上出口IP")]
            if fault.code.startswith("invalidParameter.robotCode"):
                return [Finding(False, f"RobotCode 不对（{fault}）：它与 Client ID 相同，一般不用填写")]
        except (CredentialError, DeliveryDelayedError):
            pass
        return [Finding(True, "有发消息的权限")]

    async def _cards(self) -> list[Finding]:
        """A card is made that goes to nobody."""
        if not self._said.card_template_id:
            words = "领导收到的是文字和快捷链接；要用卡片，请按接入说明建一个模板，把ID写入 card_template_id"
            return [Finding(True, f"没有配置卡片模板：{words}")]
        asked = {
            "cardTemplateId": self._said.card_template_id,
            "outTrackId": f"doctor-{secrets.token_hex(8)}",
            "callbackType": "STREAM",
            "cardData": {"cardParamMap": {"title": "检查"}},
            "imRobotOpenSpaceModel": {"supportForward": False},
        }
        try:
            await self._api.call("POST", "/v1.0/card/instances", asked)
        except ApiError as fault:
            return [Finding(False, _card_words(fault))]
        except (CredentialError, DeliveryDelayedError) as fault:
            return [Finding(False, f"卡片模板现在检查不了（{fault}），请稍后再查")]
        return [Finding(True, "卡片模板可用，有发卡片的权限")]

    # --- groups and people --------------------------------------------------------------------------------------------

    async def _groups(self) -> list[Finding]:
        roster, heard = await self._roster(), await self._heard()
        known = {group.name: await self._externals(group.name) for group in roster.groups}
        found = [self._group(name, externals) for name, externals in known.items()]
        bound = {external for externals in known.values() for external in externals}
        strange = [chat for chat in heard if chat.is_group and chat.place not in bound]
        return found + [Finding(False, _strange_words(chat)) for chat in strange]

    def _group(self, name: str, externals: Sequence[str]) -> Finding:
        if any(not external.startswith(WEBHOOK_ONLY) for external in externals):
            return Finding(True, f"群“{name}”：会话ID已知")
        if self._said.webhook(name)[0]:
            return Finding(True, f"群“{name}”：通知由群自己的机器人发送；要在群里答话，还须把应用机器人加进群并@它一次")
        how = "请在群设置“机器人”里添加本应用的机器人，再@它说一句话"
        return Finding(False, f"群“{name}”收不到消息：{how}")

    async def _people(self) -> list[Finding]:
        """Everybody of the roster must be one of the platform's people."""
        roster = await self._roster()
        try:
            book = await contacts.read(self._api)
        except DirectoryUnavailableError as fault:
            return [Finding(False, f"读不到通讯录，不能核对花名册：{fault}")]
        there = {contact.id for contact in book.people if contact.active}
        lost = []
        for member in roster.members:
            if not there & {*await self._externals(member.account), member.account}:
                lost.append(member.name)
        if lost:
            how = "请在应用的“可见范围”里选上全单位；账号与钉钉UserID不同的，运行 dzb people link 对上"
            return [Finding(False, f"花名册上对不上钉钉的有{some(lost)}：{how}")]
        return [Finding(True, f"花名册上{len(roster.members)}人都在钉钉通讯录里（共看到{len(there)}人）")]

    async def _quota(self) -> list[Finding]:
        month = month_of(real_time().astimezone(ZONE))
        found = []
        for kind, most, what in (
            (CALLS, self._said.monthly_calls, "接口调用"),
            (MESSAGES, self._said.monthly_messages, "机器人消息"),
        ):
            used = await self._store.read_async(
                lambda uow, kind=kind: platform_usage.used(uow, self._org, facts.CHANNEL, month, kind)  # type: ignore[misc]
            )
            words = f"本月的{what}已用{used}次，共{most}次（{used * 100 // most}%）"
            enough = used * 100 < facts.WARN_PERCENT[-1] * most
            found.append(Finding(enough, words if enough else f"{words}：快用完了，请在钉钉管理后台升级或减少使用"))
        return found

    async def _roster(self) -> Roster:
        return await self._store.read_async(lambda uow: people.load_roster(uow, self._org))

    async def _heard(self) -> Sequence[HeardChat]:
        return await self._store.read_async(lambda uow: platform_chats.all_heard(uow, self._org, facts.CHANNEL))

    async def _externals(self, name: str) -> Sequence[str]:
        found = await self._store.read_async(lambda uow: accounts.externals_of(uow, self._org, facts.CHANNEL, name))
        return (*found, *([self._said.groups[name]] if name in self._said.groups else []))


async def _say_nothing(_words: str) -> None:
    """A doctor warns nobody: it says what it finds."""


def _parts(said: DingTalkSettings) -> Finding:
    parts = {
        "应用（Stream）": bool(said.client_id) and said.stream,
        "应用（HTTP回调）": bool(said.client_id) and not said.stream,
        "互动卡片": bool(said.card_template_id),
        "工作通知": bool(said.agent_id),
        f"群自己的机器人{len(said.webhooks)}个": bool(said.webhooks),
    }
    there = [name for name, set_up in parts.items() if set_up]
    if not there:
        return Finding(False, "[dingtalk] 里没有填写应用或群机器人，请按接入说明填写")
    return Finding(True, f"已填写：{'、'.join(there)}")


def _card_words(fault: ApiError) -> str:
    if fault.code in facts.NOT_PERMITTED:
        return f"没有发卡片的权限（{fault}）：请在{PAGE}的“权限管理”里开通“互动卡片实例写权限”"
    if fault.code in facts.NO_TEMPLATE:
        return f"卡片模板不可用（{fault}）：请在开发者后台“卡片平台”里核对模板ID、关联本应用，并发布"
    return f"卡片模板不可用（{json.dumps(fault.code)} {fault.words}）"


def _strange_words(chat: HeardChat) -> str:
    when = f"{chat.last_heard_at:%m月%d日 %H:%M}"
    return (
        f"有一个群还没有对上名字：会话ID {chat.place}，最近{when}有人@机器人。"
        "请把群名改成与“群”表相同，或者写入 [dingtalk.groups]：群名 = 会话ID"
    )
