"""A writing process is killed without warning, again and again: what was acknowledged is there, and nothing is half."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from storage.store import Store
from tests.storage.rows import keys

ROOT = Path(__file__).parents[2]
LIVES = 4


@pytest.mark.parametrize("seed", [1, 2])
def test_what_was_acknowledged_before_a_kill_is_there_after_it(database_url: str, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged: set[str] = set()
    for life in range(LIVES):
        acknowledged |= live_and_be_killed(database_url, life, chance)
        written = rows_by_write(database_url)
        assert acknowledged <= written.keys()
        assert set(written.values()) == {("a", "b")}
    assert len(acknowledged) >= LIVES


def live_and_be_killed(url: str, life: int, chance: random.Random) -> set[str]:
    """Start a writer, let it acknowledge some writes, kill it between two instructions; what it acknowledged."""
    command = [sys.executable, "-m", "tests.storage.writes_until_killed", url, str(life)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}) as it:
        assert it.stdout
        seen = [it.stdout.readline() for _ in range(chance.randint(1, 200))]
        time.sleep(chance.random() / 100)
        it.send_signal(signal.SIGKILL)
        seen += it.stdout.readlines()
    return {line.decode().strip() for line in seen if line.endswith(b"\n")}


def rows_by_write(url: str) -> dict[str, tuple[str, ...]]:
    """For each write its rows: both, if all is well."""
    store = Store.open(url)
    found: dict[str, tuple[str, ...]] = {}
    for key in keys(store):
        write, _, row = key.rpartition("-")
        found[write] = (*found.get(write, ()), row)
    store.close()
    return found
