"""What is typed after a slash: help, my schedule, reminders, deadlines, language, privacy, more for organisers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale

from bot import wording
from bot.knowledge.phrases import Phrases
from bot.knowledge.snapshot import Knowledge
from bot.messages import Action, Bullets, Command, Kind, Person, Platform, Reply, plain
from bot.understanding import zones
from bot.understanding.words import fold, words

NAMES = ("help", "my", "reminders", "deadlines", "stop", "language", "timezone", "privacy", "whoami")
FOR_ORGANISERS = ("why",)
LONGEST_WISH = 7  # words
_AROUND_A_LANGUAGE = frozenset(
    words(
        "in please can could you do speak talk write answer to me switch change language i want prefer "
        "en por favor puede puedes hablar habla hable hablas habla responde responda idioma prefiero "
        "s il vous te plait parlez parle vous tu pouvez repondre repondez langue auf bitte sprich sprichst antworte "
        "ภาษา ตอบ พูด เป็น ขอ"
    )
)


@dataclass(frozen=True, slots=True)
class Kept:
    """For how many days an idle conversation and a question without an answer are kept."""

    conversation_days: int = 30
    miss_days: int = 180


def listed(phrases: Phrases, *, organiser: bool = False) -> tuple[Command, ...]:
    """The commands with what they do, for menus."""
    names = (*NAMES, *FOR_ORGANISERS) if organiser else NAMES
    return tuple(Command(name, getattr(phrases.commands, name)) for name in names)


def split(text: str) -> tuple[str, str] | None:
    """The command and what stands after it: "/language@docent_bot fr" is ("language", "fr"); None for other texts."""
    if not text.startswith("/") or len(text.split(maxsplit=1)[0]) == 1:
        return None
    word, _, rest = text[1:].partition(" ")
    return word.partition("@")[0].lower(), rest.strip()


def answer(
    name: str,
    language: str,
    knowledge: Knowledge,
    person: Person | None,
    kept: Kept,
    *,
    organiser: bool = False,
    zone: str | None = None,
) -> Reply:
    """What a command says that leaves the conversation as it was."""
    phrases = knowledge.phrases[language]
    if name == "help":
        return wording.helping(phrases.help, knowledge, language)
    if name == "start":
        return wording.welcoming(phrases, knowledge, language)
    if name == "whoami":
        known = person is not None and person.platform is not Platform.WEB  # a browser's name is a secret
        who = phrases.whoami.format(person=person.key) if person and known else phrases.nobody
        return _help(who, *([phrases.timezone.known.format(zone=zones.shown(zone))] if zone else ()))
    if name == "my":  # only where no event has a programme; else `bot.schedules` has answered
        return _help(phrases.no_programme)
    if name in {"reminders", "stop"}:  # only where nobody is told anything; else `bot.schedules` has answered
        return _help(phrases.reminding.promise.elsewhere)
    if name == "privacy":
        return _help(phrases.privacy.format(conversation_days=kept.conversation_days, miss_days=kept.miss_days))
    items = tuple(plain(f"/{command.name}: {command.does}") for command in listed(phrases, organiser=organiser))
    return Reply(Kind.HELP, (wording.told(phrases.unknown_command), Bullets(items)))


def languages(says: str, knowledge: Knowledge) -> Reply:
    """The languages to choose from, as buttons."""
    choices = tuple(Action(book.language, f"language {code}") for code, book in sorted(knowledge.phrases.items()))
    return Reply(Kind.CHOICE, (wording.told(says),), choices)


def language_code(wanted: str, knowledge: Knowledge) -> str | None:
    """The code of a language that is spoken here: of "fr", "fr-CA", "français", "French" or "francés"; else None."""
    prefix = wanted.lower().replace("_", "-").partition("-")[0]
    return prefix if prefix in knowledge.phrases else _codes(tuple(knowledge.phrases)).get(fold(wanted))


def language_wish(said: Sequence[str], knowledge: Knowledge) -> str | None:
    """The code of the language that a message asks for and nothing else: "in French, please"; else None."""
    rest = [word for word in said if word not in _AROUND_A_LANGUAGE] if len(said) <= LONGEST_WISH else []
    return _codes(tuple(knowledge.phrases)).get(rest[0]) if len(rest) == 1 else None


@cache
def _codes(spoken: tuple[str, ...]) -> Mapping[str, str]:
    """The languages that are spoken, by what they are called in each of them."""
    names = ((Locale.parse(code).get_display_name(other), code) for code in spoken for other in spoken)
    return {fold(name): code for name, code in names if name}


def _help(*sentences: str) -> Reply:
    return Reply(Kind.HELP, tuple(map(wording.told, sentences)), score=1.0)
