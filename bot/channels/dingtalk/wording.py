"""What the channel itself says, to whoever cannot be served otherwise and to the office."""

from __future__ import annotations

from datetime import datetime

USED_UP = (
    "本单位本月的钉钉机器人消息次数已用完，我收到了您的消息，但看不到内容。"
    "请直接联系党政办，急事请打电话；下月1日起恢复，或由管理员升级钉钉版本。"
)
UNNAMED = (
    "暂时不能为您办理：钉钉没有提供您在本单位的账号。请联系党政办，核对您是不是在本单位的钉钉里；"
    "如果大家都收到这句话，请管理员在钉钉开发者后台发布应用和机器人。"
)
"""To whoever comes without a user id: of another organisation, or the robot is not published. The sealed id that the
platform gives instead is nothing that a roster could hold."""
OPTIONS_CHANGED = "卡片上的选项已有变化，没有办理：请在刚更新的卡片上重新选择。"


def gap_words(since: datetime, until: datetime) -> str:
    """That nothing was heard for a while, and what everybody should do about it."""
    end = f"{until:%H:%M}" if since.date() == until.date() else f"{until.month}月{until.day}日{until:%H:%M}"
    return (
        f"钉钉连接在{since.month}月{since.day}日{since:%H:%M}至{end}之间中断，现已恢复。"
        "这段时间里发给机器人的消息可能没有收到：没有得到回音的，请再说一遍；"
        "已经收到的，可以用“我的申请”查到。"
    )
