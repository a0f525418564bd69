"""Leave (考勤制度 第4、5条; rules M20-5 to M20-8). Where the three-day line is drawn: who_decides.py."""
