"""The history of the tables, one file a version, numbered; run by `storage.migrate`."""
