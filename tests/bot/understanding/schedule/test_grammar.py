"""Questions as they are typed, and what they are taken to ask."""

from datetime import date, time

import pytest

from bot.schedule.queries import matching
from bot.schedule.windows import Meal, Moment, Part, When
from bot.understanding.schedule.asked import Asked, Lack, Remembered, What
from bot.understanding.schedule.grammar import Grammar
from tests.programmes import make_programme, make_session
from tests.ringing import RINGING, at

FRIDAY, SATURDAY = date(2026, 5, 8), date(2026, 5, 9)
NOW = at(1, "09:10")


def found(grammar: Grammar, asked: Asked | None) -> set[str]:
    assert asked is not None
    assert asked.lacks is None
    return {session.id for session in matching(asked.query, grammar.timetable, NOW)}


def asks(grammar: Grammar, text: str) -> set[str]:
    return found(grammar, grammar.read(text, NOW))


def going_on(grammar: Grammar, *texts: str) -> Asked | None:
    """The last of several questions, each of which goes on with the one before."""
    before = asked = None
    for text in texts:
        asked = grammar.read(text, NOW, before)
        assert asked is not None
        listed = matching(asked.query, grammar.timetable, NOW)
        before = Remembered.of(RINGING.event, asked, tuple(session.id for session in listed))
    return asked


@pytest.mark.parametrize(
    "text, meant",
    [
        ("when is wax and ropes", {"wax"}),
        ("wo ist change ringing for everyone", {"change"}),
        ("handbells after dark, where?", {"handbells"}),
        ("chnage ringing room", {"change"}),
        ("when is the keynote", {"keynote1", "keynote2"}),
        ("keynote on saturday", {"keynote2"}),
        ("stone and swya", {"stone"}),
        ("session 2", {"block"}),
        ("hand bells talk", {"handbells"}),
        ("talks on hand bells", {"handbells"}),
        ("when does the midnight peal depart", {"party"}),
    ],
)
def test_titles_are_found_in_part_and_misspelt(grammar: Grammar, text: str, meant: set[str]) -> None:
    assert asks(grammar, text) == meant


@pytest.mark.parametrize(
    "text, meant",
    [
        ("when does ana silva speak", {"opening", "keynote2"}),
        ("Silva Ana", {"opening", "keynote2"}),
        ("talks by okoro", {"wax", "bronze", "clinic"}),
        ("wann spricht zdenek dvorak", {"change"}),
        ("is zdenek dvorka speaking", {"change"}),
        ("when does eva stone speak", {"stone"}),
        ("what does dora ek chair", {"block", "keynote1"}),
        ("wo ist Prof. Dvořák", {"change"}),
        ("cuándo habla la Dra. Silva", {"opening", "keynote2"}),
        ("où parle Mme Stone", {"stone"}),
        ("mr stone when", {"stone"}),
        ("talks by silva and okoro", {"opening", "keynote2", "wax", "bronze", "clinic"}),
        ("ana silva ben okoro", {"opening", "keynote2", "wax", "bronze", "clinic"}),
        ("silva, okoro", {"opening", "keynote2", "wax", "bronze", "clinic"}),
        ("what is ana silva talking about", {"opening", "keynote2"}),
    ],
)
def test_people_are_found_in_any_order_and_misspelt(grammar: Grammar, text: str, meant: set[str]) -> None:
    assert asks(grammar, text) == meant


@pytest.mark.parametrize(
    "text, meant",
    [
        ("craft track on saturday", {"clinic"}),
        ("workshops", {"wax", "clinic"}),
        ("talleres el sábado", {"clinic"}),
        ("talks in german", {"stone"}),
        ("auf deutsch", {"stone"}),
        ("hall 1 on saturday", {"keynote2"}),
        ("was ist am Samstag im Saal 1", {"keynote2"}),
        ("room b after lunch on friday", set()),
        ("anything about surprise major", {"change"}),
        ("how many workshops", {"wax", "clinic"}),
        ("first talk on saturday", {"keynote2"}),
        ("what is in the crypt on day 2", {"clinic"}),
        ("gibts was zu ropes", {"wax", "clinic"}),
    ],
)
def test_rooms_tracks_types_languages_and_topics_are_filters(grammar: Grammar, text: str, meant: set[str]) -> None:
    assert asks(grammar, text) == meant


