from collections.abc import Mapping

import pytest

from bot.adapters.content.loading import load
from bot.adapters.content.translating import language_of
from bot.errors import ContentBroken, Problem
from bot.knowledge.snapshot import Knowledge
from bot.messages import Paragraph, plain
from tests.factories import IASP, guild_texts

JOIN = "membership/how-to-join.es.md"
JOINING = """\
---
title: ¿Cómo nos unimos?
as_of: 2026-11
---
Escriba a **la torre** en [guild.example](https://guild.example).

- Primero, toque.
- Después, únase.
"""
PEAL = """\
---
title: ¿Qué es un repique?
as_of: 2026-11
notes:
  - id: length
    title: ¿Cuánto dura un repique?
    text: Un repique dura unas tres horas.
---
Un repique es un toque largo, sin pausa.
"""
TOWER = "- id: old-tower\n  text: la torre en la que toca el gremio.\n  as_of: 2026-11\n"
FEES = "- id: fees\n  title: ¿Cuánto cuesta?\n  as_of: 2026-11\n"
MEETING = "summary: Tres días de toques en Exampleton.\nas_of: 2026-05\n"
SPANISH = {
    JOIN: JOINING,
    "definitions/peal.es.md": PEAL,
    "organisations.es.yaml": TOWER,
    "not-published.es.yaml": FEES,
    "events/spring-meeting/event.es.yaml": MEETING,
}


