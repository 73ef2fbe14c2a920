"""Questions about the deadlines that curators wrote down, and being reminded of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.attending.reminding.deadline_questions import meant
from bot.knowledge.records import Association
from bot.knowledge.snapshot import Knowledge
from bot.messages import Kind
from bot.notifications.campaigns import Scope
from bot.notifications.subscriptions import Follow
from handlers.console import plain_text
from tests.bot.attending.reminding.conftest import BEN, GROUP, PAGE, WEB, Guest
from tests.factories import iasp_knowledge, make_event

NOW = datetime(2026, 5, 8, 7, 10, tzinfo=UTC)
PAPERS = {"id": "papers", "title": "Proposals for talks", "kind": "call_for_papers", "at": "2026-06-30"}
EARLY = {"id": "early", "title": "Early registration", "kind": "registration", "at": "2026-05-20 18:00"}
LATE = {"id": "late", "title": "Registration", "kind": "registration", "at": "2026-06-14"}
ABSTRACTS = {"id": "papers", "title": "Abstracts", "kind": "call_for_papers", "at": "2026-02-01"}
MOTIONS = {"id": "motions", "title": "Motions for the general assembly", "kind": "assembly", "at": "2026-09-01"}


def knowing(*, fair: Sequence[object] = (PAPERS, EARLY, LATE), moot: Sequence[object] = (ABSTRACTS,)) -> Knowledge:
    """The shipped content with two more events, which have deadlines, and one of the association's own."""
    knowledge = iasp_knowledge()
    source = next(iter(knowledge.sources))

    def sourced(deadlines: Sequence[object]) -> list[object]:
        return [{**each, "source": source, "as_of": "2026-04"} for each in deadlines if isinstance(each, dict)]

    association = knowledge.association.model_dump() | {"deadlines": sourced([MOTIONS])}
    more = {
        f"events/{id_}": make_event("2026-07", id=id_, name=name, short=name, zone="Asia/Bangkok", deadlines=those)
        for id_, name, those in (("fair", "Bell Fair", sourced(fair)), ("moot", "Rope Moot", sourced(moot)))
    }
    events = {**knowledge.events, **more}
    return replace(knowledge, association=Association.model_validate(association), events=events)


@pytest.fixture
def guest(guest: Guest) -> Guest:
    """Ana, where curators have written deadlines down."""
    guest.knowledge = knowing()
    return guest


def subjects(text: str) -> list[str] | None:
    found = meant(text, knowing(), NOW)
    return [each.subject for each in found.deadlines] if found else None


@pytest.mark.parametrize(
    "text,found",
    [
        ("when is the deadline for the call for papers", ["fair/papers"]),
        ("What is the abstract submission deadline of the Rope Moot?", ["moot/papers"]),
        ("until when can i submit a proposal", ["fair/papers"]),
        ("when does registration close?", ["fair/early", "fair/late"]),
        ("When does early registration end?", ["fair/early"]),
        ("is registration still open for the bell fair", ["fair/early", "fair/late"]),
        ("what are the next deadlines", ["fair/early", "fair/late", "fair/papers", "/motions"]),
        ("deadlines", ["fair/early", "fair/late", "fair/papers", "/motions"]),
        ("any deadlines coming up for the Bell Fair?", ["fair/early", "fair/late", "fair/papers"]),
        ("deadline for motions for the general assembly", ["/motions"]),
        ("¿Cuándo cierra la inscripción?", ["fair/early", "fair/late"]),
        ("¿Cuál es el plazo para enviar comunicaciones?", ["fair/papers"]),
        ("próximos plazos", ["fair/early", "fair/late", "fair/papers", "/motions"]),
        ("hasta cuándo puedo inscribirme", ["fair/early", "fair/late"]),
        ("Quelle est la date limite d'inscription ?", ["fair/early", "fair/late"]),
        ("jusqu'à quand puis-je m'inscrire ?", ["fair/early", "fair/late"]),
        ("quelles sont les prochaines échéances", ["fair/early", "fair/late", "fair/papers", "/motions"]),
        ("bis wann kann ich mich anmelden", ["fair/early", "fair/late"]),
        ("wann ist der Anmeldeschluss", ["fair/early", "fair/late"]),
        ("entro quando posso iscrivermi", ["fair/early", "fair/late"]),
    ],
)
def test_question_about_a_deadline_means_those_that_fit(text: str, found: list[str]) -> None:
    assert subjects(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "when is registration",
        "when does registration open",
        "when does the registration desk close",
        "what is the deadline for paying the invoice",
        "deadline for the award",
        "deadline for the board to examine an application",
        "registration deadline for the World Conference 2027",
        "until when is the keynote",
        "when does the opening end",
        "has the bar closed",
        "what is a science park?",
        "is the call for papers a good idea?",
        f"when is the deadline {200 * '!'}",
    ],
)
def test_question_about_anything_else_means_none(text: str) -> None:
    assert subjects(text) is None


