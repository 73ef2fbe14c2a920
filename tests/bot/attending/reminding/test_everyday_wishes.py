"""Wishes in the words that people type on a phone, between two sessions."""

import pytest

from bot.attending.reminding.wishes import Wish, read
from bot.notifications.campaigns import Kind
from bot.notifications.subscriptions import LeadTimes
from bot.ports import Star
from tests.bot.attending.reminding.conftest import ANA, Guest

HOUR, DAY = 60, 24 * 60
NO_REMINDERS, REMINDERS = Wish("silence", kind=Kind.REMINDER), Wish("unsilence", kind=Kind.REMINDER)
NO_CHANGES, CHANGES = Wish("silence", kind=Kind.CHANGE), Wish("unsilence", kind=Kind.CHANGE)
NO_FEEDBACK, FEEDBACK = Wish("silence", kind=Kind.FEEDBACK), Wish("unsilence", kind=Kind.FEEDBACK)


@pytest.mark.parametrize(
    "text, wish",
    [
        ("feedback off", NO_FEEDBACK),
        ("turn feedback off", NO_FEEDBACK),
        ("questions for feedback off", NO_FEEDBACK),
        ("no more feedback requests please", NO_FEEDBACK),
        ("stop asking for feedback", NO_FEEDBACK),
        ("don't ask me for feedback after every session", NO_FEEDBACK),
        ("feedback on", FEEDBACK),
        ("turn feedback back on", FEEDBACK),
        ("notify me of changes", CHANGES),
        ("alert me about schedule changes", CHANGES),
        ("remind me of changes", CHANGES),
        ("notify me of room changes", CHANGES),
        ("let me know if something changes", CHANGES),
        ("turn changes back on", CHANGES),
        ("avísame de los cambios", CHANGES),
        ("préviens-moi des changements", CHANGES),
        ("turn off notifications for changes", NO_CHANGES),
        ("stop sending me changes", NO_CHANGES),
        ("turn changes off", NO_CHANGES),
        ("dont notify me about changes", NO_CHANGES),
        ("no more change notifications", NO_CHANGES),
        ("no me avises de los cambios", NO_CHANGES),
        ("ne me préviens plus des changements", NO_CHANGES),
    ],
)
def test_a_kind_is_switched_on_and_off(text: str, wish: Wish) -> None:
    assert read(text) == wish


@pytest.mark.parametrize(
    "text, wish",
    [
        ("stop reminding me of deadlines", Wish("no deadlines")),
        ("don't remind me of deadlines", Wish("no deadlines")),
        ("don't remind me about deadlines", Wish("no deadlines")),
        ("don't remind me of the bell fair deadlines", Wish("no deadlines", "bell fair deadlines")),
        ("stop reminding me of the registration deadline", Wish("no deadlines", "registration deadline")),
        ("stop the deadlines of the bell fair", Wish("no deadlines", "deadlines of the bell fair")),
        ("turn off deadline reminders", Wish("no deadlines")),
        ("deadlines off", Wish("no deadlines")),
        ("unfollow deadlines", Wish("no deadlines")),
        ("no me recuerdes los plazos", Wish("no deadlines")),
        ("ne me rappelle pas les échéances", Wish("no deadlines")),
        ("deadline reminders on", Wish("deadlines", "deadline")),
        ("turn on deadline reminders", Wish("deadlines", "deadline")),
        ("notify me of deadlines", Wish("deadlines", "deadlines")),
        ("remind me 3 days before the registration deadline", Wish("deadlines", "registration deadline", (3 * DAY,))),
        ("remind me a week before deadlines", Wish("deadlines", "deadlines", (7 * DAY,))),
    ],
)
def test_deadlines_are_wished_for_and_given_up(text: str, wish: Wish) -> None:
    assert read(text) == wish