def translated(changes: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """The guild's content with everything translated into Spanish, and these changes."""
    phrases = (IASP / "phrases" / "es.yaml").read_text(encoding="utf-8")
    return guild_texts({"phrases/es.yaml": phrases, **SPANISH, **(changes or {})})


def problems_of(texts: Mapping[str, str]) -> list[Problem]:
    try:
        load(texts)
    except ContentBroken as broken:
        return list(broken.problems)
    return []


def words_of(knowledge: Knowledge) -> dict[str, tuple[str | None, str | None]]:
    found = knowledge.translations.get("es", {})
    return {record_id: (words.title, words.text or words.summary) for record_id, words in found.items()}


@pytest.mark.parametrize(
    "path,language",
    [
        ("membership/how-to-join.es.md", "es"),
        ("events/spring/opening.th.md", "th"),
        ("events/spring/event.fr.yaml", "fr"),
        ("organisations.es.yaml", "es"),
        ("not-published.es.yaml", "es"),
        ("membership/how-to-join.md", None),
        ("membership/fees.old.md", "old"),
        ("membership/fees.2026.md", None),
        ("people.es.yaml", None),
        ("phrases/es.yaml", None),
    ],
)
def test_translation_is_known_by_the_name_of_its_file(path: str, language: str | None) -> None:
    assert language_of(path) == language


def test_everything_that_can_be_translated_is_read_by_the_id_of_its_original() -> None:
    guild = load(translated())

    assert (words_of(guild), guild.doubts, list(guild.entries)) == (
        {
            "definitions/peal": ("¿Qué es un repique?", None),
            "definitions/peal#length": ("¿Cuánto dura un repique?", "Un repique dura unas tres horas."),
            "membership/how-to-join": ("¿Cómo nos unimos?", None),
            "organisations#old-tower": (None, "la torre en la que toca el gremio."),
            "not-published#fees": ("¿Cuánto cuesta?", None),
            "events/spring-meeting": (None, "Tres días de toques en Exampleton."),
        },
        (),
        ["definitions/peal", "membership/how-to-join"],
    )


def test_translation_brings_its_answer() -> None:
    translation = load(translated()).translation("definitions/peal", "es")

    assert translation is not None
    assert translation.body == (Paragraph(plain("Un repique es un toque largo, sin pausa.")),)


@pytest.mark.parametrize(
    "old,new,line,says",
    [
        (
            *("as_of: 2026-11", "as_of: 2026-10", 3),
            "translates what was so as of 2026-10; the original is as of 2026-11: look it over",
        ),
        ("Primero, toque.", "Primero, toque 2 veces.", 3, 'its numbers are not those of the original, in "body"'),
        ("nos unimos?", "nos unimos en 2026?", 3, 'its numbers are not those of the original, in "title"'),
        ("https://guild.example", "https://guild.example/es", 3, "its links are not those of the original"),
    ],
)
def test_translation_that_has_left_its_original_is_set_aside_and_told_of(
    old: str, new: str, line: int, says: str
) -> None:
    guild = load(translated({JOIN: JOINING.replace(old, new)}))

    assert (guild.translation("membership/how-to-join", "es"), guild.doubts) == (None, (Problem(JOIN, line, says),))


def test_note_with_other_numbers_sets_the_whole_translation_aside() -> None:
    guild = load(translated({"definitions/peal.es.md": PEAL.replace("tres horas", "3 horas")}))

    assert [guild.translation(record_id, "es") for record_id in ("definitions/peal", "definitions/peal#length")] == [
        *(None, None),
    ]


@pytest.mark.parametrize("written", ["115,000", "115.000", "115 000", "115\N{NARROW NO-BREAK SPACE}000"])
def test_thousands_are_parted_as_each_language_does_it(written: str) -> None:
    original = guild_texts()["membership/how-to-join.md"].replace("First ring.", "Ring 115,000 times in 2026.")
    spanish = JOINING.replace("Primero, toque.", f"En 2026, toque {written} veces.")

    assert load(translated({"membership/how-to-join.md": original, JOIN: spanish})).doubts == ()


@pytest.mark.parametrize(
    "path,text,line,says",
    [
        (
            *("membership/leaving.es.md", JOINING, 3),
            'translates "membership/leaving", but there is no such entry, organisation or event',
        ),
        ("membership/how-to-join.pl.md", JOINING, 0, "nobody would read this: phrases/pl.yaml is missing"),
        (JOIN, JOINING.replace("title: ¿Cómo nos unimos?\n", ""), 1, '"title" is missing'),
        (JOIN, "---\ntitle: ¿Cómo?\nas_of: 2026-11\n---\n", 5, "has no answer below its head"),
        (
            *("definitions/peal.es.md", PEAL.replace("Un repique es", "> Un repique es"), 9),
            'only the original quotes; leave out the ">" of a translation',
        ),
        (
            *("definitions/peal.es.md", PEAL.replace("id: length", "id: height"), 3),
            'translates the note "height", which the original does not have',
        ),
        (JOIN, JOINING.replace("as_of: 2026-11\n", ""), 2, '"as_of" is missing'),
        (
            JOIN,
            JOINING.replace("title:", "titel:"),
            2,
            '"titel" is not a field that Docent knows; did you mean "title"?',
        ),
    ],
)
def test_translation_that_cannot_be_used_is_told_with_its_line(path: str, text: str, line: int, says: str) -> None:
    assert Problem(path, line, says) in problems_of(translated({path: text}))


def test_translation_of_a_broken_original_is_not_told_of_too() -> None:
    broken = guild_texts()["membership/how-to-join.md"].replace("source: guild-site\n", "")

    problems = problems_of(translated({"membership/how-to-join.md": broken}))

    assert [problem.path for problem in problems] == ["membership/how-to-join.md"]


def test_broken_phrases_do_not_make_every_translation_into_their_language_a_problem() -> None:
    phrases = guild_texts()["phrases/en.yaml"].replace("welcome:", "welcom:")

    problems = problems_of(translated({"phrases/es.yaml": phrases}))

    assert {problem.path for problem in problems} == {"phrases/es.yaml"}


def test_missing_phrases_are_told_once_for_all_translations_into_their_language() -> None:
    problems = problems_of(translated({"phrases/es.yaml": None}))

    assert [problem.says for problem in problems] == ["nobody would read this: phrases/es.yaml is missing"]
