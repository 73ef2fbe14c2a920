"""A tiny made-up association, the Example Guild: its content as files, as knowledge, and as single records."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from bot import bootstrap
from bot.adapters.content.asking import shipped
from bot.adapters.content.folder import read_folder
from bot.adapters.content.loading import load
from bot.assistant import Assistant, Snapshot
from bot.knowledge.periods import Period, parse
from bot.knowledge.records import Association, Contact, Event, Source
from bot.knowledge.snapshot import Asking, Knowledge
from bot.messages import Bullets, Conversation, Paragraph, Platform, Question, Quotation, Reply, text_of
from bot.ports import Memory
from bot.understanding.mentions import Mention
from bot.understanding.targets import Request
from bot.understanding.words import fold, words
from tests.fakes import FakeMemories, FakeMisses

ROOT = Path(__file__).resolve().parents[1]
IASP = ROOT / "content" / "iasp"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

_GUILD = {
    "association.yaml": """\
name: Example Guild of Bell Ringers
acronym: EGBR
also_called:
  - the guild
zone: Europe/Vienna
languages:
  - en
contact:
  title: the guild's site
  link: https://guild.example
namesakes:
  - name: Exemplary Group of Beet Raisers
    asked_with:
      - beet
      - sugar beet
examples:
  - What is a peal?
  - How do we join?
source: guild-site
as_of: 2026-11
""",
    "sources.yaml": """\
guild-site:
  title: The guild's site
  publisher: Example Guild
  link: https://guild.example
  read: 2026-11-22
""",
    "definitions/peal.md": """\
---
title: What is a peal?
also_asked:
  - definition of a peal
authority: Example Guild
version: not stated
date: not stated
notes:
  - id: length
    title: How long is a peal?
    quotation: A peal takes about three hours.
see:
  - definitions/peal#length
source: guild-site
as_of: 2026-11
---
> A peal is a long piece of ringing, without a break.
>
> It is rung from memory.
""",
    "membership/how-to-join.md": """\
---
title: How do we join?
also_asked:
  - become a member
see:
  - people#ana-silva