@pytest.mark.parametrize(
    "text, wish",
    [
        ("remind me when it starts", Wish("lead", "it starts", (0,))),
        ("remind me when they start", Wish("lead", "", (0,))),
        ("recuérdamelo 5 minutos antes", Wish("lead", "it", (5,))),
        ("recuérdamela al empezar", Wish("lead", "it", (0,))),
        ("recuérdamelo", Wish("remind", "it")),
        ("avísame cuando empiece la plenaria", Wish("lead", "plenaria", (0,))),
        ("rappelle-moi quand la plénière commence", Wish("lead", "pleniere", (0,))),
        ("rappelle-le-moi 5 minutes avant", Wish("lead", "it", (5,))),
        ("erinnere mich daran 5 Minuten vorher", Wish("lead", "it", (5,))),
        ("ricordamelo 5 minuti prima", Wish("lead", "it", (5,))),
        ("remind me 20 minutes before this session", Wish("lead", "it", (20,))),
        ("remind me 20 minutes before that talk starts", Wish("lead", "it starts", (20,))),
        ("remind me when this session starts", Wish("lead", "it", (0,))),
        ("remind me about this one", Wish("remind", "it")),
        ("no reminder for this one", Wish("none", "it")),
        ("remind me 10 minutes before the session", Wish("lead", "it starts", (10,))),
        ("rate this talk", Wish("rate", "it")),
        ("follow this session", Wish("remind", "it")),
        ("follow that talk", Wish("remind", "it")),
        ("recuérdame esta sesión", Wish("remind", "it")),
        ("remind me 10 minutes before the keynote starts", Wish("lead", "keynote", (10,))),
    ],
)
def test_it_is_the_session_before_us(text: str, wish: Wish) -> None:
    assert read(text) == wish


@pytest.mark.parametrize(
    "text, wish",
    [
        ("remind me of session 2 10 minutes before", Wish("lead", "session 2", (10,))),
        ("follow hall 1 15 minutes before", Wish("follow", "hall 1", (15,))),
        ("remind me 1 hour and 15 minutes before", Wish("lead", minutes=(75,))),
        ("remind me 1h15 before", Wish("lead", minutes=(75,))),
        ("remind me 1h15m before the keynote", Wish("lead", "keynote", (75,))),
        ("recuérdame una hora y cuarto antes", Wish("lead", minutes=(75,))),
        ("remind me an hour and a quarter before", Wish("lead", minutes=(75,))),
        ("remind me ½ hour before", Wish("lead", minutes=(30,))),
        ("remind me 2.5 hours before", Wish("lead", minutes=(150,))),
        ("remind me 5 mins b4 the keynote", Wish("lead", "keynote", (5,))),
        ("remind me about 10 minutes before the keynote", Wish("lead", "keynote", (10,))),
        ("remind me, 10 minutes before", Wish("lead", minutes=(10,))),
        ("remind me 5 minutes early", Wish("lead", minutes=(5,))),
        ("remind me the day before the keynote", Wish("lead", "keynote", (DAY,))),
        ("remind me 30 minutes before and at the start", Wish("lead", minutes=(30, 0))),
        ("remind me 10 min before the keynote and at the start", Wish("lead", "keynote", (10, 0))),
        ("remind me 10 min before and when it starts", Wish("lead", "it starts", (10, 0))),
        ("remind me 30 minutes before and again 5 minutes before", Wish("lead", minutes=(30, 5))),
        ("remind me an hour before and 5 minutes before", Wish("lead", minutes=(HOUR, 5))),
        ("remind me twice: 30 and 5 min before", Wish("lead", minutes=(30, 5))),
        ("15 min before the rope clinic", Wish("lead", "rope clinic", (15,))),
        ("set my reminders to 5 min", Wish("lead", minutes=(5,))),
        ("change my reminder to 20 minutes", Wish("lead", minutes=(20,))),
        ("change the lead time to 20 minutes", Wish("lead", minutes=(20,))),
    ],
)
def test_lead_times_are_told_in_many_ways(text: str, wish: Wish) -> None:
    assert read(text) == wish


@pytest.mark.parametrize(
    "text, wish",
    [
        ("remind me of rope clinic at 8", Wish("at", "rope clinic", (480,))),
        ("remind me at 10:45 of handbells", Wish("at", "handbells", (645,))),
        ("remind me of rope clinic at 9:30 tomorrow", Wish("at", "rope clinic tomorrow", (570,))),
        ("remind me of handbells at half past seven", Wish("at", "handbells", (450,))),
        ("remind me of handbells in 30 minutes", Wish("in", "handbells", (30,))),
        ("remind me in an hour about lunch", Wish("in", "lunch", (HOUR,))),
    ],
)
def test_an_hour_is_no_lead_time(text: str, wish: Wish) -> None:
    assert read(text) == wish