@pytest.mark.parametrize(
    "text, when",
    [
        ("what is on now", When(moment=Moment.NOW)),
        ("qu'est-ce qu'il y a maintenant", When(moment=Moment.NOW)),
        ("was ist jetzt", When(moment=Moment.NOW)),
        ("what's coming up", When(moment=Moment.NEXT)),
        ("was kommt als nächstes", When(moment=Moment.NEXT)),
        ("next?", When(moment=Moment.NEXT)),
        ("what's on tomorrow after lunch", When((SATURDAY,), meal=Meal.AFTER)),
        ("mañana por la tarde", When((SATURDAY,), part=Part.AFTERNOON)),
        ("morgen früh", When((SATURDAY,), part=Part.MORNING)),
        ("Samstagabend", When((SATURDAY,), part=Part.EVENING)),
        ("demain à 15h", When((SATURDAY,), at=time(15))),
        ("at 3pm", When((FRIDAY,), at=time(15))),
        ("what is on at three", When((FRIDAY,), at=time(15))),
        ("was läuft um halb drei", When((FRIDAY,), at=time(14, 30))),
        ("saturday between 10 and 12", When((SATURDAY,), since=time(10), until=time(12))),
        ("sabato tra le 10 e le 12", When((SATURDAY,), since=time(10), until=time(12))),
        ("from 10am to noon tomorrow", When((SATURDAY,), since=time(10), until=time(12))),
        ("9.5. um 10 Uhr", When((SATURDAY,), at=time(10))),
        ("May 9th, 10:00", When((SATURDAY,), at=time(10))),
        ("2026-05-09", When((SATURDAY,))),
        ("day 2", When((SATURDAY,))),
        ("el segundo día", When((SATURDAY,))),
        ("qué hay el día 2", When((SATURDAY,))),
        ("qué hay el día 9", When((SATURDAY,))),
        ("what is on before 10 tomorrow", When((SATURDAY,), until=time(10))),
        ("what's left today", When((FRIDAY,), moment=Moment.LATER)),
        ("what is still to come", When((FRIDAY,), moment=Moment.LATER)),
        ("what is on later", When((FRIDAY,), moment=Moment.LATER)),
        ("what is on in two hours", When((FRIDAY,), at=time(11, 10))),
    ],
)
def test_words_for_times(grammar: Grammar, text: str, when: When) -> None:
    asked = grammar.read(text, NOW)

    assert asked is not None
    assert (asked.query.when, asked.lacks) == (when, None)


@pytest.mark.parametrize(
    "text, what",
    [
        ("when is wax and ropes", What.WHEN),
        ("in welchem Raum ist wax and ropes", What.WHERE),
        ("who gives wax and ropes", What.WHO),
        ("cuánto dura wax and ropes", What.HOW_LONG),
        ("who chairs session 2", What.CHAIRS),
        ("what is wax and ropes about", What.ABOUT),
        ("is casting bronze still on", What.STILL),
        ("findet casting bronze statt?", What.STILL),
        ("wann findet wax and ropes statt?", What.WHEN),
        ("was casting bronze cancelled", What.STILL),
        ("anything still on?", What.LIST),
        ("was anything cancelled?", What.CANCELLED),
        ("cancelled talks", What.CANCELLED),
        ("any changes today?", What.CANCELLED),
        ("has anything changed", What.CANCELLED),
        ("gibt es Änderungen im Programm?", What.CANCELLED),
        ("hay cambios hoy?", What.CANCELLED),
        ("qu'est-ce qui a changé", What.CANCELLED),
        ("è cambiato qualcosa?", What.CANCELLED),
        ("was ist abgesagt", What.CANCELLED),
        ("was kommt nach wax and ropes", What.FOLLOWS),
        ("combien de sessions samedi", What.COUNT),
        ("in what language is stone and sway", What.LANGUAGE),
        ("which rooms are there", What.ROOMS),
        ("list of speakers", What.SPEAKERS),
        ("when do the ringing days start", What.EVENT),
    ],
)
def test_what_is_asked(grammar: Grammar, text: str, what: What) -> None:
    asked = grammar.read(text, NOW)

    assert asked is not None
    assert (asked.what, asked.lacks) == (what, None)


@pytest.mark.parametrize(
    "text, lack",
    [
        ("when does taylor swift speak", Lack.PERSON),
        ("talks by ana sousa", Lack.PERSON),
        ("does wex speak", Lack.PERSON),
        ("wann spricht bronze", Lack.PERSON),
        ("what is in room z", Lack.ROOM),
        ("hall 99 now", Lack.ROOM),
        ("what's on on 12 may", Lack.DATE),
        ("anything on monday", Lack.DATE),
        ("talks about beekeeping", Lack.TOPIC),
        ("what's the wifi password", Lack.OUTSIDE),
        ("how much is wax", Lack.OUTSIDE),
        ("slides of wax and ropes", Lack.OUTSIDE),
        ("where is it", Lack.SUBJECT),
        ("when does ana okoro speak", Lack.PERSON),
    ],
)
def test_what_the_programme_lacks(grammar: Grammar, text: str, lack: Lack) -> None:
    asked = grammar.read(text, NOW)

    assert asked is not None
    assert asked.lacks is lack


@pytest.mark.parametrize("text", ["hello", "thank you, see you tomorrow", "who are you", "good morning", "", "?!"])
def test_small_talk_asks_no_programme(grammar: Grammar, text: str) -> None:
    asked = grammar.read(text, NOW)

    assert asked is None or asked.lacks in {Lack.SUBJECT, Lack.OUTSIDE}


