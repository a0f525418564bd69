"""Offices to run commands in: set up once by the commands themselves, then copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.command import dzb, office


def _copied(template: Path, folder: Path) -> Path:
    """The same office in another folder: its settings name the database by its full path."""
    shutil.copytree(template, folder)
    settings = folder / "dzb.toml"
    settings.write_text(settings.read_text("utf-8").replace(str(template), str(folder)), "utf-8")
    return folder


@pytest.fixture(scope="session")
def office_with_people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose lists are the sample's, imported three times: its trail has three rows. Not to be touched."""
    made = office(tmp_path_factory.mktemp("template") / "office")
    for _ in range(3):
        assert dzb("people", "import", ".", at=made).code == 0
    return made


@pytest.fixture
def folder(office_with_people: Path, tmp_path: Path) -> Path:
    """An office of the test's own, with the sample's people."""
    return _copied(office_with_people, tmp_path / "office")
