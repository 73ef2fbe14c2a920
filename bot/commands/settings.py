"""`docent settings`: what can be set, to what it is set, and what it is for."""

from collections.abc import Iterator, Mapping

import click
from pydantic import SecretStr

from bot.settings import Settings, look_up_settings, variable


@click.command()
def command() -> None:
    """Show every setting with its value. They come from the environment or a file .env here; secrets are not shown."""
    settings, misfits = look_up_settings()
    click.echo("\n".join(report(settings, misfits)))


def report(settings: Settings, misfits: Mapping[str, str]) -> Iterator[str]:
    """Two lines for each setting: what it is, and what it is for."""
    for name, field in Settings.model_fields.items():
        value = f"does not fit: {misfits[name]}" if name in misfits else in_words(getattr(settings, name))
        yield f"{variable(name)} = {value}"
        yield f"    {field.description}"


def in_words(value: object) -> str:
    """A value for everybody's eyes."""
    if value is None:
        return "not set"
    return "set" if isinstance(value, SecretStr) else str(value)
