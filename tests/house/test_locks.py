"""The lock files agree with each other and with the project file, and name no place to download from."""

import re
import tomllib

import pytest

from tests.house.tree import ROOT

PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;\\]+)", re.MULTILINE)


def lock_text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.lock").read_text("utf-8")


def pins(name: str) -> dict[str, str]:
    return {pin["name"]: pin["version"] for pin in PIN.finditer(lock_text(name))}


def test_tests_run_on_the_versions_that_the_program_runs_on() -> None:
    assert pins("run").items() <= pins("test").items()


def test_every_dependency_of_the_project_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = project["dependencies"] + project["optional-dependencies"]["test"]
    names = {re.split(r"[\[<>=;~!]", line)[0].strip().lower() for line in asked}
    assert names <= pins("test").keys()


@pytest.mark.parametrize("lock", ["run", "test", "build"])
def test_every_pin_has_its_hashes_and_no_host(lock: str) -> None:
    text = lock_text(lock)
    lines_of_pins = [line for line in text.splitlines() if PIN.match(line)]
    assert lines_of_pins
    assert all(line.endswith("\\") for line in lines_of_pins), "a pin without --hash"
    assert "://" not in text