@pytest.mark.parametrize(
    "text, lead",
    [
        ("remind me 5 min before pls", 5),
        ("remind me 5 min before thx", 5),
        ("remind me 5 min before, ok?", 5),
        ("remind me 5 min before from now on", 5),
        ("remind me 5 min before only", 5),
        ("remind me 5 min before too. thanks!", 5),
        ("remind me 5 min before 🙏", 5),
        ("just remind me 5 min before", 5),
        ("remind me only 5 min before", 5),
        ("also remind me 5 min before", 5),
        ("thx, remind me 5 min before", 5),
        ("hey docent, remind me 5 min before", 5),
        ("I want to be reminded 5 minutes before", 5),
        ("text me 5 minutes before", 5),
        ("wake me 5 minutes before", 5),
        ("remind me 20 min before all the talks", 20),
        ("remind me 20 min before any session", 20),
        ("remind me 20 min before my starred sessions", 20),
        ("remind me 20 min before anything on my schedule", 20),
        ("remind me about all my sessions 20 min before", 20),
        ("remind me of everything 20 minutes before", 20),
        ("recuérdame 20 minutos antes de todas las sesiones", 20),
        ("rappelle-moi 20 minutes avant toutes mes séances", 20),
    ],
)
def test_what_stands_around_a_lead_time_for_all_is_no_title(text: str, lead: int) -> None:
    assert read(text) == Wish("lead", minutes=(lead,))


@pytest.mark.parametrize(
    "text, wish",
    [
        ("stop sending me reminders", NO_REMINDERS),
        ("stop sending reminders", NO_REMINDERS),
        ("delete all my reminders", NO_REMINDERS),
        ("clear my reminders", NO_REMINDERS),
        ("stop reminding me of everything", NO_REMINDERS),
        ("don't remind me of anything", NO_REMINDERS),
        ("desactiva los recordatorios", NO_REMINDERS),
        ("désactive les rappels", NO_REMINDERS),
        ("ne me rappelle plus", NO_REMINDERS),
        ("remind me of everything", REMINDERS),
        ("remind me of all my sessions", REMINDERS),
        ("send me reminders", REMINDERS),
        ("cancel my reminder for rope clinic", Wish("none", "rope clinic")),
        ("remove the reminder of rope clinic", Wish("none", "rope clinic")),
        ("don't remind me of the rope clinic anymore", Wish("none", "rope clinic")),
        ("stop sending me reminders for rope clinic", Wish("none", "rope clinic")),
        ("ne me rappelle plus rope clinic", Wish("none", "rope clinic")),
        ("no me recuerdes más rope clinic", Wish("none", "rope clinic")),
        ("reminder for rope clinic", Wish("remind", "rope clinic")),
        ("I need a reminder for rope clinic", Wish("remind", "rope clinic")),
    ],
)
def test_reminders_are_given_up_and_wanted_again(text: str, wish: Wish) -> None:
    assert read(text) == wish


@pytest.mark.parametrize(
    "text, wish",
    [
        ("ask me for feedback of the rope clinic afterwards", Wish("feedback", "rope clinic")),
        ("ask me after the rope clinic for feedback", Wish("feedback", "rope clinic")),
        ("ask me for feedback afterwards", Wish("feedback")),
        ("don't ask me for feedback after rope clinic", Wish("no feedback", "rope clinic")),
        ("don't ask me for feedback on this talk", Wish("no feedback", "it")),
    ],
)
def test_feedback_is_asked_for_after_one_session_or_not(text: str, wish: Wish) -> None:
    assert read(text) == wish


