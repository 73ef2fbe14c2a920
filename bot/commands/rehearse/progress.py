"""A progress bar for what takes longer than two seconds."""

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TextIO

import click

SILENT_SECONDS = 2.0
STEPS = 1000


class Bar:
    """Stands at a terminal, nowhere else, and is told how much is done, from 0 to 1."""

    def __init__(self, label: str, seconds: Callable[[], float] = time.monotonic, there: TextIO | None = None) -> None:
        self._label = label
        self._there = there or sys.stderr
        self._seconds = seconds
        self._began = seconds()
        self._bar: Any = None  # click does not say what type it is

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def __call__(self, done: float) -> None:
        if self._bar is None and self._there.isatty() and self._seconds() - self._began >= SILENT_SECONDS:
            self._bar = click.progressbar(length=STEPS, label=self._label, file=self._there)
        if self._bar is not None:
            self._bar.update(round(done * STEPS) - self._bar.pos)
