"""What each platform offers to a conversation: somebody does something there, and sees what comes of it."""

import re
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.assistant import Assistant
from bot.attending.reminding.door import Reminding
from bot.ports import Transcripts
from tests.fakes import FakeClock

Place = Literal["alone", "group", "topic"]
ADMINISTRATOR = "otto"  # administers every group, workspace and forum
SENDABLE = ("a sticker", "a voice message", "a poll", "a file")

# Platforms put what has no width, or next to none, between signs, so that their clients find nothing in them.
UNSEEN = re.compile("[\u200a\u200b\u200c\u200d\u2060]")
BROKEN_AT_HYPHEN = re.compile(r"(?<=\S-)\n *(?=\S)")  # by the terminal, which has narrow lines
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Seen:
    """A reply as a person sees it."""

    text: str
    buttons: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    called: tuple[str, ...] = ()  # whose telephones ring
    only_for: str | None = None  # the one person who sees it; None where all do

    @property
    def words(self) -> str:
        """The text on one line, without what has no width."""
        return SPACE.sub(" ", BROKEN_AT_HYPHEN.sub("", UNSEEN.sub("", self.text))).strip()


@dataclass(frozen=True, slots=True)
class Core:
    """What a platform's handler is given."""

    assistant: Assistant
    transcripts: Transcripts
    clock: FakeClock
    reminding: Reminding | None = None


class Stage(Protocol):
    """People before one platform. They do one thing after the other, each named in small letters."""

    async def arrives(self, who: str) -> None:
        """See Docent for the first time."""

    async def says(self, who: str, text: str, place: Place) -> None:
        """Write to Docent alone, or to everybody in a place. "@docent" is how the platform mentions Docent."""

    async def replies(self, who: str, text: str) -> None:
        """Answer the newest reply, where it stands."""

    async def edits(self, who: str, text: str) -> None:
        """Change the words of what this person wrote last."""

    async def sends(self, who: str, what: str, place: Place) -> None:
        """Send something other than words, one of SENDABLE."""

    async def presses(self, who: str, label: str, *, old: bool = False) -> None:
        """Press the button of the newest reply, or of the newest before it that has such a button."""

    async def answer(self) -> Seen:
        """The one reply, new or changed, that came of the last thing done.

        Raises:
            AssertionError: there is none, or more than one.
        """

    async def ends(self) -> None:
        """Nobody does anything any more.

        Raises:
            AssertionError: a reply came that nobody had asked for.
        """


class Simple:
    """For platforms where some things cannot be done; `reading.ACTS` keeps conversations from trying."""

    async def replies(self, who: str, text: str) -> None:
        raise NotImplementedError

    async def edits(self, who: str, text: str) -> None:
        raise NotImplementedError

    async def sends(self, who: str, what: str, place: Place) -> None:
        raise NotImplementedError

    async def ends(self) -> None:
        """Every reply is asked for here."""
