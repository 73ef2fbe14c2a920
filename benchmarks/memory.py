"""What planning costs besides time: the longest transaction, and how much memory it takes at most."""

import os
import threading
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Any, Self

from sqlalchemy import event

from bot.adapters.database.ledger.sql_ledger import SqlDeliveryLedger

PAGE = os.sysconf("SC_PAGE_SIZE")


class Growth:
    """Measured while it is entered. `longest` is in seconds, from the first statement to the commit."""

    def __init__(self, ledger: SqlDeliveryLedger) -> None:
        self._engine = ledger._planning._own  # noqa: SLF001 - the connection that plans
        self.longest = 0.0
        self.megabytes = 0.0
        self._began = 0.0
        self._done = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        event.listen(self._engine, "begin", self._begin)
        event.listen(self._engine, "commit", self._commit)
        self._before = resident()
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._watch.join()
        event.remove(self._engine, "begin", self._begin)
        event.remove(self._engine, "commit", self._commit)

    def _begin(self, _connection: Any) -> None:
        self._began = perf_counter()

    def _commit(self, _connection: Any) -> None:
        self.longest = max(self.longest, perf_counter() - self._began)

    def _look(self) -> None:
        while not self._done.wait(0.01):
            self.megabytes = max(self.megabytes, (resident() - self._before) / 2**20)


def resident() -> int:
    """Bytes of memory that this process has."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE
