"""The door of `dzb`, as installed and as `python -m bot`.

`dzb understand` is started by other programs that wait for its first answer: written without options it does not wait
for the library that reads command lines, which takes longer than the language itself.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command that the arguments name."""
    if sys.argv[1:] == ["understand"]:
        from bot import endings

        sys.exit(endings.run(_understand))
    from bot import cli

    cli.main()


def _understand() -> int:
    from bot.language.understand import understand_lines
    from bot.streams import by_line, lines_of

    return understand_lines(lines_of(sys.stdin, "标准输入"), by_line(sys.stdout))
