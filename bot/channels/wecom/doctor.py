"""`dzb doctor wecom`: every prerequisite in its order, and what to do about each, in the words of the admin pages."""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, Sequence

import aiohttp

from bot.channels.finding import Finding, some
from bot.channels.names import WEBHOOK_ONLY
from bot.channels.port import DeliveryDelayedError, DirectoryUnavailableError
from bot.channels.tokens import CredentialError
from bot.channels.wecom import contacts, facts
from bot.channels.wecom.api import Api, ApiError, Http
from bot.channels.wecom.connection import BotConnection
from bot.channels.wecom.envelope import Envelope
from bot.channels.wecom.heard import Door
from bot.channels.wecom.settings import WeComSettings
from bot.clock import real_time
from handlers.engine.roster import Roster
from storage import accounts, leases, people, platform_chats
from storage.platform_chats import HeardChat
from storage.store import Store

APP_PAGE = "管理后台“应用管理 → 应用 → 自建 → 打开本应用”"
BOT_PAGE = "管理后台“安全与管理 → 管理工具 → 智能机器人 → 打开本机器人 → API模式”"


Check = Callable[[], Awaitable[list[Finding]]]


class Doctor:
    """Looks, and changes nothing but the cached token."""

    def __init__(self, store: Store, org: str, settings: WeComSettings) -> None:
        self._store = store
        self._org = org
        self._said = settings
        self._http = Http()

    async def examine(self) -> list[Finding]:
        """Every finding in order; a part that is not set up is left out."""
        said, found = self._said, [_parts(self._said)]
        checks: list[tuple[bool, Check]] = [
            (said.has_app, self._app),
            (said.has_app_callback, lambda: self._callback(Door.APP)),
            (said.has_bot_callback, lambda: self._callback(Door.BOT)),
            (said.has_long_connection, self._line),
            (True, self._groups),
            (True, self._people),
            (said.has_app, self._contacts),
        ]
        try:
            for wanted, check in checks:
                found += await check() if wanted else []
        finally:
            await self._http.close()
        return found

    # --- the app ------------------------------------------------------------------------------------------------------

    async def _app(self) -> list[Finding]:
        """企业ID and Secret, then 企业可信IP and AgentId."""
        api = self._api()
        try:
            await api.token()
        except CredentialError as fault:
            return [Finding(False, _credential_words(int(fault.code)))]
        except (DeliveryDelayedError, ApiError) as fault:
            return [Finding(False, f"连不上平台接口 {self._said.api_base}（{fault}）：请检查网络、DNS 和防火墙")]
        right = Finding(True, "企业ID 和应用 Secret 正确")
        try:
            await api.get("agent/get", agentid=str(self._said.agent_id))
        except ApiError as fault:
            return [right, Finding(False, _agent_words(fault))]
        except DeliveryDelayedError as fault:
            return [right, Finding(False, f"平台暂时不能回答（{fault}），请稍后再查")]
        return [right, Finding(True, "企业可信IP 和 AgentId 正确")]

    def _api(self) -> Api:
        said = self._said
        secret = said.app_secret.get_secret_value()
        name = f"app {said.agent_id}"
        return Api(self._http, said.api_base, self._store, self._org, said.corp_id, name, secret)

    # --- being called -------------------------------------------------------------------------------------------------

    async def _callback(self, door: Door) -> list[Finding]:
        """What the admin page does when the address is saved, done from here."""
        name, page, path = _PAGES[door]
        if not self._said.public_url:
            advice = f"没有填写 public_url，无法从外网检查；请在{page}保存回调地址，以保存成功为准"
            return [Finding(True, f"{name}：{advice}")]
        url = self._said.public_url + getattr(self._said, path)
        words = str(secrets.randbelow(10**18))
        answered = await self._echo(url, door, words)
        if answered == words:
            return [Finding(True, f"{name}的回调地址 {url} 可以访问，签名正确")]
        return [Finding(False, f"{name}的回调地址 {url} 不通（{answered}）：{_callback_words(answered, page)}")]

    async def _echo(self, url: str, door: Door, words: str) -> str:
        """The words where all is well; else what happened."""
        sealed = self._envelope(door).seal(words, str(int(real_time().timestamp())), str(secrets.randbelow(10**9)))
        stamp = sealed.stamp
        query = {"msg_signature": stamp.signature, "timestamp": stamp.timestamp, "nonce": stamp.nonce}
        query["echostr"] = sealed.encrypted
        try:
            async with self._http.session.get(url, params=query, allow_redirects=False) as response:
                said = (await response.content.read(200)).decode("utf-8", "replace")
                return said if response.status == 200 else f"HTTP {response.status}"
        except (aiohttp.ClientError, TimeoutError, OSError) as fault:
            return type(fault).__name__

    def _envelope(self, door: Door) -> Envelope:
        said = self._said
        if door is Door.APP:
            return Envelope(said.app_token.get_secret_value(), said.app_aes_key.get_secret_value(), said.corp_id)
        return Envelope(said.bot_token.get_secret_value(), said.bot_aes_key.get_secret_value(), "")

    # --- the long connection ------------------------------------------------------------------------------------------

    async def _line(self) -> list[Finding]:
        """Who holds it; where nobody does, whether BotID and Secret are right. Never kicks anybody of ours."""
        lease, now = BotConnection.lease_name(self._said.bot_id), real_time()
        if await self._store.read_async(lambda uow: leases.holder(uow, self._org, lease, now)):
            return [Finding(True, "智能机器人的长连接由正在运行的 dzb serve 保持")]
        state = await self._tried()
        if state == "connected":
            return [Finding(False, "智能机器人的 BotID 和 Secret 正确，但没有程序在连接：请运行 dzb serve")]
        if "refused" in state:
            where = f"{BOT_PAGE}，选“长连接”"
            return [Finding(False, f"智能机器人的 BotID 或 Secret 不对（{state}）：请从{where}重新复制这两项")]
        words = "请检查网络和防火墙是否放行 wss（443端口）；代理或网闸要允许 WebSocket"
        return [Finding(False, f"智能机器人的长连接连不上 {self._said.bot_socket}（{state}）：{words}")]

    async def _tried(self) -> str:
        said = self._said

        async def ignore(_heard: object) -> None:
            return None

        secret = said.bot_secret.get_secret_value()
        connection = BotConnection(self._store, self._org, said.bot_socket, said.bot_id, secret, ignore)
        return await connection.try_once()

    # --- groups and people --------------------------------------------------------------------------------------------

    async def _groups(self) -> list[Finding]:
        roster, heard = await self._roster(), await self._heard()
        known = {group.name: await self._externals(group.name) for group in roster.groups}
        found = [self._group(name, externals, heard) for name, externals in known.items()]
        bound = {external for externals in known.values() for external in externals}
        strange = [chat for chat in heard if chat.is_group and chat.place not in bound]
        return found + [Finding(False, _strange_words(chat)) for chat in strange]

    def _group(self, name: str, externals: Sequence[str], heard: Sequence[HeardChat]) -> Finding:
        robot = "，通知由消息推送机器人发送" if self._said.webhook(name) else ""
        chat_ids = [external for external in externals if not external.startswith(WEBHOOK_ONLY)]
        if any(chat.place in chat_ids for chat in heard):
            return Finding(True, f"群“{name}”：机器人在群里，有人@过它{robot}")
        if robot:
            return Finding(True, f"群“{name}”{robot}；要在群里答话，还须把智能机器人加进群并@它一次")
        how = "请在群设置里添加智能机器人并@它说一句话，或者添加“消息推送”并把 Webhook 地址写入 [wecom.webhooks]"
        return Finding(False, f"群“{name}”收不到消息：{how}")

    async def _people(self) -> list[Finding]:
        roster = await self._roster()
        if self._said.has_app:
            return await self._outside_of_range(roster)
        spoke = {chat.place for chat in await self._heard() if not chat.is_group}
        silent = []
        for member in roster.members:
            externals = await self._externals(member.account)
            if not spoke.intersection(externals):
                silent.append(member.name)
        if not silent:
            return [Finding(True, "花名册上的人都给机器人发过消息，可以主动通知到每个人")]
        return [Finding(False, f"还没有给机器人发过消息的有{some(silent)}：请每人在单聊里对机器人说一句“您好”")]

    async def _outside_of_range(self, roster: Roster) -> list[Finding]:
        api = self._api()
        lost: list[str] = []
        unknown: list[str] = []
        for member in roster.members:
            try:
                await api.get("user/get", userid=member.account)
            except ApiError as fault:
                (unknown if fault.code in (60111, 46004, 40003) else lost).append(member.name)
            except (DeliveryDelayedError, CredentialError):
                return [Finding(False, "现在查不到通讯录，可见范围没有检查")]
        found = [Finding(True, f"花名册上{len(roster.members) - len(lost) - len(unknown)}人都在应用的可见范围内")]
        if unknown:
            words = "请核对花名册的“账号”与管理后台“通讯录 → 成员 → 账号”一致"
            found.append(Finding(False, f"企业微信里没有账号的有{some(unknown)}：{words}"))
        if lost:
            words = f"请在{APP_PAGE}的“可见范围”里加上他们"
            found.append(Finding(False, f"不在应用可见范围内的有{some(lost)}：{words}"))
        return found

    async def _contacts(self) -> list[Finding]:
        """Whether the daily comparison with the roster can be made."""
        try:
            book = await contacts.read(self._api())
        except DirectoryUnavailableError as fault:
            return [Finding(False, f"读不到通讯录，不能每天核对花名册：{fault}")]
        seen = sum(contact.active for contact in book.people)
        return [Finding(True, f"通讯录可以读取（{seen}人），每个工作日与花名册核对一次")]

    async def _roster(self) -> Roster:
        return await self._store.read_async(lambda uow: people.load_roster(uow, self._org))

    async def _heard(self) -> Sequence[HeardChat]:
        return await self._store.read_async(lambda uow: platform_chats.all_heard(uow, self._org, facts.CHANNEL))

    async def _externals(self, name: str) -> Sequence[str]:
        found = await self._store.read_async(lambda uow: accounts.externals_of(uow, self._org, facts.CHANNEL, name))
        return (*found, name.lower(), *([self._said.groups[name]] if name in self._said.groups else []))


