"""The import contracts of pyproject.toml, tried on a toy house: each arrow drawn alone, then judged."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

TOY_HOUSE = [
    "bot/app.py",
    "bot/channels/port.py",
    "bot/language/dates.py",
    "handlers/engine/days.py",
    "handlers/leave.py",
    "handlers/vehicle.py",
    "schedules/digest.py",
    "storage/ledgers.py",
]

REFUSED = [
    ("handlers/engine/days.py", "handlers.leave"),
    ("handlers/engine/days.py", "storage.ledgers"),
    ("handlers/engine/days.py", "sqlite3"),
    ("handlers/leave.py", "handlers.vehicle"),
    ("handlers/leave.py", "schedules.digest"),
    ("handlers/leave.py", "bot.app"),
    ("handlers/leave.py", "sqlalchemy"),
    ("handlers/leave.py", "aiohttp.web"),
    ("schedules/digest.py", "bot.app"),
    ("schedules/digest.py", "psycopg"),
    ("storage/ledgers.py", "handlers.leave"),
    ("storage/ledgers.py", "schedules.digest"),
    ("storage/ledgers.py", "bot.app"),
    ("bot/language/dates.py", "bot.channels.port"),
    ("bot/language/dates.py", "handlers.leave"),
    ("bot/language/dates.py", "storage.ledgers"),
]

WELCOME = [
    ("bot/app.py", "bot.language.dates"),
    ("bot/app.py", "handlers.leave"),
    ("bot/app.py", "schedules.digest"),
    ("bot/app.py", "aiohttp"),
    ("bot/language/dates.py", "handlers.engine.days"),
    ("schedules/digest.py", "storage.ledgers"),
    ("schedules/digest.py", "handlers.leave"),
    ("schedules/digest.py", "handlers.engine.days"),
    ("handlers/leave.py", "storage.ledgers"),
    ("handlers/leave.py", "handlers.engine.days"),
    ("handlers/vehicle.py", "handlers.engine.days"),
    ("storage/ledgers.py", "handlers.engine.days"),
    ("storage/ledgers.py", "sqlalchemy"),
]


def judge(house: Path, arrows: list[tuple[str, str]]) -> subprocess.CompletedProcess[str]:
    """Builds the toy house with these imports and runs the project's own contracts over it."""
    for name in TOY_HOUSE:
        path = house / name
        path.parent.mkdir(parents=True, exist_ok=True)
        imports = [f"import {target}" for source, target in arrows if source == name]
        path.write_text("\n".join(imports), "utf-8")
    for folder in {path.parent for path in house.rglob("*.py")} | {house / room for room in ("bot", "handlers")}:
        (folder / "__init__.py").touch()
    shutil.copy(ROOT / "pyproject.toml", house)
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)


def test_the_house_may_be_lived_in(tmp_path: Path) -> None:
    verdict = judge(tmp_path, WELCOME)
    assert verdict.returncode == 0, verdict.stdout


@pytest.mark.parametrize(("source", "target"), REFUSED)
def test_a_wrong_arrow_is_refused(tmp_path: Path, source: str, target: str) -> None:
    verdict = judge(tmp_path, [*WELCOME, (source, target)])
    assert verdict.returncode == 1, verdict.stdout
    assert "BROKEN" in verdict.stdout
