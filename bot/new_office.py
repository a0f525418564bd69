"""`dzb init`: the folder of a new office: settings, policy, empty tables, and a database that knows the office."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from bot import sample
from bot.endings import CommandError
from storage import migrate, people, policies
from storage.roster_files import COLUMNS
from storage.store import Store
from storage.unit_of_work import UnitOfWork

SETTINGS, POLICY, DATABASE = "dzb.toml", "policy.toml", "dzb.sqlite"
_SHORT_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_BOM = "\ufeff"
"""What Excel needs at the beginning of a CSV file to read it as UTF-8."""


def found(folder: Path, org: str, name: str, database: str, at: datetime) -> list[str]:
    """Make the folder and the database, and say what to do next, one Chinese line each.

    `org` is the office's short name, `name` its full name. Raises CommandError, OSError or StoreError; then the
    folder is as it was before.
    """
    folder = folder.absolute()
    _check(folder, org, bool(database))
    url = database or f"sqlite:///{folder / DATABASE}"
    existed = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    files = _files(folder, org, name or folder.name, url)
    written: list[Path] = []
    try:
        for file, text in files.items():
            written.append(_write_new(file, text))
        _register(url, org, name or folder.name, files[folder / POLICY], at)
    except BaseException:
        _take_back(folder, written, existed, [] if database else _database_files(folder))
        raise
    return _next_steps(folder, org)


def _check(folder: Path, org: str, elsewhere: bool) -> None:
    if not _SHORT_NAME.fullmatch(org):
        raise CommandError(f"单位简称“{org}”不能用，请写小写字母、数字和短横线，以字母开头，例如 qinghe")
    if folder.exists() and not folder.is_dir():
        raise CommandError(f"{folder} 是一个文件，请换一个文件夹")
    names = [SETTINGS, POLICY, *(f"{table}.csv" for table in COLUMNS), *([] if elsewhere else [DATABASE])]
    present = [name for name in names if (folder / name).exists()]
    if present:
        raise CommandError(f"{folder} 里已经有 {present[0]}，没有改动任何内容：请换一个空文件夹")


def _files(folder: Path, org: str, name: str, url: str) -> dict[Path, str]:
    tables = {folder / f"{table}.csv": f"{_BOM}{','.join(columns)}\r\n" for table, columns in COLUMNS.items()}
    policy = (sample.FOLDER / POLICY).read_text(encoding="utf-8").replace(sample.NAME, name)
    settings = _SETTINGS.format(name=name, org=org, url=_quoted(url), data=_quoted(str(folder / ".data")))
    return {folder / SETTINGS: settings, folder / POLICY: policy, **tables}


def _quoted(text: str) -> str:
    """The text as a TOML string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _write_new(file: Path, text: str) -> Path:
    """Write a file that must not be there yet; the settings, which may hold a password, for their owner alone."""
    with file.open("x", encoding="utf-8", newline="") as out:
        out.write(text)
    if file.name == SETTINGS:
        file.chmod(0o600)
    return file


def _register(url: str, org: str, name: str, policy: str, at: datetime) -> None:
    migrate.upgrade(url)
    store = Store.open(url)

    def job(uow: UnitOfWork) -> None:
        if org in people.org_names(uow):
            raise CommandError(f"数据库里已经有简称为“{org}”的单位，没有改动任何内容：请用 --org 换一个简称")
        people.register_org(uow, org, name, at)
        policies.adopt(uow, org, policy, "dzb", at)

    try:
        store.write(job)
    finally:
        store.close()


def _database_files(folder: Path) -> list[Path]:
    return [folder / f"{DATABASE}{ending}" for ending in ("", "-wal", "-shm")]


def _take_back(folder: Path, written: list[Path], existed: bool, database: list[Path]) -> None:
    for file in (*written, *database):
        with suppress(OSError):
            file.unlink(missing_ok=True)
    if not existed:
        with suppress(OSError):
            folder.rmdir()


def _next_steps(folder: Path, org: str) -> list[str]:
    return [
        f"已建好 {folder}。接下来：",
        f"  1. 填写 {folder} 里的各张表格（花名册.csv、单位.csv 等），每张表的第一行是表头，不要改。",
        f"  2. 进入这个文件夹，运行 dzb people import . --org {org}",
        f"  3. 修改 {POLICY}，运行 dzb policy check {POLICY} --org . ，没有问题后运行 dzb policy adopt {POLICY}",
        f"  4. 核对 {SETTINGS}，运行 dzb serve",
    ]


_SETTINGS = """\
# {name} 部署设置
#
# 这里只写程序在哪里运行、数据放在哪里；办事规则在 policy.toml。
# 改完重新启动 dzb serve 生效。环境变量优先于本文件，例如 DZB_DATABASE、DZB_LISTEN、DZB_CHANNELS。

# 数据库。单机用 SQLite，就是下面这一个文件，请放在本机磁盘上，不要放在网络盘上。
# 用 PostgreSQL 的写成 "postgresql://用户:密码@主机/库名"，再运行 dzb migrate。
database = {url}

# 单位简称（建立单位时定下，不要改）。
org = "{org}"

# 网页服务的地址和端口。127.0.0.1 只有本机能打开。
listen = "127.0.0.1:8600"

# 开通的渠道，可写多个，前面的优先。目前有：
#   "wecom"      企业微信，须另写 [wecom]，见“企业微信接入”。
#   "dingtalk"   钉钉，须另写 [dingtalk]，见“钉钉接入”。
#   "workplace"  网页工作台，供演示和试用：打开网页的人可以选用任何人的身份，不要向外开放。
channels = []

# 时钟：real 为真实时间；simulated 可以在网页工作台上向前拨，只供演示。
clock = "real"

# 时区，目前只支持北京时间。
time_zone = "Asia/Shanghai"

# 除数据库以外的数据放在哪个文件夹。
data = {data}
"""