_PAGES = {
    Door.APP: ("自建应用", f"{APP_PAGE}的“接收消息 → 设置API接收”", "app_path"),
    Door.BOT: ("智能机器人", f"{BOT_PAGE}的“URL回调”", "bot_path"),
}


def _parts(said: WeComSettings) -> Finding:
    parts = {
        "自建应用": said.has_app,
        "自建应用回调": said.has_app_callback,
        "智能机器人（长连接）": said.has_long_connection,
        "智能机器人（URL回调）": said.has_bot_callback,
        f"消息推送机器人{len(said.webhooks)}个": bool(said.webhooks),
    }
    there = [name for name, set_up in parts.items() if set_up]
    if not there:
        return Finding(False, "[wecom] 里没有填写自建应用、智能机器人或消息推送，请按接入说明填写")
    return Finding(True, f"已填写：{'、'.join(there)}")


def _credential_words(code: int) -> str:
    if code == 40013:
        return "企业ID不对（40013）：请从管理后台“我的企业 → 企业信息”最下方复制 corp_id"
    if code == 40091:
        return "Secret 是另一个企业的（40091）：请核对 corp_id 和 app_secret 来自同一个企业"
    return f"应用 Secret 不对（{code}）：请从{APP_PAGE}的“Secret”重新查看并填入 app_secret；改好后等十分钟再查"


