"""The bare floor: one row made durable by one commit, with the driver alone and nothing else."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg

Commit = Callable[[], object]
_TABLE = "CREATE TABLE IF NOT EXISTS floor (id INTEGER PRIMARY KEY, words TEXT)"
_SERIAL = "CREATE TABLE IF NOT EXISTS floor (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, words TEXT)"
_WORDS = "x" * 200


def sqlite(file: Path, seconds: float) -> float:
    """Commits a second of the one writer that SQLite has."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(_TABLE)
        return _rate(lambda: connection.execute("INSERT INTO floor (words) VALUES (?)", (_WORDS,)), seconds)


def postgresql(url: str, callers: int, seconds: float) -> float:
    """Commits a second of so many connections at once."""
    address = url.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(_SERIAL)
    rates: list[float] = []
    threads = [threading.Thread(target=_one_connection, args=(address, seconds, rates)) for _ in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(rates)


def _one_connection(address: str, seconds: float, rates: list[float]) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        insert = "INSERT INTO floor (words) VALUES (%s)"
        rates.append(_rate(lambda: connection.execute(insert, (_WORDS,)), seconds))


def _rate(commit: Commit, seconds: float) -> float:
    for _ in range(10):
        commit()
    done, begun = 0, time.perf_counter()
    while (now := time.perf_counter()) - begun < seconds:
        commit()
        done += 1
    return done / (now - begun)
