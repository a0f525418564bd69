"""Contacts (通讯录): a platform's list of people beside the roster; nobody is taken out unasked (M14-3, X11)."""
