"""What every `docent schedule` command takes and opens."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import click

from bot.errors import SetUpWrong
from bot.ports import Programmes
from bot.schedule.releases import Release
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.adapters.database.stores import Stores


class EventId(click.ParamType[str]):
    """An event's id, such as `spring-meeting`; its folder in the content may stand before it."""

    name = "id"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        id_ = str(value).removeprefix("events/")
        if re.fullmatch(r"[\w.-]{1,64}", id_) is None:
            self.fail(f'"{value}" is no id; take letters, digits and dashes, like spring-meeting', param, ctx)
        return id_


event_option = click.option("--event", required=True, type=EventId(), metavar="ID", help="The event, by its id.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print one object that scripts can read.")


@asynccontextmanager
async def opened() -> AsyncIterator["Stores"]:
    """The stores of this Docent.

    Raises:
        SetUpWrong: the database cannot be used.
    """
    from bot.adapters.database.stores import open_stores  # noqa: PLC0415 - so that --help need not wait for it

    async with open_stores(read_settings().database) as stores:
        yield stores


async def release_of(programmes: Programmes, event: str, number: int | None = None) -> Release:
    """The release of this number, the newest where none is given.

    Raises:
        SetUpWrong: there is none.
    """
    found = await (programmes.latest(event) if number is None else programmes.release(event, number))
    if found is not None:
        return found
    if number is not None and await programmes.latest(event) is not None:
        raise SetUpWrong(f'"{event}" has no release {number}. See: docent schedule history --event {event}')
    known = ", ".join(await programmes.events())
    says = f"There are: {known}." if known else "Bring one in: docent schedule import FILE --event ID"
    raise SetUpWrong(f'There is no programme of "{event}". {says}')
