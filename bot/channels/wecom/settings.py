"""What the office's IT person fills in for WeCom: the table `[wecom]` of `dzb.toml`, or `DZB_WECOM_*`."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from bot.channels.setting_values import named_values
from bot.channels.wecom import facts
from bot.channels.wecom.envelope import decoded_key

WEBHOOK_PATH = "/cgi-bin/webhook/send"


class WeComSettings(BaseModel):
    """The parts that are filled in are the parts that run: the app, the bot (by long connection or callback), the
    groups' webhook robots. Secrets never show in a log or in an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    corp_id: str = ""
    """企业ID（我的企业 → 企业信息）。"""
    agent_id: int = 0
    """自建应用的 AgentId；0 表示没有自建应用。"""
    app_secret: SecretStr = SecretStr("")
    """自建应用的 Secret。"""
    app_token: SecretStr = SecretStr("")
    """自建应用“接收消息”的 Token。"""
    app_aes_key: SecretStr = SecretStr("")
    """自建应用“接收消息”的 EncodingAESKey，43个字符。"""
    bot_id: str = ""
    """智能机器人的 BotID（长连接方式）。"""
    bot_secret: SecretStr = SecretStr("")
    """智能机器人的 Secret（长连接方式）。"""
    bot_token: SecretStr = SecretStr("")
    """智能机器人“URL回调”方式的 Token。"""
    bot_aes_key: SecretStr = SecretStr("")
    """智能机器人“URL回调”方式的 EncodingAESKey。"""
    bot_name: str = ""
    """机器人在群里的名字；不写则用制度里的名字。"""
    groups: dict[str, str] = Field(default_factory=dict)
    """群名 = 会话ID（chatid）；有人在群里@机器人以后，dzb doctor wecom 会列出会话ID。"""
    webhooks: dict[str, SecretStr] = Field(default_factory=dict)
    """群名 = 该群“消息推送”机器人的 Webhook 地址，或者只写其中的 key。"""
    api_base: str = facts.API_BASE
    """平台接口的地址；只有测试时才改。"""
    bot_socket: str = facts.BOT_SOCKET
    """智能机器人长连接的地址；只有测试时才改。"""
    app_path: str = "/wecom/app"
    """自建应用的回调路径。"""
    bot_path: str = "/wecom/bot"
    """智能机器人的回调路径。"""
    public_url: str = ""
    """外网能访问到本机的地址，例如 https://oa.example.gov.cn；只供 dzb doctor 检查。"""
    card_url: str = "https://work.weixin.qq.com/"
    """没有按钮的卡片点开后去哪里（平台要求必须有地址）。"""
    clock_tolerance_seconds: int = Field(default=600, ge=1, le=86_400)
    """回调的时间与本机时钟最多相差多少秒，超出即拒绝。"""
    avoid_full_hours: bool = True
    """整点和半点的那一分钟不推送群通知：平台说明此时投递较慢。"""

    @field_validator("app_aes_key", "bot_aes_key")
    @classmethod
    def _is_a_key(cls, key: SecretStr) -> SecretStr:
        if key.get_secret_value():
            decoded_key(key.get_secret_value())
        return key

    @field_validator("api_base", "bot_socket", "public_url")
    @classmethod
    def _without_last_slash(cls, url: str) -> str:
        return url.rstrip("/")

    _split = field_validator("groups", "webhooks", mode="before")(named_values)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        """A part that is begun must be finished."""
        for needed in (("corp_id", "agent_id", "app_secret"), ("bot_id", "bot_secret")):
            given = [name for name in needed if self._given(name)]
            if given and len(given) < len(needed) and given != ["corp_id"]:
                raise ValueError(f"missing {next(name for name in needed if name not in given)}")
        for token, key in (("app_token", "app_aes_key"), ("bot_token", "bot_aes_key")):
            if self._given(token) != self._given(key):
                raise ValueError(f"missing {key if self._given(token) else token}")
        if self._given("app_token") and not self.corp_id:
            raise ValueError("missing corp_id")
        return self

    def _given(self, name: str) -> bool:
        value = getattr(self, name)
        return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)

    @property
    def has_app(self) -> bool:
        """Whether the self-built app can send."""
        return bool(self.agent_id)

    @property
    def has_app_callback(self) -> bool:
        """Whether the self-built app can be spoken to, so that it may also send cards with buttons."""
        return self._given("app_token")

    @property
    def has_long_connection(self) -> bool:
        """Whether the smart bot is connected to from here."""
        return bool(self.bot_id)

    @property
    def has_bot_callback(self) -> bool:
        """Whether the smart bot calls us."""
        return self._given("bot_token")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filled in that could carry a message."""
        parts = (self.has_app, self.has_app_callback, self.has_long_connection, self.has_bot_callback)
        return not (any(parts) or self.webhooks)

    def webhook(self, group: str) -> str:
        """The address at which a group's robot takes messages, "" where it has none. A secret: never log it."""
        secret = self.webhooks.get(group)
        if secret is None:
            return ""
        value = secret.get_secret_value().strip()
        key = value.partition("key=")[2].partition("&")[0] or value
        return f"{self.api_base}{WEBHOOK_PATH}?key={key}"