def _agent_words(fault: ApiError) -> str:
    if fault.code == facts.UNTRUSTED_IP:
        address = re.search(r"from ip: ?([0-9a-fA-F.:]+)", str(fault))
        where = f"{APP_PAGE}最下方“企业可信IP → 配置”"
        return f"本机的出口IP不可信（60020）：请在{where}里加上 {address[1] if address else '出口IP'}，一分钟后生效"
    if fault.code in (40056, 301002):
        return f"AgentId 不对（{fault.code}）：请从{APP_PAGE}的页首复制 AgentId 填入 agent_id"
    return f"应用不可用（{fault}）：请在{APP_PAGE}检查应用是否启用"


def _callback_words(answered: str, page: str) -> str:
    if answered == "HTTP 403":
        return f"签名不符，请核对 Token、EncodingAESKey 与{page}里填写的一致，并校准本机时钟"
    if answered == "HTTP 404":
        return "反向代理没有把这个路径转到 dzb serve，请核对路径"
    return "请检查域名解析、证书、反向代理和防火墙，并确认 dzb serve 正在运行"


def _strange_words(chat: HeardChat) -> str:
    when = f"{chat.last_heard_at:%m月%d日 %H:%M}"
    return f"有一个群还没有对上名字：会话ID {chat.place}，最近{when}有人@机器人。请写入 [wecom.groups]：群名 = 会话ID"
