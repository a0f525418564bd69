"""Times as people type them: words (atoms), days, holidays, spans."""
