"""What is typed after a slash: help, language, privacy, whoami."""

from dataclasses import dataclass

from bot import wording
from bot.knowledge.phrases import Phrases
from bot.knowledge.snapshot import Knowledge
from bot.messages import Action, Bullets, Command, Kind, Person, Reply, plain

NAMES = ("help", "language", "privacy", "whoami")


@dataclass(frozen=True, slots=True)
class Kept:
    """For how many days an idle conversation and a question without an answer are kept."""

    conversation_days: int = 30
    miss_days: int = 180


def listed(phrases: Phrases) -> tuple[Command, ...]:
    """The commands with what they do, for menus."""
    return tuple(Command(name, getattr(phrases.commands, name)) for name in NAMES)


def split(text: str) -> tuple[str, str] | None:
    """The command and what stands after it: "/language@docent_bot fr" is ("language", "fr"); None for other texts."""
    if not text.startswith("/") or len(text.split(maxsplit=1)[0]) == 1:
        return None
    word, _, rest = text[1:].partition(" ")
    return word.partition("@")[0].lower(), rest.strip()


def answer(name: str, phrases: Phrases, knowledge: Knowledge, person: Person | None, kept: Kept) -> Reply:
    """What a command other than a choice of language says."""
    if name == "help":
        return wording.helping(phrases.help, knowledge)
    if name == "start":
        return wording.welcoming(phrases, knowledge)
    if name == "whoami":
        return _help(phrases.whoami.format(person=person.key) if person else phrases.nobody)
    if name == "privacy":
        return _help(phrases.privacy.format(conversation_days=kept.conversation_days, miss_days=kept.miss_days))
    items = tuple(plain(f"/{command.name}: {command.does}") for command in listed(phrases))
    return Reply(Kind.HELP, (wording.told(phrases.unknown_command), Bullets(items)))


def languages(phrases: Phrases, knowledge: Knowledge) -> Reply:
    """The languages to choose from, as buttons."""
    choices = tuple(Action(book.language, f"language {code}") for code, book in sorted(knowledge.phrases.items()))
    return Reply(Kind.CHOICE, (wording.told(phrases.which_language),), choices)


def _help(text: str) -> Reply:
    return Reply(Kind.HELP, (wording.told(text),), score=1.0)
