from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

class AsyncIOScheduler:
    def __init__(self, *, timezone: tzinfo, job_defaults: Mapping[str, object]) -> None: ...
    def add_job(
        self,
        func: Callable[..., Awaitable[None]],
        trigger: str,
        args: Sequence[Any],
        *,
        seconds: float,
        next_run_time: datetime,
    ) -> object: ...
    def start(self) -> None: ...
    def shutdown(self, wait: bool) -> None: ...
