from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.adapters.content.folder import hash_of
from bot.adapters.content.loading import load
from bot.errors import ContentBroken, Problem
from bot.knowledge.records import Definition, Entry, Note, Role
from bot.messages import PRESS_LIMIT_BYTES, Bullets, Kind, Paragraph, Quotation, Span, plain
from tests.factories import IASP, edited, guild_texts, period

UNREADABLE = (
    "cannot be read here: look for a missing quote, a colon inside a sentence without quotes, or uneven indents"
)
NO_SUCH = "is named here, but there is no such entry, person, organisation or event"
MEETING = "events/spring-meeting/event.yaml"
JOIN = "membership/how-to-join.md"
PEAL = "definitions/peal.md"


def problems_of(texts: Mapping[str, str]) -> list[Problem]:
    """What loading these texts complains of; empty where it loads."""
    try:
        load(texts)
    except ContentBroken as broken:
        return list(broken.problems)
    return []


def test_content_without_mistakes_loads() -> None:
    guild = load(guild_texts())

    assert (
        list(guild.entries),
        list(guild.people),
        list(guild.organisations),
        list(guild.events),
        list(guild.unpublished),
        list(guild.sources),
        list(guild.phrases),
        guild.content_hash,
    ) == (
        ["definitions/peal", "membership/how-to-join"],
        ["people#ana-silva", "people#ben-okoro"],
        ["organisations#old-tower"],
        ["events/spring-meeting"],
        ["not-published#fees"],
        ["guild-site"],
        ["en"],
        hash_of(guild_texts()),
    )


def test_entry_is_read_with_head_and_body() -> None:
    entry = load(guild_texts()).entries["membership/how-to-join"]

    assert entry == Entry(
        id="membership/how-to-join",
        kind=Kind.MEMBERSHIP,
        title="How do we join?",
        also_asked=("become a member",),
        see=("people#ana-silva",),
        source="guild-site",
        as_of=period("2026-11"),
        body=(
            Paragraph(
                (
                    *(Span("Write to "), Span("the tower", "strong"), Span(" at ")),
                    *(Span("guild.example", "plain", "https://guild.example"), Span(".")),
                )
            ),
            Bullets((plain("First ring."), plain("Then join."))),
        ),
        body_line=10,
    )


def test_definition_is_read_with_its_quotation_and_notes() -> None:
    definition = load(guild_texts()).entries["definitions/peal"]

    assert isinstance(definition, Definition)
    assert (definition.kind, definition.body, definition.notes) == (
        Kind.DEFINITION,
        (Quotation("A peal is a long piece of ringing, without a break.\n\nIt is rung from memory."),),
        (Note(id="length", title="How long is a peal?", quotation="A peal takes about three hours."),),
    )


def test_values_of_every_kind_are_read_as_what_they_mean() -> None:
    texts = edited("people.yaml", "of: organisations#old-tower", "of: organisations#old-tower\n      former: yes")

    person = load(texts).people["people#ben-okoro"]

    assert person.roles == (Role(title="Director", of="organisations#old-tower", former=True),)


@pytest.mark.parametrize(
    "folder,kind", [("membership", Kind.MEMBERSHIP), ("association", Kind.ASSOCIATION), ("towers", Kind.ASSOCIATION)]
)
def test_kind_of_an_entry_is_that_of_its_folder(folder: str, kind: Kind) -> None:
    text = guild_texts()[JOIN]

    guild = load(guild_texts({JOIN: None, "not-published.yaml": None, f"{folder}/join.md": text}))

    assert guild.entries[f"{folder}/join"].kind is kind


