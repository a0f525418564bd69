"""A DingTalk that runs on this machine."""
