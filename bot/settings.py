"""Where things are: `dzb.toml` and `DZB_*`. Never what the rules are; those are the office's, in `policy.toml`.

An environment variable (`DZB_DATABASE`, `DZB_LISTEN` ...) wins over the file.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from bot import kill_points
from bot.channels.dingtalk.settings import DingTalkSettings
from bot.channels.wecom.settings import WeComSettings

PREFIX = "DZB_"
FILE = Path("dzb.toml")
_NOT_SETTINGS = frozenset({kill_points.SETTING, "DZB_BROWSER"})
"""Variables of this prefix that only tests know."""


class SettingsError(Exception):
    """The settings cannot be used; `str()` of it is one line for the person who runs the program."""


def _split(value: Any) -> Any:
    """A list in an environment variable is written with commas."""
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _checked_listen(value: Any) -> str:
    host, _, port = str(value).rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise ValueError("应写成 地址:端口，例如 127.0.0.1:8600")
    return str(value)


_SECTIONS: Mapping[str, type[BaseModel]] = {"wecom": WeComSettings, "dingtalk": DingTalkSettings}
"""Tables of the file. In the environment their keys bear the table's name in front."""


class Settings(BaseSettings):
    """What `dzb serve` needs to know about this machine."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    database: str = "sqlite:///.data/dzb.sqlite"
    """`sqlite:///path` or `postgresql://user:password@host/name`."""
    org: str = ""
    """The office that the workplace page shows; may be left out where the database has only one."""
    listen: Annotated[str, BeforeValidator(_checked_listen)] = "127.0.0.1:8600"
    """Address and port of the web server."""
    channels: Annotated[tuple[Literal["workplace", "wecom", "dingtalk"], ...], NoDecode, BeforeValidator(_split)] = ()
    """The channels that are on, the preferred one first."""
    clock: Literal["real", "simulated"] = "real"
    """A simulated clock can be moved forward on the workplace page: for demonstrations and tests only."""
    time_zone: Literal["Asia/Shanghai"] = "Asia/Shanghai"
    data: Path = Path(".data")
    """The folder for whatever the program keeps beside the database."""
    wecom: WeComSettings = WeComSettings()
    """The table `[wecom]`, or `DZB_WECOM_CORP_ID` and so on: see bot/channels/wecom/settings.py."""
    dingtalk: DingTalkSettings = DingTalkSettings()
    """The table `[dingtalk]`, or `DZB_DINGTALK_CLIENT_ID` and so on: see bot/channels/dingtalk/settings.py."""

    @property
    def host(self) -> str:
        """The address to listen at."""
        return self.listen.rpartition(":")[0]

    @property
    def port(self) -> int:
        """The port to listen at; 0 for any free one."""
        return int(self.listen.rpartition(":")[2])

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment first, then what was read from the file."""
        return (env_settings, init_settings)


def load(path: Path | None = None) -> Settings:
    """The settings of this file (default: `dzb.toml` here, which may be missing) and of the environment.

    Raises SettingsError.
    """
    _refuse_unknown("环境变量 ", sorted(_unknown_variables()), [variable for _, _, variable in _variables()])
    said = _read(path)
    _refuse_unknown(f"{path or FILE}：", sorted(set(said) - set(Settings.model_fields)), Settings.model_fields)
    for section, model in _SECTIONS.items():
        said[section] = _section(path, section, model, said.get(section, {}))
    try:
        return Settings(**said)
    except ValidationError as error:
        raise SettingsError(_explained(error)) from error


def database_url(path: Path | None = None) -> str:
    """Where the settings say the database is. Raises SettingsError."""
    return load(path).database


def _read(path: Path | None) -> dict[str, Any]:
    file = path or FILE
    if file == FILE and not FILE.exists():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError(f"没有找到设置文件 {file}：请核对路径，或先运行 dzb init") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"读不了设置文件 {file}（{error}）：请检查权限，并保存为 UTF-8 编码") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"设置文件 {file} 的写法不对（{error}）：请检查引号、等号和括号") from error


def _section(path: Path | None, section: str, model: type[BaseModel], said: Any) -> dict[str, Any]:
    """A table of the file with what the environment says about it."""
    if not isinstance(said, dict):
        raise SettingsError(f"{path or FILE}：{section} 应写成一个表，以 [{section}] 一行开头")
    _refuse_unknown(f"{path or FILE} 的 [{section}]：", sorted(set(said) - set(model.model_fields)), model.model_fields)
    from_environment = {
        name: os.environ[variable] for of, name, variable in _variables() if of == section and variable in os.environ
    }
    return said | from_environment


def _variables() -> Iterable[tuple[str, str, str]]:
    """Every setting as (table, key, environment variable); the table is "" for those outside of any."""
    for name in Settings.model_fields:
        if name not in _SECTIONS:
            yield "", name, PREFIX + name.upper()
    for section, model in _SECTIONS.items():
        for name in model.model_fields:
            yield section, name, f"{PREFIX}{section}_{name}".upper()


def _unknown_variables() -> Iterable[str]:
    known = {variable for _, _, variable in _variables()} | _NOT_SETTINGS
    return (name for name in os.environ if name.startswith(PREFIX) and name not in known)


def _refuse_unknown(where: str, unknown: list[str], known: Iterable[str]) -> None:
    if unknown:
        raise SettingsError(f"{where}不认识的设置“{unknown[0]}”，可以写：{'、'.join(known)}")


_ALLOWED = {
    "channels": "可以写：wecom（企业微信）、dingtalk（钉钉）、workplace（网页工作台），可写多个，前面的优先",
    "clock": "可以写：real（真实时间）、simulated（可拨动，只供演示）",
    "time_zone": "目前只支持 Asia/Shanghai（北京时间）",
    "listen": "应写成 地址:端口，例如 127.0.0.1:8600",
}


def _explained(error: ValidationError) -> str:
    """The first fault, in words."""
    fault = error.errors()[0]
    name = str(fault["loc"][0])
    if name in _SECTIONS:
        return _explained_in(name, [str(part) for part in fault["loc"][1:]], fault)
    return f"设置“{name}”的值“{fault['input']}”不对：{_ALLOWED.get(name, '应是一段文字')}"


def _explained_in(section: str, place: list[str], fault: ErrorDetails) -> str:
    """A fault in a table, without the value: it may be a secret."""
    missing = re.search(r"missing (\w+)", fault["msg"])
    if missing:
        return f"[{section}] 还缺 {missing[1]}：它和已经填写的几项要一起填写，见接入说明"
    if place and place[0].endswith("aes_key"):
        return f"[{section}] 的 {place[0]} 不对：EncodingAESKey 是43个字母和数字，请从管理后台重新复制"
    return f"[{section}] 的 {'.'.join(place) or '内容'} 不对：请按接入说明核对写法"
