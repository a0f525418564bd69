"""Duty (值班制度): the roster and its fairness, swaps, taking over, the log (rules M19)."""
