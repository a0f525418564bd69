"""What the office's IT person fills in for DingTalk: the table `[dingtalk]` of `dzb.toml`, or `DZB_DINGTALK_*`."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from bot.channels.dingtalk import facts
from bot.channels.setting_values import named_values


class DingTalkSettings(BaseModel):
    """One app of the office's own (企业内部应用) with its robot. Secrets never show in a log or in an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    client_id: str = ""
    """应用的 Client ID（原 AppKey）。"""
    client_secret: SecretStr = SecretStr("")
    """应用的 Client Secret（原 AppSecret）。"""
    robot_code: str = ""
    """机器人的 RobotCode；不写即与 Client ID 相同。"""
    corp_id: str = ""
    """企业的 CorpId；填写后，别的企业发来的一律不收。"""
    agent_id: int = 0
    """应用的 AgentId；填写后，机器人单聊发不到的人改用工作通知。"""
    card_template_id: str = ""
    """互动卡片模板的 ID；不写则用文字和快捷链接代替卡片。"""
    stream: bool = True
    """用 Stream 方式接收消息（不需要外网地址）；false 为 HTTP 回调方式。"""
    callback_path: str = "/dingtalk/robot"
    """HTTP 回调方式：机器人的回调路径。"""
    card_callback_path: str = "/dingtalk/card"
    """HTTP 回调方式：卡片的回调路径。"""
    public_url: str = ""
    """HTTP 回调方式：外网能访问到本机的地址，例如 https://oa.example.gov.cn。"""
    groups: dict[str, str] = Field(default_factory=dict)
    """群名 = 会话ID（openConversationId）；群在钉钉里的名字与花名册“群”表相同的，@一次机器人就自动对上。"""
    webhooks: dict[str, SecretStr] = Field(default_factory=dict)
    """群名 = 该群自定义机器人的 Webhook 地址，或者只写其中的 access_token；应用机器人进不了的群才需要。"""
    webhook_secrets: dict[str, SecretStr] = Field(default_factory=dict)
    """群名 = 该群自定义机器人“加签”的密钥（SEC开头）。"""
    monthly_calls: int = Field(default=facts.MONTHLY_CALLS, ge=1)
    """本单位每月可用的接口调用次数，标准版为5000。"""
    monthly_messages: int = Field(default=facts.MONTHLY_STREAM, ge=1)
    """本单位每月可用的 Webhook 和 Stream 次数，标准版为3000。"""
    api_base: str = facts.API_BASE
    """新版接口的地址；只有测试时才改。"""
    oapi_base: str = facts.OAPI_BASE
    """旧版接口的地址；只有测试时才改。"""
    clock_tolerance_seconds: int = Field(default=3_600, ge=1, le=86_400)
    """HTTP 回调的时间与本机时钟最多相差多少秒，超出即拒绝。"""
    avoid_full_hours: bool = True
    """整点和半点的那一分钟不推送群通知。"""

    @field_validator("api_base", "oapi_base", "public_url")
    @classmethod
    def _without_last_slash(cls, url: str) -> str:
        return url.rstrip("/")

    _split = field_validator("groups", "webhooks", "webhook_secrets", mode="before")(named_values)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if bool(self.client_id) != bool(self.client_secret.get_secret_value()):
            raise ValueError(f"missing {'client_secret' if self.client_id else 'client_id'}")
        if not self.stream and self.client_id and not self.public_url:
            raise ValueError("missing public_url")
        return self

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filled in that could carry a message."""
        return not (self.client_id or self.webhooks)

    @property
    def robot(self) -> str:
        """The robot's own code."""
        return self.robot_code or self.client_id

    @property
    def secret(self) -> str:
        """The app's secret: never log it."""
        return self.client_secret.get_secret_value()

    def webhook(self, group: str) -> tuple[str, str]:
        """The access token and the signing secret of a group's own robot, "" where it has none. Never log them."""
        value = self.webhooks.get(group, SecretStr("")).get_secret_value().strip()
        token = value.partition("access_token=")[2].partition("&")[0] or value
        return token, self.webhook_secrets.get(group, SecretStr("")).get_secret_value().strip()