@pytest.mark.parametrize(
    "text, wish",
    [
        ("don't disturb me after 10", Wish("quiet after", minutes=(1320,))),
        ("be quiet after 10pm", Wish("quiet after", minutes=(1320,))),
        ("do not disturb after 10pm", Wish("quiet after", minutes=(1320,))),
        ("don't text me after 22h", Wish("quiet after", minutes=(1320,))),
        ("don't send me anything after 22:00", Wish("quiet after", minutes=(1320,))),
        ("don't wake me after midnight", Wish("quiet after", minutes=(0,))),
        ("no messages after 1", Wish("quiet after", minutes=(60,))),
        ("sin mensajes después de las 10 de la noche", Wish("quiet after", minutes=(1320,))),
        ("quiet hours 10 to 7", Wish("quiet", minutes=(1320, 420))),
        ("quiet hours 11-6", Wish("quiet", minutes=(1380, 360))),
        ("quiet hours from 10 at night to 7 in the morning", Wish("quiet", minutes=(1320, 420))),
        ("quiet hours from 1 to 3", Wish("quiet", minutes=(60, 180))),
        ("quiet hours 1 to 3pm", Wish("quiet", minutes=(780, 900))),
        ("change quiet hours to 23-8", Wish("quiet", minutes=(1380, 480))),
        ("don't message me before 8am or after 10pm", Wish("quiet", minutes=(1320, 480))),
        ("don't message me after 10 or before 8", Wish("quiet", minutes=(1320, 480))),
        ("don't remind me before 8", Wish("quiet before", minutes=(480,))),
        ("turn quiet hours off", Wish("no quiet")),
        ("no me molestes por la noche", Wish("quiet")),
        ("ne me dérange pas la nuit", Wish("quiet")),
    ],
)
def test_quiet_hours_without_am_or_pm_begin_in_the_evening(text: str, wish: Wish) -> None:
    assert read(text) == wish


@pytest.mark.parametrize(
    "text, wish",
    [
        ("overview at 7", Wish("overview", minutes=(420,))),
        ("morning overview 7:30", Wish("overview", minutes=(450,))),
        ("morning overview at half past 7", Wish("overview", minutes=(450,))),
        ("overview at quarter to eight", Wish("overview", minutes=(465,))),
        ("send me an overview every morning", Wish("overview")),
        ("every morning at 7 send me my schedule", Wish("overview", minutes=(420,))),
        ("I want the morning overview at 7", Wish("overview", minutes=(420,))),
        ("change the morning overview to 9", Wish("overview", minutes=(540,))),
        ("set morning overview at 9", Wish("overview", minutes=(540,))),
        ("turn on the morning overview", Wish("overview")),
        ("morning overview off", Wish("no overview")),
        ("turn the morning overview off", Wish("no overview")),
        ("I don't want the morning overview any more", Wish("no overview")),
        ("stop sending me the overview", Wish("no overview")),
        ("mándame mi agenda cada mañana a las 7", Wish("overview", minutes=(420,))),
        ("envoie-moi mon programme chaque matin à 7h", Wish("overview", minutes=(420,))),
        ("quita el resumen de la mañana", Wish("no overview")),
    ],
)
def test_the_overview_is_set_and_given_up(text: str, wish: Wish) -> None:
    assert read(text) == wish


@pytest.mark.parametrize(
    "text, wish",
    [
        ("max 5 a day", Wish("cap", minutes=(5,))),
        ("max 5 messages per day", Wish("cap", minutes=(5,))),
        ("at most five messages a day", Wish("cap", minutes=(5,))),
        ("limit messages to 5 a day", Wish("cap", minutes=(5,))),
        ("5 messages a day max", Wish("cap", minutes=(5,))),
        ("send me at most 10 msgs a day", Wish("cap", minutes=(10,))),
        ("cap at 5 messages a day", Wish("cap", minutes=(5,))),
        ("max 5 messages par jour", Wish("cap", minutes=(5,))),
        ("remove the limit", Wish("no cap")),
        ("unlimited messages", Wish("no cap")),
        ("sin límite", Wish("no cap")),
        ("max 0 messages a day", Wish("stop")),
    ],
)
def test_a_cap_is_set_and_given_up(text: str, wish: Wish) -> None:
    assert read(text) == wish


