"""`dzb serve` and `dzb demo` as processes: they say where they are, end quietly, and refuse what they cannot do."""

import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tests.cli.command import DZB, dzb, environment

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")


@contextmanager
def running(*words: str, at: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command as a process, and the address that it tells."""
    process = subprocess.Popen(
        [DZB, *words], cwd=at, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        found = None
        while found is None and (line := process.stdout.readline()):
            found = ADDRESS.search(line)
        assert found, process.stderr and process.stderr.read()
        yield process, found[0]
    finally:
        process.kill()
        process.communicate()


def change_settings(folder: Path, before: str, after: str) -> None:
    file = folder / "dzb.toml"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


def test_the_demo_answers_and_ends_quietly_on_ctrl_c(tmp_path: Path) -> None:
    with running("demo", "--port", "0", "--data", "kept", at=tmp_path) as (process, address):
        with urlopen(address, timeout=30) as page:
            assert page.status == 200
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert (process.returncode, err) == (0, "")
    assert (tmp_path / "kept" / "demo.sqlite").exists()


def test_a_new_office_is_served_by_its_settings_alone(folder: Path) -> None:
    change_settings(folder, ":8600", ":0")
    change_settings(folder, "channels = []", 'channels = ["workplace"]')
    with running("serve", at=folder) as (process, address):
        with urlopen(address, timeout=30) as page:
            assert page.status == 200
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=30)
        assert (process.returncode, err) == (0, "")


def test_a_taken_port_is_told(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        change_settings(folder, ":8600", f":{taken.getsockname()[1]}")
        ended = dzb("serve", at=folder)
    assert (ended.code, ended.out) == (2, "")
    assert "换一个端口" in ended.told


def test_an_office_that_is_not_there_is_told(folder: Path) -> None:
    change_settings(folder, 'org = "qinghe"', 'org = "songping"')
    change_settings(folder, ":8600", ":0")
    ended = dzb("serve", at=folder)
    assert (ended.code, ended.out) == (2, "")
    assert "数据库里没有单位“songping”，现有：qinghe" in ended.told


def test_a_folder_that_cannot_hold_the_data_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    ended = dzb("demo", "--data", "file/kept", at=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.told == "file/kept：路径中间有一段不是文件夹，请核对路径和权限"