def test_one_that_is_over_is_told_so_where_it_is_asked_for_by_name() -> None:
    knowledge = knowing(fair=(), moot=(ABSTRACTS,))
    found = meant("deadline for abstracts", knowledge, NOW)

    assert found is not None
    assert ([each.subject for each in found.deadlines], found.over) == (["moot/papers"], True)


async def test_it_is_told_by_the_venues_clocks_and_by_ones_own(guest: Guest) -> None:
    reply = await guest.ask("when does early registration close?", zone="Europe/Madrid")

    assert plain_text(reply).splitlines()[:2] == [
        "Early registration · Bell Fair",
        "Until Wednesday 20 May 2026, 18:00 (Asia/Bangkok). [Until Wednesday 20 May 2026, 13:00 (Europe/Madrid).]",
    ]
    assert (reply.kind, reply.entries, reply.abstained) == (Kind.EVENT, ("events/fair",), False)


async def test_a_day_ends_with_the_venues(guest: Guest) -> None:
    said = await guest.says("deadline for proposals")

    assert "Until Tuesday 30 June 2026, the end of the day (Asia/Bangkok).\n" in said
    assert "Source: " in said


async def test_who_presses_for_it_is_reminded_of_the_deadlines_of_that_event(guest: Guest) -> None:
    asked = await guest.ask("when does early registration close?")
    pressed = await guest.presses(asked, "Remind me of deadlines")

    assert plain_text(pressed).startswith("I will remind you of the deadlines of Bell Fair.")
    assert (pressed.below, (await guest.set()).follows) == (True, (Follow("fair", Scope.DEADLINES),))


async def test_of_several_events_all_are_reminded_of(guest: Guest) -> None:
    await guest.presses(await guest.ask("/deadlines"), "Remind me of deadlines")

    follows = (await guest.set()).follows
    assert follows == (Follow("", Scope.DEADLINES), Follow("fair", Scope.DEADLINES))


async def test_who_presses_in_a_group_is_reminded_in_private(guest: Guest) -> None:
    asked = await guest.sits(BEN, GROUP).ask("when does early registration close?")
    await guest.presses(asked, "Remind me of deadlines")

    assert await guest.subscriptions.of(GROUP) is None
    assert await guest.subscriptions.of_person(BEN)


async def test_where_nobody_can_be_told_anything_there_is_no_button(guest: Guest) -> None:
    assert (await guest.sits(WEB, PAGE).ask("what are the next deadlines")).actions == ()


async def test_one_that_is_over_has_no_button(guest: Guest) -> None:
    reply = await guest.ask("deadline for abstracts of the rope moot")

    assert "It ended on Sunday 1 February 2026 (Asia/Bangkok)." in plain_text(reply)
    assert reply.actions == ()


async def test_without_any_it_is_said_so_and_whom_to_ask(guest: Guest) -> None:
    guest.knowledge = iasp_knowledge()

    said = await guest.says("/deadlines")

    assert said.startswith("No deadline is published here at the moment.\nPlease ask here: ")


async def test_without_any_curators_answer_as_before(guest: Guest) -> None:
    guest.knowledge = iasp_knowledge()

    assert (await guest.ask("when is the paper deadline")).abstained