@pytest.mark.parametrize(
    "text",
    [
        "turn off all notifications",
        "disable notifications",
        "turn notifications off",
        "stop all messages",
        "unsubscribe me",
        "don't message me",
        "don't send me messages",
        "don't send me anything any more",
        "I don't want any messages",
        "turn everything off",
        "stop spamming me",
        "never message me again",
        "no me avises",
        "deja de escribirme",
        "ne m'écris plus",
    ],
)
def test_everything_is_stopped(text: str) -> None:
    assert read(text) == Wish("stop")


@pytest.mark.parametrize(
    "text",
    [
        "are my reminders on?",
        "what do I follow",
        "what am I following?",
        "my alerts",
        "give me my reminders",
        "my notifications",
        "what will you send me?",
        "did you remind me",
        "why did you not remind me of the opening?",
        "why didn't you remind me",
        "will you remind me of handbells?",
        "when will you remind me of handbells?",
        "do I have a reminder for rope clinic?",
        "is the morning overview on?",
        "what are my quiet hours?",
        "¿qué me vas a enviar?",
        "que vas-tu m'envoyer ?",
    ],
)
def test_who_asks_what_they_are_told_sees_the_list(text: str) -> None:
    assert read(text) == Wish("list")


@pytest.mark.parametrize(
    "text",
    [
        "how do I stop my membership",
        "when is the registration deadline of the world conference?",
        "what changes in the new definition",
        "agenda at 9",
        "please set up a reminder for me",
        "two days before the conference",
        "remind me 5 min before the rope clinic ends",
        "remind me 5 minutes after it starts",
        "how many sessions a day are there",
        "no more than 50 members",
        "do you send a newsletter?",
        "what do members follow",
        "turn off the lights",
        "unlimited membership",
        "a summary of the taxonomy",
        "text of the definition",
        "remind me " + 60 * "and 5 min before " + "x",
        "ok " * 60 + "remind me",
        "remind me of it" + " too" * 40 + " x y",
    ],
)
def test_what_is_no_wish_is_none(text: str) -> None:
    wish = read(text)

    assert wish is None or wish.what.endswith("x y")


@pytest.mark.parametrize(
    "text, minutes",
    [
        ("remind me when it starts", 0),
        ("remind me 15 minutes before this session", 15),
        ("remind me 5 minutes before it begins", 5),
        ("recuérdamelo 5 minutos antes", 5),
    ],
)
async def test_a_lead_time_before_it_is_for_the_session_that_was_shown_alone(
    guest: Guest, text: str, minutes: int
) -> None:
    await guest.ask("add handbells to my schedule", "when is wax and ropes?", text)

    own = LeadTimes((minutes,), "ringing-days", "wax")
    assert (await guest.set()).lead_times == (LeadTimes((10,)), own)


async def test_without_a_session_spoken_of_when_it_starts_is_when_each_starts(guest: Guest) -> None:
    assert "at the start" in await guest.says("remind me when it starts")
    assert (await guest.set()).lead_times == (LeadTimes((0,)),)


async def test_to_follow_this_session_is_to_be_reminded_of_it(guest: Guest) -> None:
    reply = await guest.says("when is handbells after dark?", "follow this session")

    assert reply.endswith("I will remind you 10 minutes before, at 10:50.")
    assert await guest.stars.of(ANA) == [Star("ringing-days", "handbells")]
    assert (await guest.set()).follows == ()


async def test_who_wants_no_feedback_questions_is_reminded_all_the_same(guest: Guest) -> None:
    await guest.ask("add handbells to my schedule", "feedback off")

    assert (await guest.set()).silenced == {Kind.FEEDBACK}
    assert await guest.at(1, "10:50").told() == ["reminder/handbells/2026-05-08T09:00:00Z/10"]


async def test_who_wants_no_reminders_has_nothing_else_stopped(guest: Guest) -> None:
    await guest.ask("morning overview at 7", "stop sending me reminders")

    settings = await guest.set()
    assert (settings.silenced, settings.overview_at) == (frozenset({Kind.REMINDER}), 420)
    assert not settings.inactive_because


@pytest.mark.parametrize("text", ["remind me of handbells at 8", "remind me of handbells in 30 minutes"])
async def test_no_other_lead_time_is_promised_than_was_wished_for(guest: Guest, text: str) -> None:
    assert "10 minutes before" not in await guest.says(text)