def test_every_problem_of_a_broken_folder_is_told_at_once() -> None:
    texts = guild_texts(
        {
            "definitions/peal.md": (
                "---\ntitle: What is a peal?\nauthority: Example Guild\nversion: not stated\ndate: not stated\n"
                "source: guild-site\nas_of: 2026-11\n---\nA peal is long.\n"
            ),
            "membership/cost.md": (
                "---\ntitle: What does membership cost?\nsource: gazette\nas_of: last year\n---\nNothing.\n"
            ),
            "membership/empty.md": "---\ntitle: Empty?\nsource: gazette\nas_of: 2026\n---\n\n",
            "membership/headless.md": "Just words.\n",
            "membership/heading.md": "---\ntitle: Heading?\nsource: guild-site\nas_of: 2026\n---\nOne.\n\n# Two\n",
            "membership/twice.md": (
                "---\ntitle: Twice?\nalso_asked:\n  - How do we join?\nsee:\n  - people#ana-silva\n"
                "  - people#nobody\nsource: guild-site\nas_of: 2026\n---\n[Here](guild.example).\n"
            ),
            "people.yaml": "- id: ana-silva\n  nick: Annie\n  roles:\n    - title: President\n      of: association\n",
            "organisations.yaml": (
                "- id: old-tower\n  name: Old Tower\n  text: A tower.\n  part_of: organisations#guildhall\n"
                "  source: gazette\n  as_of: 2026\n"
            ),
            "events/spring-meeting/event.yaml": (
                "name: Spring Meeting\nshort: Spring\nseries: spring\nwhen: 2026-05\nzone: Europe/Vienna\n"
                "summary: Ringing.\nhost: organisations#new-tower\nhost: organisations#old-tower\n"
                "organisations:\n  - organisations#old-tower\n  - organisations#lost-tower\n"
                "also_asked:\n  weather:\n    - was it wet\nother_sources:\n  dates:\n    source: gazette\n"
                "    as_of: 2026\n  mood:\n    source: guild-site\n    as_of: 2026\nsource: guild-site\nas_of: 2026\n"
            ),
            "events/notes.yaml": "name: Notes\n",
        }
    )

    problems = problems_of(texts)

    facts = "dates, place, host, theme, participants, organisations, topics, visits, speakers, quotations, duration"
    assert problems == [
        Problem("definitions/peal.md", 9, 'a definition begins with its official wording: lines that start with "> "'),
        Problem(
            "events/notes.yaml",
            0,
            "is not a file that Docent reads; entries end in .md, events are events/<id>/event.yaml",
        ),
        Problem(MEETING, 8, '"host" stands here twice; keep one of them'),
        Problem(MEETING, 11, f'"organisations#lost-tower" {NO_SUCH}'),
        Problem(MEETING, 13, f'"weather" is no fact of an event; there are {facts}, summary'),
        Problem(MEETING, 17, 'the source "gazette" is not in sources.yaml'),
        Problem(MEETING, 19, f'"mood" is no fact of an event; there are {facts}, summary'),
        Problem(
            "membership/cost.md",
            4,
            'as_of: "last year" is not a date; write 2026-06-02, 2026-06-02/2026-06-04, 2026-10 or 2026',
        ),
        Problem("membership/empty.md", 3, 'the source "gazette" is not in sources.yaml'),
        Problem("membership/empty.md", 6, "has no answer below its head"),
        Problem(
            "membership/heading.md",
            8,
            "A heading cannot be shown everywhere; use paragraphs, lists, quotations, **bold** and links",
        ),
        Problem(
            "membership/headless.md",
            1,
            'begins with its head: "---", then lines like "title: ...", then "---" again',
        ),
        Problem("membership/twice.md", 4, '"How do we join?" is already used in membership/how-to-join.md, line 2'),
        Problem("membership/twice.md", 11, 'the link "guild.example" needs to begin with https://'),
        Problem("organisations.yaml", 4, f'"organisations#guildhall" {NO_SUCH}'),
        Problem("organisations.yaml", 5, 'the source "gazette" is not in sources.yaml'),
        Problem("people.yaml", 1, '"as_of" is missing'),
        Problem("people.yaml", 1, '"name" is missing'),
        Problem("people.yaml", 1, '"source" is missing'),
        Problem("people.yaml", 2, '"nick" is not a field that Docent knows'),
    ]


