"""The desk at which requests are worked on: a pure move of the engine, carried out in one transaction."""
