"""Hands the command line to `bot/commands/`, one file a command, each imported only when it is called."""

import gc
import io
import logging
import os
import sys
from importlib import import_module
from pathlib import Path

import click

from bot.errors import AssistantError

COMMANDS = Path(__file__).parent / "commands"
DEBUG = "DOCENT_DEBUG"
# Only its kind: what it says may quote what somebody typed.
SURPRISE = f"Something went wrong inside Docent ({{}}). Run again with {DEBUG}=1 for details."
COLLECTED_EVERY = (50_000, 20, 100)  # new objects, and rounds: Python's own numbers cost a start 0.3 s


class OneFileEach(click.Group):
    """`docent chat` is the function `command` in `bot/commands/chat.py`, or in a folder with more of its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click hands it over)
        modules = (path for path in COMMANDS.glob("[a-z]*") if path.suffix == ".py" or (path / "__init__.py").exists())
        return sorted(path.stem.replace("_", "-") for path in modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        found = import_module(f"bot.commands.{cmd_name.replace('-', '_')}").command
        return found if isinstance(found, click.Command) else None


@click.group(cls=OneFileEach, context_settings={"help_option_names": ["-h", "--help"]})
def docent() -> None:
    """Docent answers in the association's own curated words, with their source and date."""


def main() -> None:
    """The command `docent`. Whatever goes wrong, people read one plain line and no traceback."""
    prepare_output()
    gc.set_threshold(*COLLECTED_EVERY)
    try:
        docent(prog_name="docent")
    except AssistantError as error:
        click.echo(str(error), err=True)
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        click.echo(of_the_database(error) or SURPRISE.format(type(error).__name__), err=True)
    sys.exit(1)


def of_the_database(error: Exception) -> str:
    """What an operator can do about a database that is held, full or gone in the middle; empty where it is not that."""
    if "sqlalchemy" not in sys.modules:
        return ""
    from bot.adapters.database.unopenable import failing  # noqa: PLC0415 - so that --help need not wait for it
    from bot.settings import look_up_settings  # noqa: PLC0415 - the same

    return failing(look_up_settings()[0].database, error)


def prepare_output() -> None:
    """Plain log lines on stderr, and characters that the terminal cannot show as question marks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    for name in ("bot", "handlers"):
        logging.getLogger(name).setLevel(logging.INFO)


if __name__ == "__main__":
    main()