@pytest.mark.parametrize(
    "path,old,new,line,says",
    [
        (
            "association.yaml",
            "source: guild-site",
            "source: gazette",
            19,
            'the source "gazette" is not in sources.yaml',
        ),
        (JOIN, "source: guild-site", "source: gazette", 7, 'the source "gazette" is not in sources.yaml'),
        (JOIN, "- people#ana-silva", "- people#nobody", 6, f'"people#nobody" {NO_SUCH}'),
        (JOIN, "see:", "about: membership/fees\nsee:", 5, f'"membership/fees" {NO_SUCH}'),
        (JOIN, "see:", "kind: event\nsee:", 5, '"kind" is filled in by Docent; leave the line out'),
        (JOIN, "see:", "id: joining\nsee:", 5, '"id" is filled in by Docent; leave the line out'),
        (JOIN, "https://guild", "ftp://guild", 10, 'the link "ftp://guild.example" needs to begin with https://'),
        (JOIN, "https://guild.example", "", 10, 'the link "" needs to begin with https://'),
        (JOIN, "- First ring.", "-", 10, "has an empty line in a list"),
        (JOIN, "https://guild.example", "mailto:a@b", 10, 'the link "mailto:a@b" needs to begin with https://'),
        ("people.yaml", "at: events/spring-meeting", "at: events/picnic", 7, f'"events/picnic" {NO_SUCH}'),
        ("people.yaml", "organisations#old-tower", "organisations#inn", 15, f'"organisations#inn" {NO_SUCH}'),
        ("not-published.yaml", "membership/how-to-join", "membership/x", 6, f'"membership/x" {NO_SUCH}'),
        (MEETING, "host: organisations#old-tower", "host: organisations#inn", 9, f'"organisations#inn" {NO_SUCH}'),
        (MEETING, "organiser: association", "organiser: people#bo", 8, f'"people#bo" {NO_SUCH}'),
        (MEETING, "person: people#ana-silva", "person: people#bo", 12, f'"people#bo" {NO_SUCH}'),
        (MEETING, "  - organisations#old-tower", "  - people#bo", 15, f'"people#bo" {NO_SUCH}'),
    ],
)
def test_what_does_not_fit_together_is_told_with_its_line(path: str, old: str, new: str, line: int, says: str) -> None:
    assert problems_of(edited(path, old, new)) == [Problem(path, line, says)]


@pytest.mark.parametrize("path,says", [("association.yaml", "is missing; every content folder needs one")])
def test_folder_without_its_association_does_not_load(path: str, says: str) -> None:
    assert problems_of(guild_texts({path: None})) == [Problem(path, 0, says)]


def test_folder_without_phrases_does_not_load() -> None:
    assert problems_of(guild_texts({"phrases/en.yaml": None})) == [
        Problem("phrases/en.yaml", 0, "is missing; it holds what the assistant itself says"),
    ]


def test_phrases_that_lack_a_sentence_are_told_which() -> None:
    english = guild_texts()["phrases/en.yaml"]

    told = problems_of(guild_texts({"phrases/en.yaml": english.replace("  thanks:", "  thank:")}))

    assert [problem.says.partition(";")[0] for problem in told] == [
        '"small_talk.thanks" is missing',
        '"small_talk.thank" is not a field that Docent knows',
    ]


def test_folder_of_nothing_is_told_what_it_needs() -> None:
    assert problems_of({}) == [
        Problem("association.yaml", 0, "is missing; every content folder needs one"),
        Problem("phrases/en.yaml", 0, "is missing; it holds what the assistant itself says"),
        Problem("sources.yaml", 0, "is missing; every fact needs a source"),
    ]


def test_golden_questions_are_no_stray_file() -> None:
    assert problems_of(guild_texts({"golden.yaml": "- ask: What is a peal?\n  answered_by: definitions/peal\n"})) == []


@pytest.mark.parametrize("path", ["fees.yaml", "membership/fees.yaml", "events/event.yaml", "events/a/b/event.yaml"])
def test_stray_file_is_told(path: str) -> None:
    assert problems_of(guild_texts({path: "name: Fees\n"})) == [
        Problem(path, 0, "is not a file that Docent reads; entries end in .md, events are events/<id>/event.yaml"),
    ]


def test_mistake_in_one_file_is_not_told_again_where_others_name_its_records() -> None:
    texts = edited("people.yaml", "  name: Ana Silva\n", "")

    assert problems_of(texts) == [Problem("people.yaml", 1, '"name" is missing')]


def test_unreadable_sources_are_told_once_and_not_for_every_fact() -> None:
    texts = edited("sources.yaml", "title: The guild's site", "title: \"The guild's site")

    assert problems_of(texts) == [Problem("sources.yaml", 6, UNREADABLE)]


@pytest.mark.parametrize(
    "asked",
    [
        *("membership fee", "MEMBERSHIP  FEE", "membership fée", "Membership fee?", "What does membership cost?"),
        "what does membership cost",
    ],
)
def test_way_of_asking_that_stands_in_two_files_is_told_with_both(asked: str) -> None:
    texts = edited(JOIN, "become a member", asked)

    [told] = problems_of(texts)

    first = "membership/how-to-join.md, line 4"
    line = 2 if "cost" in asked else 4
    written = "What does membership cost?" if "cost" in asked else "membership fee"
    assert told == Problem("not-published.yaml", line, f'"{written}" is already used in {first}')


def test_way_of_asking_that_stands_twice_in_one_entry_is_no_problem() -> None:
    assert problems_of(edited(JOIN, "become a member", "how do we join?")) == []


