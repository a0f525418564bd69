"""What can keep the store from opening or serving, each in one Chinese line that says what to do."""

from __future__ import annotations


class StoreError(Exception):
    """The database cannot serve. `str()` of it is one line for the person who runs the program."""


class StoreUnavailableError(StoreError):
    """The database cannot be reached or opened: wrong address, no rights, no such server, not a database."""


class SchemaNewerError(StoreError):
    """The database was written by a newer program; this one would not understand what it finds."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__(
            f"数据库的版本（{found}）比程序认识的（{known}）新，没有改动任何内容：请换用新版程序，或者恢复旧版的备份"
        )


class SchemaOlderError(StoreError):
    """The database is empty or of an earlier version and has to be migrated first."""

    def __init__(self, found: str, known: str) -> None:
        state = (
            f"数据库的版本（{found}）比程序的（{known}）旧：请先备份" if found else "数据库里还没有建表：请先核对地址"
        )
        super().__init__(f"{state}，再运行 dzb migrate，然后重新启动")


class SchemaForeignError(StoreError):
    """The database has tables named like ours without our version mark: it belongs to another program."""

    def __init__(self, table: str) -> None:
        super().__init__(f"数据库里已有别的程序建的表（{table}），没有改动任何内容：请为本程序另建一个空的数据库")


class StoreClosedError(StoreError):
    """Work was handed in after `Store.close`."""

    def __init__(self) -> None:
        super().__init__("数据库已经关闭，不再接受新的内容：请重新启动程序")


class CommitFailedError(StoreError):
    """The database could not make the transaction durable: nothing of it is there."""

    def __init__(self, fault: BaseException) -> None:
        super().__init__(f"刚才的内容没有写进数据库（{fault}）：请检查磁盘空间和数据库状态，然后重试")
        self.__cause__ = fault
