"""DingTalk: the same bot on the other platform."""
