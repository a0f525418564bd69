"""Outings on duty (考勤制度 第3条; rules M20-4): reported and put on record, not approved."""
