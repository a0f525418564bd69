"""Setting up on a machine where something is missing ends in one line that says what to do."""

import subprocess
from pathlib import Path

import pytest

from tests.house.tree import ROOT

# A Python, as far as setup/python.sh asks: its version, whether that is enough, whether it has venv.
FAKE_PYTHON = """#!/bin/sh
case "$2" in
    *print*) echo {version} ;;
    *exit*) exit {too_old} ;;
    *venv*) exit {without_venv} ;;
esac
"""


def machine(folder: Path, **pythons: str) -> Path:
    """A folder of programs to use as PATH: the shell's own, and these Pythons."""
    for name in ("bash", "env"):
        (folder / name).symlink_to(Path("/bin" if name == "bash" else "/usr/bin") / name)
    for name, script in pythons.items():
        program = folder / name.replace("_", ".")
        program.write_text(script, "utf-8")
        program.chmod(0o755)
    return folder


def python(version: str, *, too_old: bool = False, without_venv: bool = False) -> str:
    return FAKE_PYTHON.format(version=version, too_old=int(too_old), without_venv=int(without_venv))


def find_python(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(ROOT / "setup" / "python.sh")]
    return subprocess.run(command, env={"PATH": str(folder)}, capture_output=True, text=True, check=False)


def test_the_first_python_that_will_do_is_taken(tmp_path: Path) -> None:
    place = machine(
        tmp_path,
        python3_11=python("3.11.7", without_venv=True),
        python3_12=python("3.12.1"),
        python3=python("3.9.2", too_old=True),
    )
    answer = find_python(place)
    assert (answer.returncode, answer.stdout.strip(), answer.stderr) == (0, str(place / "python3.12"), "")


@pytest.mark.parametrize(
    ("pythons", "said"),
    [
        ({}, ["没有找到 Python", "No Python was found"]),
        ({"python3": python("3.9.2", too_old=True)}, ["只有 3.9.2", "Python 3.11 or newer is needed"]),
        ({"python3": python("3.12.1", without_venv=True)}, ["python3 缺少 venv", "python3-venv"]),
        ({"python3_12": "#!/bin/sh\nexit 127\n"}, ["没有找到 Python"]),
    ],
    ids=["no python", "too old", "no venv", "a shim of nothing"],
)
def test_what_is_missing_is_said_in_one_line(tmp_path: Path, pythons: dict[str, str], said: list[str]) -> None:
    answer = find_python(machine(tmp_path, **pythons))
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.count("\n") == 1
    assert all(words in answer.stderr for words in said)


def test_a_browser_that_was_named_and_does_not_run_is_not_passed_over() -> None:
    command = [str(ROOT / "setup" / "browser.sh")]
    settings = {"PATH": "/usr/bin:/bin", "DZB_BROWSER": "/no/such/browser"}
    answer = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "/no/such/browser" in answer.stderr
