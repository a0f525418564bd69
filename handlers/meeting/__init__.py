"""The weekly meeting, and what the study has in common with it (会议制度 三)."""
