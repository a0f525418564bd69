"""An office set up with the documented commands, and `dzb serve` with the environment variables of the README alone."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.channels.dingtalk.documented_api import AGENT, CLIENT, CORP, SECRET
from tests.channels.dingtalk.documented_gateway import GROUP, GROUP_ID, Platform, running

ROOT = Path(__file__).parents[3]


def clean_environment() -> dict[str, str]:
    """The environment without settings of ours."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DZB_")}
    return clean | {"PYTHONPATH": str(ROOT)}


def set_up(folder: Path) -> Path:
    """The database of a township that has its policy and its people."""

    def dzb(*words: str) -> None:
        command = [sys.executable, "-m", "bot", *words]
        done = subprocess.run(command, cwd=folder, env=clean_environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    dzb("init", "qinghe", "--name", "青禾乡党政办公室", "--org", "qinghe")
    url = f"sqlite:///{folder}/qinghe/dzb.sqlite"
    dzb("policy", "adopt", str(ROOT / "bot/sample_township/policy.toml"), "--database", url)
    dzb("people", "import", str(ROOT / "bot/sample_township"), "--database", url)
    return folder / "qinghe/dzb.sqlite"


@dataclass
class Office:
    """`dzb serve` before the platform."""

    folder: Path
    platform: Platform
    settings: dict[str, str]
    base: str = ""
    process: subprocess.Popen[str] = field(init=False)

    @property
    def database(self) -> Path:
        """Where it keeps everything."""
        return self.folder / "dzb.sqlite"

    def start(self) -> None:
        """Starts it, as the guide says."""
        environment = clean_environment() | {
            "DZB_DATABASE": f"sqlite:///{self.database}",
            "DZB_LISTEN": "127.0.0.1:0",
            "DZB_CHANNELS": "dingtalk",
            "DZB_DINGTALK_CLIENT_ID": CLIENT,
            "DZB_DINGTALK_CLIENT_SECRET": SECRET,
            "DZB_DINGTALK_CORP_ID": CORP,
            "DZB_DINGTALK_AGENT_ID": str(AGENT),
            "DZB_DINGTALK_GROUPS": f"{GROUP}={GROUP_ID}",
            "DZB_DINGTALK_AVOID_FULL_HOURS": "false",
            "DZB_DINGTALK_API_BASE": self.platform.api,
            "DZB_DINGTALK_OAPI_BASE": self.platform.oapi,
        }
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "serve"],
                cwd=self.folder,
                env=environment | self.settings,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.process.stdout
        address = re.search(r"http://[\d.:]+", self.process.stdout.readline())
        assert address, (self.folder / "log").read_text()
        self.base = address[0]

    def kill(self) -> None:
        """The power fails."""
        self.process.kill()
        self.process.wait(5)

    def stop(self) -> None:
        """The administrator stops it; it ends by itself, with nothing broken in its log."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(15) == 0
        log = (self.folder / "log").read_text()
        assert "Traceback" not in log, log
        assert SECRET not in log


@contextmanager
def serving(database: Path, folder: Path, **settings: str) -> Iterator[Office]:
    """An office of its own, before a platform of its own."""
    shutil.copy(database, folder / "dzb.sqlite")
    with running() as platform:
        office = Office(folder, platform, settings)
        office.start()
        try:
            yield office
        finally:
            office.stop()
