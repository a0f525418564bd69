"""Writes to a database from several threads for ever, and says which writes were acknowledged. To be killed.

Each write is two rows, `<life>-<thread>-<n>-a` and `-b`; once `write` has returned, the line `<life>-<thread>-<n>`
goes out.
"""

import os
import sys
import threading

from storage.store import Store
from tests.storage.rows import put


def write_on(store: Store, name: str) -> None:
    """Write, acknowledge, write."""
    number = 0
    while True:
        number += 1
        key = f"{name}-{number}"
        store.write(put(f"{key}-a", f"{key}-b"))
        os.write(1, f"{key}\n".encode())


def main(url: str, life: str) -> None:
    """Write with four threads until killed."""
    store = Store.open(url)
    for thread in range(4):
        threading.Thread(target=write_on, args=(store, f"{life}-{thread}")).start()


main(sys.argv[1], sys.argv[2])
