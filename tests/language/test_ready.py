"""The language is ready at once: what the first answer does not need is loaded behind it."""

from __future__ import annotations

import json
import subprocess
import sys

from handlers.engine import phrases

ASKED = json.dumps({"id": 1, "now": "2026-12-01T09:00", "chat": "single", "text": "明天请一天假"}, ensure_ascii=False)
LOADED = """
import sys
from bot.entry import main
sys.argv = ["dzb", "understand"]
try:
    main()
except SystemExit:
    pass
print(*sorted(name for name in sys.modules if name in ("typer", "pydantic", "sqlalchemy")), file=sys.stderr)
"""


def test_understanding_waits_for_no_library_that_it_does_not_use() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", LOADED], input=ASKED + "\n", capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert json.loads(ended.stdout)["intent"] == "leave"
    assert ended.stderr.strip() == ""


def test_every_phrase_can_be_compiled_beforehand() -> None:
    late = phrases.phrase(r"不(?:批|准)")
    phrases.compile_all()
    assert "search" in vars(late)


def test_a_phrase_is_compiled_when_it_is_first_used_and_reads_as_any_other() -> None:
    bare_day = phrases.phrase(r"([0-9]+)号")
    assert "search" not in vars(bare_day)
    match = bare_day.search("25号到28号")
    assert match is not None
    assert match[1] == "25"
    assert bare_day.sub("日", "25号") == "日"
    assert "search" in vars(bare_day)