@pytest.mark.parametrize(
    "texts, meant",
    [
        (("when is wax and ropes", "where is it?"), {"wax"}),
        (("when is wax and ropes", "which room"), {"wax"}),
        (("who gives the friday keynote", "and the saturday one?"), {"keynote2"}),
        (("what is on in hall 1 on friday", "and on saturday?"), {"keynote2"}),
        (("workshops", "only in the crypt"), {"clinic"}),
        (("workshops", "the second one"), {"clinic"}),
        (("workshops", "the first one"), {"wax"}),
        (("when does ana silva speak", "and chen li?"), {"wax", "handbells"}),
        (("what is on at 11:15 in hall 1", "and in room b?"), {"block", "stone"}),
        (("when is wax and ropes", "talks in german"), {"stone"}),
        (("anything on bronze tomorrow", "who speaks in room b this morning"), {"wax", "block", "stone"}),
        (("anything on bronze tomorrow", "is there anything in the crypt tomorrow"), {"clinic"}),
        (("workshops", "does she speak on saturday"), {"clinic"}),
        (("when is wax and ropes", "what follows it?"), {"wax"}),
    ],
)
def test_a_question_goes_on_with_the_one_before(grammar: Grammar, texts: tuple[str, ...], meant: set[str]) -> None:
    assert found(grammar, going_on(grammar, *texts)) == meant


def test_what_asks_for_itself_takes_nothing_from_before(grammar: Grammar) -> None:
    asked = going_on(grammar, "list of speakers", "what's on now?")

    assert asked is not None
    assert (asked.what, asked.query.when) == (What.LIST, When(moment=Moment.NOW))


def test_what_is_cancelled_asks_of_everything_whatever_was_asked_before(grammar: Grammar) -> None:
    asked = going_on(grammar, "when is wax and ropes", "was anything cancelled?")

    assert asked is not None
    assert (asked.what, asked.query.among) == (What.CANCELLED, None)


def test_anything_still_on_is_what_is_on_now(grammar: Grammar) -> None:
    asked = grammar.read("anything still on?", NOW)

    assert asked is not None
    assert asked.query.when == When(moment=Moment.NOW)


def test_two_words_that_a_title_writes_as_one_are_found_with_those_that_write_two() -> None:
    one, two = make_session("one", title="Reports in PowerBI"), make_session("two", title="Power BI for Towers")
    grammar = Grammar.of(make_programme(one, two, make_session("other", title="Power of Bells")))

    assert asks(grammar, "anything on power bi") == {"one", "two"}
    assert asks(grammar, "anything on powerbi") == {"one", "two"}


def test_what_no_programme_knows_offers_no_talk_that_has_one_of_its_words(grammar: Grammar) -> None:
    asked = grammar.read("how much does a rope cost", NOW)

    assert asked is not None
    assert (asked.lacks, asked.nearest) == (Lack.OUTSIDE, ())


@pytest.mark.parametrize(
    "text, plain",
    [
        ("what's on now at the ringing days", "what's on now"),
        ("talks on bronze at ringing days", "talks on bronze"),
        ("what is next at ringingdays", "what is next"),
        ("workshops of the Ringing Days on saturday", "workshops on saturday"),
        ("how many workshops are there at the ringing days?", "how many workshops are there?"),
    ],
)
def test_naming_the_event_asks_for_nothing_more(grammar: Grammar, text: str, plain: str) -> None:
    named, unnamed = grammar.read(text, NOW), grammar.read(plain, NOW)

    assert named is not None
    assert unnamed is not None
    assert (named.what, named.query, named.lacks) == (unnamed.what, unnamed.query, None)


@pytest.mark.parametrize(
    "text, meant",
    [
        ("what is on at BellCon", {"lead", "welcome", "about"}),
        ("first talk of bellcon 2026", {"lead", "welcome", "about"}),
        ("when is bellcon for beginners", {"welcome"}),
        ("talks about bellcon", {"welcome", "about"}),
        ("leather at bellcon", {"lead"}),
    ],
)
def test_event_of_one_word_is_told_from_a_topic_by_the_word_before_it(text: str, meant: set[str]) -> None:
    titles = {"lead": "Lead and Leather", "welcome": "BellCon for Beginners", "about": "The Story of BellCon"}
    sessions = [make_session(id_, at(1, "09:00"), title=title) for id_, title in titles.items()]
    grammar = Grammar.of(make_programme(*sessions, title="BellCon 2026", event="bellcon-2026"))

    assert asks(grammar, text) == meant


@pytest.mark.parametrize(
    "text, what, lack",
    [
        ("who speaks at the ringing days", What.SPEAKERS, None),
        ("how long are the ringing days", What.EVENT, None),
        ("where are the ringing days", What.WHERE, Lack.OUTSIDE),
    ],
)
def test_what_is_asked_of_the_event_itself(grammar: Grammar, text: str, what: What, lack: Lack | None) -> None:
    asked = grammar.read(text, NOW)

    assert asked is not None
    assert (asked.what, asked.lacks) == (what, lack)


def test_the_state_survives_its_writing() -> None:
    kept = Remembered(
        event="ringing-days", what=What.WHO, days=(SATURDAY,), at=time(10), rooms=("Hall 1",), listed=("a",)
    )

    assert Remembered.read(kept.written()) == kept
    assert Remembered.read("") is None
    assert Remembered.read("[]") is None