def test_note_and_definition_may_not_share_a_way_of_asking() -> None:
    texts = edited(PEAL, "    title: How long is a peal?", "    title: definition of a peal")

    assert problems_of(texts) == [
        Problem(PEAL, 10, '"definition of a peal" is already used in definitions/peal.md, line 4'),
    ]


def test_definition_without_its_quotation_is_told_where_its_body_begins() -> None:
    texts = edited(PEAL, "> A peal is a long piece of ringing, without a break.\n>\n> It is", "It is")

    assert problems_of(texts) == [
        Problem(PEAL, 17, 'a definition begins with its official wording: lines that start with "> "'),
    ]


def test_problems_come_sorted_by_file_and_line() -> None:
    with pytest.raises(ContentBroken) as broken:
        load(guild_texts({"b.yaml": "", "a.yaml": "", "association.yaml": None}))

    assert str(broken.value).splitlines() == [str(problem) for problem in sorted(broken.value.problems)]


@pytest.mark.parametrize(
    "path,old,new,line",
    [
        ("people.yaml", "name: Ana Silva", 'name: "Ana Silva', 18),
        (JOIN, "title: How do we join?", 'title: "How do we join?', 8),
        ("association.yaml", "acronym: EGBR", "acronym: EGBR: yes", 2),
        ("organisations.yaml", "name: Old Tower", "name: Old: Tower", 2),
        ("not-published.yaml", "title: What", "title: So: what", 2),
        ("phrases/en.yaml", "language: English", "language: English: yes", 2),
        (MEETING, "short: Spring Meeting", "short: Spring: Meeting", 2),
    ],
)
def test_unreadable_file_is_told_once(path: str, old: str, new: str, line: int) -> None:
    assert problems_of(edited(path, old, new)) == [Problem(path, line, UNREADABLE)]


def test_dangling_reference_after_a_broken_item_is_told_with_its_own_line() -> None:
    texts = edited("people.yaml", "  name: Ana Silva\n", "")
    texts["people.yaml"] = texts["people.yaml"].replace("organisations#old-tower", "organisations#inn")

    assert problems_of(texts) == [
        Problem("people.yaml", 1, '"name" is missing'),
        Problem("people.yaml", 14, f'"organisations#inn" {NO_SUCH}'),
    ]


def test_dangling_reference_of_something_unpublished_after_a_broken_item_is_told_with_its_own_line() -> None:
    texts = edited("not-published.yaml", "membership/how-to-join", "membership/x")
    texts["not-published.yaml"] = "- id: broken\n  title: Broken?\n" + texts["not-published.yaml"]

    assert Problem("not-published.yaml", 8, f'"membership/x" {NO_SUCH}') in problems_of(texts)


def test_part_of_an_organisation_that_is_nowhere_is_told_with_its_own_line() -> None:
    texts = edited("organisations.yaml", "  place: Exampleton", "  part_of: people#nobody")
    texts["organisations.yaml"] = "- id: broken\n  name: Broken\n" + texts["organisations.yaml"]

    assert Problem("organisations.yaml", 7, f'"people#nobody" {NO_SUCH}') in problems_of(texts)


def test_item_that_is_only_words_does_not_hide_what_is_wrong_with_the_others() -> None:
    texts = edited("organisations.yaml", "source: guild-site", "source: gazette")
    texts["organisations.yaml"] = "- Old Tower\n" + texts["organisations.yaml"]

    assert problems_of(texts) == [
        Problem("organisations.yaml", 1, 'needs lines like "title: ..." here'),
        Problem("organisations.yaml", 7, 'the source "gazette" is not in sources.yaml'),
    ]


def test_line_that_stands_twice_is_told_once() -> None:
    texts = edited("organisations.yaml", "  source: guild-site", "  short: Tower\n  source: gazette")

    assert problems_of(texts) == [
        Problem("organisations.yaml", 6, '"short" stands here twice; keep one of them'),
        Problem("organisations.yaml", 7, 'the source "gazette" is not in sources.yaml'),
    ]


def test_broken_association_does_not_hide_what_does_not_fit_together() -> None:
    texts = edited(JOIN, "- people#ana-silva", "- people#nobody")
    texts["association.yaml"] = texts["association.yaml"].replace("zone: Europe/Vienna", "zone: Vienna")

    assert [problem.path for problem in problems_of(texts)] == ["association.yaml", JOIN]


