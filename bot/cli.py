"""`dzb`: one short function a command. Heavy rooms are loaded inside the command that needs them, so that each starts
quickly (`dzb understand` must not wait for the database library)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import endings
from bot.command_parts import Config, Database, Office, database_of, office_of, opened, say, settings_are_there, warn
from bot.doctor_commands import doctor_app
from bot.endings import FOUND, CommandError
from bot.streams import by_line, lines_of

if TYPE_CHECKING:
    pass

app = typer.Typer(
    name="dzb",
    help="党政办小助手：按本单位的制度办理请假、审批和提醒。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
policy_app = typer.Typer(help="制度文件 policy.toml。", no_args_is_help=True)
people_app = typer.Typer(help="人员和单位的名册。", no_args_is_help=True)
audit_app = typer.Typer(help="操作记录。", no_args_is_help=True)
duty_app = typer.Typer(help="值班表。", no_args_is_help=True)
ledger_app = typer.Typer(help="台账和纸质表单。", no_args_is_help=True)
app.add_typer(policy_app, name="policy")
app.add_typer(people_app, name="people")
app.add_typer(duty_app, name="duty")
app.add_typer(audit_app, name="audit")
app.add_typer(ledger_app, name="ledger")
app.add_typer(doctor_app, name="doctor")

PolicyFile = Annotated[Path, typer.Argument(metavar="文件", show_default=False)]


def main() -> None:
    """Runs the command that the arguments name."""
    sys.exit(endings.run(lambda: app(standalone_mode=False)))


@app.command()
def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="网页的端口；被占用时顺延。")] = 8600,
    data: Annotated[Path | None, typer.Option(help="数据放在哪个文件夹；不写则为当前文件夹的 .data。")] = None,
) -> None:
    """在本机启动示例乡镇：用浏览器以任何一位干部的身份试用。"""
    from bot.app import run_demo

    run_demo(port=port, data_folder=data)


@app.command()
def serve(config: Config = None) -> None:
    """按 dzb.toml 正式运行。"""
    from bot import settings
    from bot.app import run_serve

    settings_are_there(config, settings.FILE)
    run_serve(config)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="[文件夹]", help="新单位的文件夹；不写则为当前文件夹。")] = Path(),
    name: Annotated[str, typer.Option(help="单位全称；不写则取文件夹的名字。")] = "",
    org: Annotated[str, typer.Option(help="单位简称，小写字母；一个数据库里不能重复。")] = "office",
    database: Annotated[str, typer.Option(help="数据库地址；不写则在文件夹里新建 SQLite 数据库。")] = "",
) -> None:
    """为一个新单位建好文件夹：设置、制度、空的名册表格和数据库。从不覆盖已有的文件。"""
    from bot.clock import real_time
    from bot.new_office import found

    say("\n".join(found(folder, org, name, database, real_time())))


@app.command()
def migrate(database: Database = "", config: Config = None) -> None:
    """把数据库升级到本程序的版本。"""
    from storage import migrate as migrations

    changed = migrations.upgrade(database_of(database, config))
    say(
        f"数据库已升级到版本 {migrations.head()}。"
        if changed
        else f"数据库已是最新版本 {migrations.head()}，无需升级。"
    )


@policy_app.command("check")
def policy_check(
    file: PolicyFile,
    org: Annotated[Path | None, typer.Option(help="放名册的文件夹；写了就连同名册一起检查。")] = None,
) -> None:
    """检查制度文件，有问题时每行一个。"""
    from bot.policy_check import check_policy

    _readable(file)
    if org is not None:
        _folder_with_tables(org)
    if faults := check_policy(file, org):
        raise CommandError(faults, FOUND)
    say(f"{file.name} 没有问题。")


@policy_app.command("adopt")
def policy_adopt(file: PolicyFile, org: Office = "", database: Database = "", config: Config = None) -> None:
    """检查制度文件并立即生效；以前的版本都保留，已提交的申请按提交时的版本办完。"""
    from bot.clock import real_time
    from bot.policy_adoption import adopt

    with opened(database, config) as store:
        say(adopt(store, org, file, real_time()))


@people_app.command("import")
def people_import(
    path: Annotated[Path, typer.Argument(metavar="文件夹或工作簿")],
    org: Office = "",
    database: Database = "",
    config: Config = None,
) -> None:
    """导入名册：CSV 文件夹或一个 .xlsx 工作簿。有一行不对就全部不导入，并指出每一行。"""
    from bot.clock import real_time
    from bot.people_import import take_over, told
    from storage.roster_files import RosterFaultsError, read_folder

    try:
        roster = read_folder(path)
    except RosterFaultsError as fault:
        raise CommandError(told(fault.faults)) from None
    with opened(database, config) as store:
        changed, unserved = take_over(store, org, roster, real_time())
    say("\n".join(changed))
    for line in unserved:
        warn(f"提醒：{line}")


@people_app.command("fetch")
def people_fetch(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="写到哪个文件夹；已有的表从不覆盖。")],
    org: Office = "",
    config: Config = None,
) -> None:
    """从企业微信等平台的通讯录生成单位表和花名册，补上角色以后再导入。"""
    from bot.contacts_command import fetch

    with office_of(org, config) as (store, office, said):
        lines = fetch(store, office, said, folder)
    say("\n".join(lines))


@people_app.command("sync")
def people_sync(org: Office = "", config: Config = None) -> None:
    """立即核对平台通讯录与花名册；有不同先问党政办，从不自动改动花名册。"""
    from bot.clock import real_time
    from bot.contacts_command import sync

    with office_of(org, config) as (store, office, said):
        lines = sync(store, office, said, real_time())
    say("\n".join(lines))


@people_app.command("link")
def people_link(
    write: Annotated[bool, typer.Option("--write", help="记下来；不写则只列出。")] = False,
    org: Office = "",
    config: Config = None,
) -> None:
    """账号与平台UserID不同的，按姓名逐个对上；同名的不猜。"""
    from bot.clock import real_time
    from bot.contacts_command import link

    with office_of(org, config) as (store, office, said):
        lines = link(store, office, said, write, real_time())
    say("\n".join(lines))


@duty_app.command("import")
def duty_import(
    file: Annotated[Path, typer.Argument(metavar="文件", help="Excel 或 CSV：日期、班次、带班领导、值班员。")],
    org: Office = "",
    config: Config = None,
) -> None:
    """导入值班表并通知有变动的人。有一行不对就一行也不导入，并指出每一行。"""
    from bot.clock_command import office_time
    from bot.duty_command import take_over

    _readable(file)
    with office_of(org, config) as (store, office, said):
        lines = take_over(store, office, file, office_time(store, office, said))
    say("\n".join(lines))


@app.command()
def understand(
    org: Annotated[Path | None, typer.Option(help="放名册的文件夹；不写则用示例乡镇。")] = None,
) -> None:
    """逐行读入消息（JSON），逐行写出听懂的意思。"""
    from bot.language.understand import understand_lines

    if org is not None:
        _folder_with_tables(org)
    raise typer.Exit(understand_lines(lines_of(sys.stdin, "标准输入"), by_line(sys.stdout), org))


@app.command()
def play(
    script: Annotated[Path, typer.Argument(metavar="剧本.jsonl")],
    verbose: Annotated[bool, typer.Option("--verbose", help="同时在标准错误上写出剧本的每一行。")] = False,
) -> None:
    """在全新的示例乡镇里演一遍剧本，逐行写出发出的每一件东西。"""
    from bot.play import ScriptError, play_lines

    with script.open(encoding="utf-8-sig") as text:
        lines = lines_of(text, str(script))
        try:
            play_lines(_shown(lines) if verbose else lines, by_line(sys.stdout), script.parent)
        except ScriptError as fault:
            raise CommandError(str(fault)) from None


@audit_app.command("verify")
def audit_verify(org: Office = "", database: Database = "", config: Config = None) -> None:
    """核对操作记录没有被改动过。"""
    from bot.audit_check import check

    with opened(database, config) as store:
        whole, broken = check(store, org)
    for line in whole:
        say(line)
    if broken:
        raise CommandError(broken, FOUND)


@ledger_app.command("export")
def ledger_export(
    book: Annotated[str, typer.Argument(metavar="台账", help="例如 请假台账；写“全部台账”则每本一张表。")],
    out: Annotated[Path, typer.Option(help="写到哪个 .xlsx 文件；已有的会被替换。")],
    since: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="从哪天起。")] = None,
    until: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="到哪天止。")] = None,
    org: Office = "",
    database: Database = "",
    config: Config = None,
) -> None:
    """把台账导出成 Excel 工作簿，不含事由。"""
    from bot.clock import real_time
    from bot.ledger_export import export
    from handlers.register import MATTERS

    period = since.date() if since else None, until.date() if until else None
    with opened(database, config) as store:
        data, lines = export(store, org, MATTERS, book, period, real_time())
    out.write_bytes(data)
    say(f"已写好 {out}，共{lines}条。")


@ledger_app.command("forms")
def ledger_forms(
    folder: Annotated[Path, typer.Argument(metavar="[文件夹]", help="放本单位 Word 模板的文件夹。")] = Path("forms"),
    org: Office = "",
    database: Database = "",
    config: Config = None,
) -> None:
    """检查并启用本单位自己的纸质表单模板（假条.docx 等）；没有放的仍用原来的。"""
    from bot.clock import real_time
    from bot.ledger_export import adopt_forms

    with opened(database, config) as store:
        taken = adopt_forms(store, org, folder, real_time())
    say(f"已启用{len(taken)}个模板：{'、'.join(taken)}。")


@app.command()
def clock(
    action: Annotated[str, typer.Argument(metavar="list|preview|run|mute|unmute|move", show_default=False)],
    name: Annotated[str, typer.Argument(metavar="[名称]", help="定时事项的名称，例如 待办提醒。")] = "",
    to: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%dT%H:%M"], help="move：改到什么时间。")] = None,
    org: Office = "",
    config: Config = None,
) -> None:
    """查看和调整定时事项：列出、预览、现在发、停发、恢复、改一次时间。"""
    from bot.clock_command import office_time, order

    with office_of(org, config) as (store, office, said):
        say(order(store, office, office_time(store, office, said), action, name, to))


@app.command()
def version() -> None:
    """显示程序的版本。"""
    from importlib.metadata import version as installed

    say(f"dzb {installed('dzb')}（Python {sys.version.split()[0]}）")


def _readable(file: Path) -> None:
    """Raises the OSError of a file that cannot be read."""
    file.open("rb").close()


def _folder_with_tables(folder: Path) -> None:
    missing = [name for name in ("花名册.csv", "单位.csv") if not (folder / name).is_file()]
    if missing:
        raise CommandError(f"文件夹 {folder} 里没有 {missing[0]}，请写放名册的文件夹")


def _shown(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        warn(f"{number:>4} {line.rstrip()}")
        yield line


if __name__ == "__main__":
    main()
