"""Attendance in the conversation: registered by the office, verified by a person, seen by everybody (考勤制度)."""
