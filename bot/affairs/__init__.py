"""The office's business that nobody files a request for: roll-calls, duty, attendance, the clock. One file each.

A file here joins a regulation's rules and words (handlers/) with what is remembered (storage/) for one turn.
"""
