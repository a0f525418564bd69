"""How a command ends: quietly, or with clear lines on stderr that say what to do and an exit code that tells which.

0: done. 1: a check found something. 2: the input, the settings or the database cannot be used; nothing was changed.
130: Ctrl-C.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

FOUND, BAD_INPUT, INTERRUPTED = 1, 2, 130


class CommandError(Exception):
    """The command is over: what to tell on stderr, one line a fault, and the exit code."""

    def __init__(self, lines: str | Iterable[str], code: int = BAD_INPUT) -> None:
        self.lines = (lines,) if isinstance(lines, str) else tuple(lines)
        self.code = code
        super().__init__("\n".join(self.lines))


def run(command: Callable[[], int | None]) -> int:
    """Run a command and return its exit code. Only a fault of the program is a traceback."""
    with contextlib.suppress(AttributeError):  # replaced streams (a test's, a service's) are text already
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        code = int(command() or 0)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_stdout()
        return FOUND
    except Exception as fault:  # noqa: BLE001 - what is not meant for people is raised again
        return _told(fault)
    return code


def told_no_file(path: Path, fault: OSError) -> str:
    """A path that cannot be read or written, and why, in one line."""
    return f"{path}：{_REASONS.get(fault.errno or 0, fault.strerror or '系统错误')}，请核对路径和权限"


_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EISDIR: "这是一个文件夹，这里要的是文件",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在的磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EEXIST: "已经存在",
}


def _told(fault: Exception) -> int:
    for kind, words in _endings():
        if isinstance(fault, kind):
            lines, code = words(fault)
            for line in lines:
                sys.stderr.write(f"{line}\n")
            return code
    raise fault


def _endings() -> Iterable[tuple[type[Exception], Callable[[Exception], tuple[tuple[str, ...], int]]]]:
    """What each kind of fault says. The store is only loaded once something has failed."""
    yield CommandError, lambda fault: (fault.lines, fault.code)  # type: ignore[attr-defined]
    from typer.exceptions import TyperException

    yield TyperException, lambda fault: ((_misused(fault),), BAD_INPUT)
    yield OSError, lambda fault: ((_of_the_system(fault),), BAD_INPUT)  # type: ignore[arg-type]
    from bot.offices import NoOfficeError
    from bot.settings import SettingsError
    from storage.errors import StoreError

    for kind in (StoreError, NoOfficeError, SettingsError):
        yield kind, lambda fault: ((str(fault),), BAD_INPUT)


def _misused(fault: Exception) -> str:
    """A command written wrongly. The words are ours: the library has only English ones."""
    if type(fault).__name__ == "NoArgsIsHelpError":
        return str(fault)
    what = _MISUSES.get(type(fault).__name__, "不认识的命令或多余的内容")
    context = getattr(fault, "ctx", None)
    command = context.command_path if context else "dzb"
    return f"{what}{_culprit(fault)}，写法请看 {command} --help"


_MISUSES = {
    "NoSuchOption": "没有这个选项",
    "MissingParameter": "缺少",
    "BadParameter": "填得不对",
    "BadOptionUsage": "选项后面缺少内容",
}


def _culprit(fault: Exception) -> str:
    """Which word of the command is meant."""
    named = getattr(fault, "option_name", "")
    parameter = getattr(fault, "param", None)
    if not named and parameter is not None:
        named = parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar or parameter.name
    named = named or _quoted(str(fault))
    return f"：{named}" if named else ""


def _quoted(message: str) -> str:
    """The word that the library's sentence is about: No such command 'x'., Got unexpected extra argument (x)."""
    if "'" in message:
        return message.split("'")[1]
    return message.rsplit(" (", 1)[1].rstrip(")") if " (" in message else ""


def _of_the_system(fault: OSError) -> str:
    if fault.errno == errno.EADDRINUSE:
        return "端口已被占用：请关掉占用它的程序，或者用 --port 换一个端口"
    if fault.filename is not None:
        return told_no_file(Path(os.fsdecode(fault.filename)), fault)
    return f"系统错误：{fault.strerror or fault}"


def _let_go_of_stdout() -> None:
    """Whoever read our output has gone (`| head`): nothing is left to say, also not at the interpreter's end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
