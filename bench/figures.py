"""Figures of several rounds, said so that a reader can judge them: the median, and from the least to the most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One quantity, measured once a round."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one of the rounds."""
        return median(self.rounds)

    def said(self, digits: int = 0) -> str:
        """«1234 (1180–1290)»."""
        low, high = min(self.rounds), max(self.rounds)
        return f"{self.median:,.{digits}f} ({low:,.{digits}f}–{high:,.{digits}f})"


def percentile(sorted_values: Sequence[float], share: float) -> float:
    """The value below which this share (0 to 1) of the sorted values lies."""
    return sorted_values[min(int(len(sorted_values) * share), len(sorted_values) - 1)]


def table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns beside each other: words to the left, figures to the right."""
    widths = [max(len(line[column]) for line in (heading, *rows)) for column in range(len(heading))]
    return "\n".join(_line(line, widths) for line in (heading, *rows))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        cell.ljust(w) if n == 0 else cell.rjust(w) for n, (cell, w) in enumerate(zip(cells, widths, strict=True))
    )
    return "  " + "   ".join((first, *others))
