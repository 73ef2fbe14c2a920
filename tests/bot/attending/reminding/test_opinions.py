"""Feedback: asked for, rated, and in words; kept for organisers without a name."""

import pytest

from bot.attending.reminding.opinions import awaited, is_nothing, may_be_one
from bot.notifications.campaigns import Scope
from bot.notifications.subscriptions import Follow
from handlers.console import plain_text
from tests.bot.attending.reminding.conftest import ANA, CHAT, GROUP, Guest

EVENT = "ringing-days"
RATED = "rate 4 ringing-days opening"


async def thoughts(guest: Guest) -> list[tuple[str, int | None, str]]:
    return [(each.session, each.rating, each.words) for each in await guest.subscriptions.opinions(EVENT)]


async def test_who_wants_to_be_asked_is_asked_when_it_is_over(guest: Guest) -> None:
    reply = await guest.says("ask me for feedback after handbells")

    assert reply == "After “Handbells After Dark” I will ask you how it was."
    assert await guest.at(1, "12:00").told() == ["feedback/handbells/2026-05-08T10:00:00Z"]


async def test_who_wants_to_be_asked_when_it_is_over_already_is_asked_now(guest: Guest) -> None:
    reply = await guest.at(1, "13:00").ask("ask me for feedback after handbells")

    assert plain_text(reply).startswith("How was “Handbells After Dark”?")
    assert [action.label for action in reply.actions][:5] == ["1", "2", "3", "4", "5"]
    assert await guest.at(1, "13:05").told() == []


async def test_who_rated_before_it_was_over_is_not_asked_again(guest: Guest) -> None:
    await guest.ask("ask me for feedback after handbells")
    await guest.at(1, "11:57").told()

    await guest.press("rate 4 ringing-days handbells")

    assert await guest.at(1, "12:00").told() == []


async def test_it_is_the_session_that_was_talked_about(guest: Guest) -> None:
    await guest.ask("when is wax and ropes?", "ask me for feedback after it")

    assert (await guest.set()).follows == (Follow(EVENT, Scope.FEEDBACK, "wax"),)


async def test_who_chooses_a_language_first_may_say_what_they_think_in_it(guest: Guest) -> None:
    await guest.press(RATED)
    await guest.ask("Español", "Muy interesante.")

    assert await thoughts(guest) == [("opening", 4, "Muy interesante.")]


async def test_each_of_ones_own_can_be_asked_for(guest: Guest) -> None:
    reply = await guest.says(
        "add handbells to my schedule", "add rope clinic to my schedule", "ask me for feedback after each session"
    )

    assert reply == "After each session on your schedule I will ask you how it was."
    assert [each.name for each in (await guest.set()).follows] == ["clinic", "handbells"]


async def test_of_two_of_one_title_the_one_that_is_meant_is_chosen(guest: Guest) -> None:
    which = await guest.ask("ask me for feedback after the keynote")

    await guest.presses(which, "Sat 9, 09:00 · Keynote")

    assert (await guest.set()).follows == (Follow(EVENT, Scope.FEEDBACK, "keynote2"),)


async def test_a_rating_is_kept_and_words_may_follow(guest: Guest) -> None:
    rated = await guest.press(RATED)
    said = await guest.says("It was loud, but lovely.")

    assert rated.below
    assert [action.label for action in rated.actions] == ["No, thanks"]
    assert said == "Thank you. The organisers will read it without your name."
    assert await thoughts(guest) == [("opening", 4, "It was loud, but lovely.")]


async def test_words_are_awaited_once(guest: Guest) -> None:
    await guest.press(RATED)
    await guest.ask("It was loud, but lovely.", "The bells were late.")

    assert await thoughts(guest) == [("opening", 4, "It was loud, but lovely.")]


@pytest.mark.parametrize("text", ["fees", "now"])
async def test_words_are_awaited_no_more_after_a_question(guest: Guest, text: str) -> None:
    await guest.press(RATED)
    await guest.ask(text, "The bells were late.")

    assert await thoughts(guest) == [("opening", 4, "")]


@pytest.mark.parametrize(
    "text", ["what's next?", "when is the keynote", "/my", "remind me 5 minutes before", "no thanks"]
)
async def test_a_question_or_a_wish_is_no_feedback(guest: Guest, text: str) -> None:
    await guest.press(RATED)
    await guest.ask(text)

    assert await thoughts(guest) == [("opening", 4, "")]


@pytest.mark.parametrize(
    "text",
    ["membership fees", "fees", "now", "tomorrow", "register", "IASP", "speak French", "Español"],
)
async def test_what_is_asked_without_a_question_mark_is_no_feedback(guest: Guest, text: str) -> None:
    await guest.press(RATED)
    reply = await guest.says(text)

    assert not reply.startswith("Thank you")
    assert await thoughts(guest) == [("opening", 4, "")]


@pytest.mark.parametrize("text", ["Great!", "too loud", "The membership part was boring", "fees were not explained"])
async def test_what_somebody_thinks_may_hold_what_others_ask_for(guest: Guest, text: str) -> None:
    await guest.press(RATED)
    await guest.ask(text)

    assert await thoughts(guest) == [("opening", 4, text)]


