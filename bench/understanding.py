"""How long `dzb understand` takes for a sentence, on every sentence of the language corpus."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.figures import percentile

CORPUS = Path(__file__).parent.parent / "tests" / "language" / "corpus"


@dataclass(frozen=True)
class Round:
    """Microseconds a sentence, as the program itself tells them."""

    sentences: int
    median: float
    p99: float


def round_of() -> Round:
    """One run of the command over the corpus."""
    asked = "\n".join(_sentences())
    command = [sys.executable, "-m", "bot", "understand"]
    answered = subprocess.run(command, input=asked, capture_output=True, text=True, check=True, encoding="utf-8")
    micros = sorted(json.loads(line)["micros"] for line in answered.stdout.splitlines())
    return Round(len(micros), percentile(micros, 0.5), percentile(micros, 0.99))


def _sentences() -> list[str]:
    rows = [row for file in sorted(CORPUS.glob("*.jsonl")) for row in file.read_text("utf-8").splitlines() if row]
    return [row for row in rows if "now" in json.loads(row)]
