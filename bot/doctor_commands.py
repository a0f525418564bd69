"""`dzb doctor`: what of the house's surroundings is not as it must be, and what to do about it."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

import typer

from bot.command_parts import Config, Office, office_of, say
from bot.endings import FOUND, CommandError

if TYPE_CHECKING:
    from bot.channels.finding import Finding

doctor_app = typer.Typer(help="检查接入是否配置正确，哪里不对、怎么改。", no_args_is_help=True)


@doctor_app.callback()
def doctor() -> None:
    """检查接入是否配置正确，哪里不对、怎么改。"""


@doctor_app.command("wecom")
def doctor_wecom(org: Office = "", config: Config = None) -> None:
    """逐项检查企业微信：凭证、可信IP、回调地址、长连接、群和可见范围。"""
    from bot.channels.wecom.doctor import Doctor

    with office_of(org, config) as (store, office, said):
        _report(Doctor(store, office, said.wecom).examine())


@doctor_app.command("dingtalk")
def doctor_dingtalk(org: Office = "", config: Config = None) -> None:
    """逐项检查钉钉：凭证、权限、Stream连接、卡片模板、群、可见范围和本月用量。"""
    from bot.channels.dingtalk.doctor import Doctor

    with office_of(org, config) as (store, office, said):
        _report(Doctor(store, office, said.dingtalk).examine())


def _report(examining: Coroutine[Any, Any, list[Finding]]) -> None:
    """Every finding, a line each; ends with FOUND where one is bad."""
    import asyncio

    found = asyncio.run(examining)
    for finding in found:
        say(f"{'√' if finding.good else '×'} {finding.words}")
    if not all(finding.good for finding in found):
        raise CommandError("以上打×的各项请逐项处理，再运行一次。", FOUND)


@doctor_app.command("clock")
def doctor_clock(org: Office = "", config: Config = None) -> None:
    """定时事项是否在运行：上次检查的时间、到时没有发的和接下来的。"""
    from bot.clock_command import health, office_time

    with office_of(org, config) as (store, office, said):
        good, found = health(store, office, office_time(store, office, said))
    say(found)
    if not good:
        raise CommandError("定时事项没有在运行，请检查 dzb serve。", FOUND)