@pytest.mark.parametrize(
    "text",
    [
        "Change Ringing for Everyone was far too long",
        "The opening and Wax and Ropes were at the same time, a pity.",
        "i really liked casting bronze",
        "Handbells After Dark started late and the room was full",
        "Too many slides in Rope Clinic",
        "Midnight Peal is really good",
        "La charla Change Ringing for Everyone fue demasiado larga",
        "Me encantó Wax and Ropes",
        "Casting Bronze se hizo muy largo",
        "Change Ringing for Everyone était beaucoup trop long",
        "J'ai bien aimé Stone and Sway",
        "Rope Clinic n'a pas été assez préparé",
        "Wax and Ropes war viel zu lang",
        "Rope Clinic è stato troppo lungo",
    ],
)
async def test_what_somebody_thinks_may_name_a_session(guest: Guest, text: str) -> None:
    await guest.press(RATED)
    await guest.ask(text)

    assert await thoughts(guest) == [("opening", 4, text)]


@pytest.mark.parametrize(
    "text",
    [
        "when is Change Ringing for Everyone",
        "Change Ringing for Everyone",
        "the room of Change Ringing for Everyone",
        "and Rope Clinic please",
        "was Wax and Ropes moved",
        "Wax and Ropes was moved?",
        "in which room was Stone and Sway",
        "I liked it, when is Rope Clinic",
        "I would like to attend Rope Clinic",
        "cuándo es Rope Clinic",
        "en qué sala fue Stone and Sway",
        "Rope Clinic, por favor",
        "où était Stone and Sway",
        "à quelle heure est Rope Clinic",
        "wann war Wax and Ropes",
    ],
)
async def test_what_is_asked_of_a_named_session_is_no_feedback(guest: Guest, text: str) -> None:
    await guest.press(RATED)
    reply = await guest.says(text)

    assert not reply.startswith(("Thank you", "Gracias", "Merci"))
    assert await thoughts(guest) == [("opening", 4, "")]


async def test_of_long_feedback_the_beginning_is_kept(guest: Guest) -> None:
    await guest.press(RATED)
    await guest.ask("It was loud. " * 200)

    assert [len(words) for _, _, words in await thoughts(guest)] == [1000]


async def test_nothing_to_add_is_thanked_for(guest: Guest) -> None:
    pressed = await guest.presses(await guest.press(RATED), "No, thanks")
    await guest.press(RATED)

    assert plain_text(pressed) == await guest.says("no, thanks") == "Thank you."


async def test_a_second_rating_takes_the_place_of_the_first_and_keeps_the_words(guest: Guest) -> None:
    await guest.press(RATED)
    await guest.ask("It was loud, but lovely.")
    await guest.press("rate 2 ringing-days opening")

    assert await thoughts(guest) == [("opening", 2, "It was loud, but lovely.")]


async def test_what_has_not_begun_is_not_rated(guest: Guest) -> None:
    await guest.press("rate 5 ringing-days handbells")

    assert await thoughts(guest) == []


async def test_feedback_can_be_given_unasked(guest: Guest) -> None:
    asked = await guest.ask("rate the opening")

    await guest.presses(asked, "5")

    assert [action.label for action in asked.actions] == ["1", "2", "3", "4", "5"]
    assert await thoughts(guest) == [("opening", 5, "")]


async def test_in_a_group_words_are_not_waited_for(guest: Guest) -> None:
    await guest.sits(ANA, GROUP).press(RATED)
    await guest.ask("It was loud, but lovely.")

    assert await thoughts(guest) == [("opening", 4, "")]


async def test_who_has_stopped_may_say_what_they_think_and_stays_stopped(guest: Guest) -> None:
    await guest.ask("/reminders", "/stop")
    await guest.press(RATED)

    assert await thoughts(guest) == [("opening", 4, "")]
    assert (await guest.set()).inactive_because


@pytest.mark.parametrize("text", ["no", "No, thanks!", "ok", "nada", "gracias", "ขอบคุณ"])
def test_some_words_say_nothing(text: str) -> None:
    assert is_nothing(text)


@pytest.mark.parametrize("text", ["It was lovely", "Too loud in the back rows", "Könnte länger sein"])
def test_other_words_may_be_what_somebody_thinks(text: str) -> None:
    assert may_be_one(text)
    assert not is_nothing(text)


@pytest.mark.parametrize("text", ["where is lunch", "is it over?", "/help", "", "show the programme"])
def test_what_asks_is_no_opinion(text: str) -> None:
    assert not may_be_one(text)


def test_a_state_without_a_session_that_is_waited_for_is_left_as_it_is() -> None:
    assert awaited('{"event":"ringing-days"}') == ("", '{"event":"ringing-days"}')


async def test_one_session_is_not_asked_about_any_more(guest: Guest) -> None:
    reply = await guest.says(
        "ask me for feedback after handbells",
        "ask me for feedback after the rope clinic",
        "don't ask me for feedback after handbells",
    )

    assert reply == "I will not ask how “Handbells After Dark” was."
    assert [each.name for each in (await guest.set(CHAT)).follows] == ["clinic"]
