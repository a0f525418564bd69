"""The embedded channel: a page that looks like a chat client, where anyone may be any person of the sample township."""
