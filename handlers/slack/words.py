"""What the Slack handler itself says. The answers bring their own words."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The handler's own words in one language."""

    share: str
    shared: str  # {who} is the name of the person who shared
    asked: str  # what a button said that was pressed elsewhere
    try_these: str
    where: str
    commands: str
    broken: str
    crowded: str
    too_fast: str


ENGLISH = Words(
    share="Share with the channel",
    shared="Shared by {who}",
    asked="You pressed: {label}",
    try_these="Press one to have it answered in our direct messages:",
    where="Write to me here under Messages, mention me in a channel, or type /docent and a question anywhere:"
    " then you alone see the answer, and can share it.",
    commands="Or write one of these words alone, here or after /docent:",
    broken="Something went wrong on Docent's side. Please ask again in a moment.",
    crowded="There are too many messages at once. Please ask again in a minute.",
    too_fast="That is faster than I can answer. Please wait a minute, then ask again.",
)

WORDS: Mapping[str, Words] = {"en": ENGLISH}


def words_for(language: str | None) -> Words:
    """The handler's words in the reader's language, in English where we have none."""
    return WORDS.get(language or "", ENGLISH)