source: guild-site
as_of: 2026-11
---
Write to **the tower** at [guild.example](https://guild.example).

- First ring.
- Then join.
""",
    "people.yaml": """\
- id: ana-silva
  name: Ana Silva
  roles:
    - title: President
      of: association
  quotations:
    - text: ringing is counting aloud
      at: events/spring-meeting
  source: guild-site
  as_of: 2026-11
- id: ben-okoro
  name: Ben Okoro
  roles:
    - title: Director
      of: organisations#old-tower
  source: guild-site
  as_of: 2026-11
""",
    "organisations.yaml": """\
- id: old-tower
  name: Old Tower of Exampleton
  short: Old Tower
  text: The tower in which the guild rings.
  place: Exampleton
  source: guild-site
  as_of: 2026-11
""",
    "not-published.yaml": """\
- id: fees
  title: What does membership cost?
  also_asked:
    - membership fee
  see:
    - membership/how-to-join
  source: guild-site
  as_of: 2026-11
""",
    "events/spring-meeting/event.yaml": """\
name: Spring Meeting 2026
short: Spring Meeting
series: spring-meeting
when: 2026-05-08/2026-05-10
zone: Europe/Vienna
city: Exampleton
country: Exampleland
organiser: association
host: organisations#old-tower
theme: Ringing in the rain
speakers:
  - person: people#ana-silva
    part: opening address
visits:
  - organisations#old-tower
summary: Three days of ringing in Exampleton.
also_asked:
  place:
    - where did the bells ring in May
source: guild-site
as_of: 2026-05
""",
}


def guild_texts(changes: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """The guild's content, free of problems; `changes` replaces whole files, None takes one away."""
    phrases = (IASP / "phrases" / "en.yaml").read_text(encoding="utf-8")
    texts = {**_GUILD, "phrases/en.yaml": phrases, **(changes or {})}
    return {path: text for path, text in texts.items() if text is not None}


def edited(path: str, old: str, new: str) -> dict[str, str]:
    """The guild's content with one edit in one file."""
    text = guild_texts()[path]
    if text.count(old) != 1:
        raise AssertionError(f"{old!r} stands {text.count(old)} times in {path}")
    return guild_texts({path: text.replace(old, new)})


def write_texts(folder: Path, texts: Mapping[str, str]) -> Path:
    """The texts as files below the folder: whole at once and only where they differ, as an editor saves them."""
    for path, text in texts.items():
        file = folder / path
        if file.exists() and file.read_text(encoding="utf-8") == text:
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(".draft")
        draft.write_text(text, encoding="utf-8")
        draft.replace(file)
    return folder


def period(written: str) -> Period:
    found = parse(written)
    assert isinstance(found, Period)
    return found


def make_event(when: str, **fields: object) -> Event:
    """An event of which nothing matters but what is given."""
    given: dict[str, object] = {
        "id": "some-event",
        "name": "Some Event",
        "short": "Some Event",
        "series": "some-event",
        "when": when,
        "zone": "Europe/Vienna",
        "summary": "Some people met.",
        "source": "guild-site",
        "as_of": "2026",
    }
    return Event.model_validate(given | fields)


def make_knowledge(**parts: object) -> Knowledge:
    """Knowledge of nothing but what is given."""
    association = Association(
        name="Example Guild of Bell Ringers",
        acronym="EGBR",
        zone="Europe/Vienna",
        languages=("en",),
        contact=Contact(title="the guild's site", link="https://guild.example"),
        source="guild-site",
        as_of=period("2026"),
    )
    source = Source(title="The guild's site", publisher="Example Guild", read=period("2026-11-22"))
    given: dict[str, object] = {"association": association, "sources": {"guild-site": source}, "phrases": {}}
    return Knowledge(**(given | parts))  # type: ignore[arg-type]


def make_request(
    text: str = "",
    *,
    knowledge: Knowledge | None = None,
    target: str = "event.dates",
    mentions: tuple[Mention, ...] = (),
    subjects: tuple[str, ...] = (),
    now: datetime = NOW,
) -> Request:
    """A question of these words, asked at this moment."""
    return Request(
        target=target,
        score=1.0,
        text=text,
        words=words(fold(text)),
        mentions=mentions,
        telling=(),
        memory=Memory(subjects=subjects),
        knowledge=knowledge or make_knowledge(),
        language="en",
        now=now,
        roles_in=lambda _: (),
    )


def make_asking(**parts: object) -> Asking:
    """Ways of asking that tests need: a handful of intents."""
    given: dict[str, object] = {
        "intents": {
            "event.dates": ("when was {event}", "when was it"),
            "event.place": ("where was {event}", "where was it"),
            "person.roles": ("who is {person}", "what does {person} do"),
            "role.holder": ("who is the {role} of {organisation}", "name of the {role}"),
            "smalltalk.greeting": ("hello", "good morning"),
        },
        "roles": {"president": ("presidents",), "director": ("directors",)},
        "out_of_scope": ("how high is the highest mountain", "can you sing a song"),
        "chatter": frozenset({"please", "kindly"}),
        "short_forms": {"whos": "who is"},
    }
    return Asking(**(given | parts))  # type: ignore[arg-type]


@cache
def iasp_knowledge() -> Knowledge:
    """The shipped content, not learnt: quick enough to choose what to try."""
    return load(read_folder(IASP))


@cache
def iasp() -> Snapshot:
    """The shipped content, learnt once for the whole run: it takes seconds."""
    return bootstrap.snapshot(iasp_knowledge(), shipped())


class Talk:
    """One conversation with an assistant that remembers and notes in memory."""

    def __init__(self, *, now: datetime = NOW, snapshot: Snapshot | None = None, language: str | None = None) -> None:
        self.now = now
        self.memories = FakeMemories()
        self.misses = FakeMisses()
        self.assistant = Assistant(snapshot or iasp(), self.memories, self.misses)
        self.conversation = Conversation(Platform.WEB, "", "somebody")
        self._language = language

    async def ask(self, *texts: str) -> Reply:
        """The reply to the last of these messages."""
        for text in texts:
            reply = await self.assistant.answer(Question(self.conversation, text, self.now, self._language))
        return reply

    async def press(self, press: str) -> Reply:
        """The reply to a pressed button."""
        question = Question(self.conversation, "a button", self.now, self._language, pressed=press)
        return await self.assistant.answer(question)


def told(reply: Reply) -> str:
    """What a reply says, one block or item a line, without its details and its source."""
    lines: list[str] = []
    for block in reply.blocks:
        match block:
            case Paragraph(text):
                lines.append(text_of(text))
            case Quotation(text):
                lines.append(text)
            case Bullets(items):
                lines += map(text_of, items)
            case _:
                pass
    return "\n".join(lines)


def presses(reply: Reply) -> list[str]:
    return [action.press for action in reply.actions]
