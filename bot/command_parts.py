"""What the commands share: their options, and how each opens what it works on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.endings import CommandError

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.store import Store

Config = Annotated[Path | None, typer.Option(help="部署设置文件；不写则为当前文件夹的 dzb.toml。")]
Database = Annotated[str, typer.Option(help="数据库地址；不写则按 dzb.toml。")]
Office = Annotated[str, typer.Option(help="单位的简称或全称；只有一个单位时不用写。")]


def say(text: str) -> None:
    typer.echo(text)


def warn(text: str) -> None:
    typer.echo(text, err=True)


def settings_are_there(config: Path | None, usual: Path) -> None:
    """Without a settings file there is nothing to open, unless the environment names the database."""
    if config is None and not usual.exists() and "DZB_DATABASE" not in os.environ:
        raise CommandError(f"这里没有 {usual}：请先运行 dzb init，或者用 --config 指明设置文件")


def database_of(address: str, config: Path | None) -> str:
    """The database that the command names, else that of the settings."""
    if address:
        return address
    from bot import settings

    settings_are_there(config, settings.FILE)
    return settings.load(config).database


@contextmanager
def opened(address: str, config: Path | None) -> Iterator[Store]:
    from storage.store import Store

    store = Store.open(database_of(address, config))
    try:
        yield store
    finally:
        store.close()


@contextmanager
def office_of(org: str, config: Path | None) -> Iterator[tuple[Store, str, Settings]]:
    """The database of the settings, the office that is meant, and the settings."""
    from bot import settings
    from bot.people_import import which_office
    from storage import people

    settings_are_there(config, settings.FILE)
    said = settings.load(config)
    with opened(said.database, config) as store:
        yield store, which_office(store.read(people.org_names), org or said.org), said
