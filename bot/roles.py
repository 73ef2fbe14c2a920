"""What one process of Docent does: all of it, or a part beside other processes that share the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from bot.errors import SetUpWrong


class Role(StrEnum):
    """Answering is what somebody waits for; the work is what happens unasked."""

    WEB = "web"
    WORKER = "worker"
    ALL = "all"

    @property
    def answers(self) -> bool:
        """Whether it serves the page and takes what people write on the platforms, by polling too."""
        return self is not Role.WORKER

    @property
    def works(self) -> bool:
        """Whether it plans and sends, looks at feeds, and forgets what is old."""
        return self is not Role.WEB


@contextmanager
def taken_up(role: Role, database: str) -> Iterator[None]:
    """The role, while this process has it.

    Raises:
        SetUpWrong: the database is SQLite, and another process runs on it, or the role is a part of the work only.
    """
    from bot.adapters.database.alone import alone  # noqa: PLC0415 - so that --help need not wait for its library
    from bot.adapters.database.engine import place_of  # noqa: PLC0415 - the same

    kind, _ = place_of(database)
    if kind == "SQLite" and role is not Role.ALL:
        raise SetUpWrong(
            f"--role {role} is for several processes that share PostgreSQL: set DOCENT_DATABASE_URL."
            " On SQLite one docent run does everything; leave --role out."
        )
    with alone(database):
        yield