@pytest.mark.parametrize("mistake", ["{naem} gave", "{names gave", "{0} gave", "{names.x} gave"])
def test_sentence_whose_braces_cannot_be_filled_in_is_told(mistake: str) -> None:
    english = guild_texts()["phrases/en.yaml"]

    told = problems_of(guild_texts({"phrases/en.yaml": english.replace("{names} gave", mistake)}))

    line = next(at for at, written in enumerate(english.splitlines(), start=1) if "{names} gave" in written)
    assert [(problem.path, problem.line) for problem in told] == [("phrases/en.yaml", line)]


def test_sentence_in_one_tense_is_told_with_its_own_line() -> None:
    texts = edited("phrases/en.yaml", "was hosted by {host}", "was hosted by {hots}")

    line = texts["phrases/en.yaml"][: texts["phrases/en.yaml"].index("{hots}")].count("\n") + 1
    assert problems_of(texts) == [
        Problem(
            "phrases/en.yaml",
            line,
            'event.host.past: "{hots}" cannot be filled in here; use {event}, {when}, {place}, {host}',
        )
    ]


@pytest.mark.parametrize("path", sorted((IASP / "phrases").glob("*.yaml")), ids=lambda path: path.stem)
def test_phrases_that_are_shipped_load(path: Path) -> None:
    assert problems_of(guild_texts({f"phrases/{path.name}": path.read_text(encoding="utf-8")})) == []


def too_long(room: int, *ids: str) -> str:
    """What a curator reads of ids that no button can carry."""
    named = ", ".join(f'"{record_id}"' for record_id in ids)
    are = "is" if len(ids) == 1 else "are"
    return f"{named} {are} too long for a button: {room} characters at most, and letters like é count double"


@pytest.mark.parametrize(
    "name,fits", [("a" * 48, True), ("a" * 49, False), ("é" * 24, True), ("é" * 24 + "a", False), ("年" * 17, False)]
)
def test_name_of_a_file_that_no_button_could_carry_is_told(name: str, *, fits: bool) -> None:
    path = f"membership/{name}.md"
    texts = guild_texts({JOIN: None, "not-published.yaml": None, path: guild_texts()[JOIN]})

    assert problems_of(texts) == ([] if fits else [Problem(path, 0, too_long(59, f"membership/{name}"))])


def test_notes_that_no_button_could_carry_are_told_once_with_the_line_of_the_first() -> None:
    first, second = (f"{'length-' * 5}and-{end}" for end in ("more", "so-on"))
    note = f"  - id: {second}\n    title: How long again?\n    text: Three hours.\n"
    texts = guild_texts()
    texts[PEAL] = texts[PEAL].replace("length", first).replace("see:\n", f"{note}see:\n")

    assert problems_of(texts) == [
        Problem(PEAL, 9, too_long(59, f"definitions/peal#{first}", f"definitions/peal#{second}"))
    ]


@pytest.mark.parametrize("length,fits", [(38, True), (39, False)])
def test_event_leaves_room_for_its_longest_fact(length: int, *, fits: bool) -> None:
    event_id = f"events/{'a' * length}"
    own_source = "other_sources:\n  dates:\n    source: guild-site\n    as_of: 2026\nsource:"
    text = guild_texts()[MEETING].replace("source:", own_source)

    told = problems_of(guild_texts({f"{event_id}/event.yaml": text}))

    assert told == ([] if fits else [Problem(f"{event_id}/event.yaml", 0, too_long(45, event_id))])


@pytest.mark.parametrize(
    "path,item,line,longest",
    [
        ("people.yaml", "ben-okoro", 11, 47),
        ("organisations.yaml", "old-tower", 1, 45),
        ("not-published.yaml", "fees", 1, 45),
    ],
)
def test_item_of_a_list_that_no_button_could_carry_is_told_with_its_line(
    path: str, item: str, line: int, longest: int
) -> None:
    folder = path.removesuffix(".yaml")
    room = len(f"{folder}#") + longest

    told = [
        problems_of({at: text.replace(item, "b" * length) for at, text in guild_texts().items()})
        for length in (longest, longest + 1)
    ]

    assert told == [[], [Problem(path, line, too_long(room, f"{folder}#{'b' * (longest + 1)}"))]]


def test_what_a_button_carries_is_what_a_platform_takes() -> None:
    for room, added in ((59, ""), (45, "#organisations"), (54, "#said")):
        assert len(f"show {'a' * room}{added}".encode()) == PRESS_LIMIT_BYTES
