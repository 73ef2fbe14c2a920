"""How one Docent is set up: values from the environment or `.env`, prefix `DOCENT_`."""

import re
from collections.abc import Mapping
from math import inf
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SetUpWrong

ROOT = Path(__file__).parents[1]  # where the shipped content lies beside the code
Words = Annotated[str, StringConstraints(min_length=1)]
_organiser = re.compile(r"telegram:[0-9]+|slack:[A-Z0-9]+:[A-Z0-9]+")


def _named(organisers: str) -> str:
    """Refuses names that /whoami never tells: an organiser who is not recognised would look in vain for the reason."""
    if not all(map(_organiser.fullmatch, _parts(organisers))):
        raise PydanticCustomError(
            "organisers", "Names should look like telegram:123456 or slack:T024:U061, with commas between"
        )
    return organisers


def _parts(organisers: str) -> list[str]:
    return [part.strip() for part in organisers.split(",")]


Organisers = Annotated[Words, AfterValidator(_named)]


def _rate(written: object) -> object:
    """Refuses in one sentence what is neither of the two that a rate can be."""
    if written == "none" or (isinstance(written, float | int | str) and _is_positive(written)):
        return written
    raise PydanticCustomError("rate", "Messages a second should be a number above 0, or none")


def _is_positive(written: float | str) -> bool:
    try:
        return 0 < float(written) < inf
    except ValueError:
        return False


Rate = Annotated[float | Literal["none"], BeforeValidator(_rate)]  # messages a second


class Settings(BaseSettings):
    """Each field's description is its line of help in `docent settings`."""

    model_config = SettingsConfigDict(env_prefix="DOCENT_", env_file=".env", extra="ignore", frozen=True)

    content: Path = Field(ROOT / "content" / "iasp", description="folder with what Docent knows")
    data: Path = Field(Path("var"), description="folder for the database and what Docent makes for itself")
    database_url: SecretStr | None = Field(None, description="database; SQLite in the data folder unless set")
    host: Words = Field("127.0.0.1", description="address at which the web page listens")
    port: int = Field(8080, ge=0, le=65535, description="port at which the web page listens")
    public_url: Words | None = Field(None, description="how people reach the page, like https://ask.example.org")
    telegram_token: SecretStr | None = Field(None, description="Telegram bot's token; off unless set")
    telegram_mode: Literal["polling", "webhook"] = Field(
        "polling", description="polling, or webhook, which needs DOCENT_PUBLIC_URL"
    )
    telegram_secret: SecretStr | None = Field(None, description="secret of the webhook; made and kept unless set")
    telegram_api: Words = Field("https://api.telegram.org/bot", description="where Telegram's Bot API is; ends in /bot")
    slack_bot_token: SecretStr | None = Field(None, description="Slack app's bot token (xoxb-...); off unless set")
    slack_signing_secret: SecretStr | None = Field(None, description="checks what Slack sends over HTTP")
    slack_app_token: SecretStr | None = Field(None, description="Slack app token (xapp-...); Socket Mode when set")
    slack_api: Words = Field("https://slack.com/api/", description="where Slack's Web API is; ends in /api/")
    telegram_rate: Rate = Field(30.0, description="messages a second to Telegram, all processes together; or none")
    slack_rate: Rate = Field(5.0, description="messages a second to Slack, all processes together; or none: no limit")
    in_flight: int = Field(
        10, ge=1, le=256, description="messages on their way at once on each platform; a crash doubts no more"
    )
    lease_seconds: int = Field(
        30, ge=5, le=600, description="how long a process may be silent before others take up what it was sending"
    )
    organisers: Organisers | None = Field(
        None, description="who organises, like telegram:123456,slack:T024:U061; /whoami tells a person this name"
    )
    changes_window_minutes: float = Field(
        5, ge=0, le=24 * 60, description="minutes within which edits of a programme are announced together"
    )
    embedding_model: Words | None = Field(
        None, description="understands by meaning too: default, a model's name, or its folder; off unless set"
    )
    secret: SecretStr | None = Field(None, description="signs cookies; made and kept in the data folder unless set")
    conversation_days: int = Field(30, ge=1, description="days after which an idle conversation is forgotten")
    miss_days: int = Field(180, ge=1, description="days after which a question without an answer is forgotten")

    @property
    def organiser_keys(self) -> frozenset[str]:
        """The organisers as `Person.key` names them."""
        return frozenset(_parts(self.organisers)) if self.organisers else frozenset()

    @property
    def database(self) -> str:
        """The database's address; it may hold a password."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite+aiosqlite:///{self.data / 'docent.db'}"


def read_settings() -> Settings:
    """The settings of this environment.

    Raises:
        SetUpWrong: naming every setting that does not fit, without its value.
    """
    settings, misfits = look_up_settings()
    if misfits:
        wrong = ", ".join(f"{variable(name)} ({says})" for name, says in misfits.items())
        raise SetUpWrong(f"These settings do not fit: {wrong}. See: docent settings")
    return settings


def look_up_settings() -> tuple[Settings, Mapping[str, str]]:
    """The settings as far as they fit, defaults in place of the others, and what is wrong with those, by name.

    Raises:
        SetUpWrong: the file `.env` cannot be read.
    """
    try:
        return Settings(), {}
    except ValidationError as error:
        misfits = {str(each["loc"][0]): each["msg"] for each in error.errors()}
    except (OSError, UnicodeDecodeError):
        raise SetUpWrong("The file .env here cannot be read as UTF-8 text. Mend it, or move it away.") from None
    return Settings(**{name: Settings.model_fields[name].default for name in misfits}), misfits


def variable(name: str) -> str:
    """What a setting is called in the environment."""
    return f"DOCENT_{name.upper()}"
