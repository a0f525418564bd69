"""Attendance: lateness, early leaving, absence without leave, the month's sheet (考勤制度; rules M20-1 to -3, -7)."""
