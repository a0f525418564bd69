"""Any command written wrongly ends in one Chinese line and exit code 2; nothing is ever a traceback."""

import signal
import subprocess
import sys

import pytest

from tests.cli.command import DZB, dzb, environment


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["plai"], "不认识的命令或多余的内容：plai，写法请看 dzb --help"),
        (["people", "export"], "不认识的命令或多余的内容：export，写法请看 dzb people --help"),
        (["play"], "缺少：剧本.jsonl，写法请看 dzb play --help"),
        (["play", "a.jsonl", "b.jsonl"], "不认识的命令或多余的内容：b.jsonl，写法请看 dzb play --help"),
        (["play", "a.jsonl", "--loud"], "没有这个选项：--loud，写法请看 dzb play --help"),
        (["demo", "--port", "八千"], "填得不对：--port，写法请看 dzb demo --help"),
        (["demo", "--port", "70000"], "填得不对：--port，写法请看 dzb demo --help"),
    ],
)
def test_a_command_written_wrongly_is_told_in_one_line(words: list[str], said: str) -> None:
    ended = dzb(*words)
    assert (ended.code, ended.out, ended.told) == (2, "", said)


def test_without_a_command_all_of_them_are_listed() -> None:
    ended = dzb()
    commands = ("demo", "serve", "init", "migrate", "understand", "play", "version", "policy", "people", "audit")
    assert (ended.code, ended.out) == (2, "")
    assert all(f"\n  {command} " in ended.err for command in commands)


def test_version_names_the_program() -> None:
    ended = dzb("version")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("dzb 0.")


def test_the_package_is_the_same_command() -> None:
    ended = subprocess.run([sys.executable, "-m", "bot", "version"], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, dzb("version").out)


# A shell starts what runs in the background with SIGINT ignored, and that is inherited: undo it, then become dzb.
AS_IN_A_TERMINAL = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
)


def test_ctrl_c_is_quiet() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", AS_IN_A_TERMINAL, DZB, "understand"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"id": 1, "now": "2026-12-01T09:00", "chat": "single", "text": "x"}\n')
    process.stdin.flush()
    process.stdout.readline()  # it is at work now
    process.send_signal(signal.SIGINT)
    process.wait(timeout=30)  # while its input stays open: nothing but the signal ends it
    out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"")


def test_a_reader_that_goes_away_is_nothing_to_complain_of() -> None:
    line = b'{"id": 1, "now": "2026-12-01T09:00", "chat": "single", "text": "x"}\n'
    with subprocess.Popen([DZB, "understand"], stdin=-1, stdout=-1, stderr=-1, env=environment()) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(line * 3)
        process.stdin.close()
        assert process.stderr.read() == b""
