"""The weekly study (学习制度)."""
