"""The sample office's files, as tests read and change them."""

from pathlib import Path

from handlers.engine.policy import Policy
from handlers.engine.policy_file import PolicyError, read_policy

SAMPLE = Path(__file__).parents[2] / "bot" / "sample_township"
POLICY_TEXT = (SAMPLE / "policy.toml").read_text("utf-8")


def sample_policy() -> Policy:
    return read_policy(POLICY_TEXT)


def changed(before: str, after: str) -> str:
    """The sample's policy with one passage changed."""
    assert before in POLICY_TEXT, before
    return POLICY_TEXT.replace(before, after, 1)


def line_with(text: str, words: str) -> int:
    """The number of the first line that holds the words."""
    return next(n for n, row in enumerate(text.split("\n"), 1) if words in row)


def faults_of(text: str) -> list[tuple[int, str]]:
    """Line and words of every fault; none where the policy can be used."""
    try:
        read_policy(text)
    except PolicyError as error:
        return [(fault.line, fault.words) for fault in error.faults]
    return []
