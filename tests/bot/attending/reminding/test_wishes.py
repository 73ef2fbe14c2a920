import pytest

from bot.attending.reminding.wishes import Wish, read
from bot.notifications.campaigns import Kind

HOUR, DAY = 60, 24 * 60


@pytest.mark.parametrize(
    "text, wish",
    [
        ("remind me 15 minutes before", Wish("lead", minutes=(15,))),
        ("Remind me 15 and 5 minutes before, please", Wish("lead", minutes=(15, 5))),
        ("can you remind me half an hour before each session?", Wish("lead", minutes=(30,))),
        ("remind me an hour before the keynote", Wish("lead", "keynote", (HOUR,))),
        ("remind me an hour before handbells and 5 minutes before", Wish("lead", "handbells", (HOUR, 5))),
        ("remind me 15 minutes before Wax and Ropes", Wish("lead", "wax and ropes", (15,))),
        ("remind me of the Rope Clinic 20 minutes before", Wish("lead", "rope clinic", (20,))),
        ("remind me 30 min before it", Wish("lead", "it", (30,))),
        ("remind me at the start", Wish("lead", minutes=(0,))),
        ("remind me when the keynote starts", Wish("lead", "keynote", (0,))),
        ("remind me of the Rope Clinic at the start", Wish("lead", "rope clinic", (0,))),
        ("remind me 10 minutes before it starts", Wish("lead", "it starts", (10,))),
        ("remind me a day before", Wish("lead", minutes=(DAY,))),
        ("remind me eight days before", Wish("lead", minutes=(8 * DAY,))),
        ("set my reminders to 20 minutes before", Wish("lead", minutes=(20,))),
        ("remind me of Casting Bells", Wish("remind", "casting bells")),
        ("remind me to go to the “Opening”", Wish("remind", "opening")),
        ("set a reminder for the keynote", Wish("remind", "keynote")),
        ("no reminder for the keynote", Wish("none", "keynote")),
        ("don't remind me of lunch", Wish("none", "lunch")),
        ("stop reminding me", Wish("silence", kind=Kind.REMINDER)),
        ("turn off all reminders", Wish("silence", kind=Kind.REMINDER)),
        ("remind me again", Wish("unsilence", kind=Kind.REMINDER)),
        ("stop telling me about changes", Wish("silence", kind=Kind.CHANGE)),
        ("tell me about changes again", Wish("unsilence", kind=Kind.CHANGE)),
        ("tell me again of schedule changes", Wish("unsilence", kind=Kind.CHANGE)),
        ("tell me when the schedule changes", Wish("unsilence", kind=Kind.CHANGE)),
        ("my reminders", Wish("list")),
        ("what reminders do I have?", Wish("list")),
        ("stop", Wish("stop")),
        ("start again", Wish("start")),
    ],
)
def test_reminders_are_wished_for(text: str, wish: Wish) -> None:
    assert read(text) == wish


@pytest.mark.parametrize(
    "text, wish",
    [
        ("morning overview at 8", Wish("overview", minutes=(480,))),
        ("send me my day at 7:30 every morning", Wish("overview", minutes=(450,))),
        ("send me my schedule every morning at 7", Wish("overview", minutes=(420,))),
        ("a daily overview please", Wish("overview")),
        ("stop the morning overview", Wish("no overview")),
        ("quiet hours 22 to 7", Wish("quiet", minutes=(1320, 420))),
        ("do not disturb me between 10pm and 7am", Wish("quiet", minutes=(1320, 420))),
        ("no quiet hours", Wish("no quiet")),
        ("at most 10 messages a day", Wish("cap", minutes=(10,))),
        ("no more than 5 per day", Wish("cap", minutes=(5,))),
        ("no limit", Wish("no cap")),
        ("remind me of deadlines", Wish("deadlines", "deadlines")),
        ("remind me of the registration deadline", Wish("deadlines", "registration deadline")),
        ("stop deadlines", Wish("no deadlines")),
        ("ask me for feedback after it", Wish("feedback", "it")),
        ("ask me how the keynote was", Wish("feedback", "keynote")),
        ("don't ask me for feedback", Wish("silence", kind=Kind.FEEDBACK)),
        ("rate the keynote", Wish("rate", "keynote")),
    ],
)
def test_habits_are_wished_for(text: str, wish: Wish) -> None:
    assert read(text) == wish


@pytest.mark.parametrize(
    "text, wish",
    [
        ("wake me up with the programme at 6:45", Wish("overview", minutes=(405,))),
        ("send me the programme every morning at 7", Wish("overview", minutes=(420,))),
        ("no messages after 10pm", Wish("quiet after", minutes=(1320,))),
        ("don't wake me before 8", Wish("quiet before", minutes=(480,))),
        ("keep quiet from 23 to 6", Wish("quiet", minutes=(1380, 360))),
        ("no notifications at night", Wish("quiet")),
        ("mute feedback", Wish("silence", kind=Kind.FEEDBACK)),
        ("mute changes", Wish("silence", kind=Kind.CHANGE)),
        ("pause my reminders", Wish("silence", kind=Kind.REMINDER)),
        ("i don't want any reminders anymore", Wish("silence", kind=Kind.REMINDER)),
        ("unmute feedback", Wish("unsilence", kind=Kind.FEEDBACK)),
        ("turn on changes", Wish("unsilence", kind=Kind.CHANGE)),
        ("what did I ask you to tell me?", Wish("list")),
        ("what are you going to remind me of", Wish("list")),
        ("which reminders did I set", Wish("list")),
        ("don't let me miss the keynote", Wish("remind", "keynote")),
        ("give me a heads-up 5 minutes before the keynote", Wish("lead", "keynote", (5,))),
        ("stop sending me things", Wish("stop")),
        ("sin mensajes después de las 22", Wish("quiet after", minutes=(1320,))),
        ("no me preguntes más mi opinión", Wish("silence", kind=Kind.FEEDBACK)),
        ("pas de messages avant 8h", Wish("quiet before", minutes=(480,))),
        ("ne me demandez plus mon avis", Wish("silence", kind=Kind.FEEDBACK)),
        ("keine Nachrichten nach 22 Uhr", Wish("quiet after", minutes=(1320,))),
        ("niente messaggi dopo le 22", Wish("quiet after", minutes=(1320,))),
    ],
)
def test_the_same_is_wished_for_in_everyday_words(text: str, wish: Wish) -> None:
    assert read(text) == wish


@pytest.mark.parametrize(
    "text, wish",
    [
        ("remnd me 10 minuts bfore the keynote", Wish("lead", "keynote", (10,))),
        ("remidn me of the keynote", Wish("remind", "keynote")),
        ("stop the mornign overveiw", Wish("no overview")),
        ("my remiders", Wish("list")),
        ("recuerdme 15 mintos antes", Wish("lead", minutes=(15,))),
        ("rapelle-moi 15 minutes avnat la plénière", Wish("lead", "pleniere", (15,))),
        ("erinere mich an die Keynote", Wish("remind", "keynote")),
    ],
)
def test_wishes_may_be_misspelt(text: str, wish: Wish) -> None:
    assert read(text) == wish


@pytest.mark.parametrize(
    "text, wish",
    [
        ("remind this channel of everything in Hall A", Wish("follow", "everything in hall a", place="channel")),
        ("follow the energy track here", Wish("follow", "energy track", place="here")),
        ("follow the Sample Summit here 15 minutes before", Wish("follow", "sample summit", (15,), place="here")),
        ("follow the energy track in this thread", Wish("follow", "energy track", place="thread")),
        ("follow Hall A", Wish("follow", "hall a")),
        ("stop following here", Wish("unfollow", place="here")),
        ("stop following Hall A here", Wish("unfollow", "hall a", place="here")),
    ],
)
def test_channels_are_set_up(text: str, wish: Wish) -> None:
    assert read(text) == wish


@pytest.mark.parametrize(
    "text, wish",
    [
        ("recuérdame 15 minutos antes", Wish("lead", minutes=(15,))),
        ("Recuérdame la plenaria media hora antes", Wish("lead", "plenaria", (30,))),
        ("resumen de la mañana a las 8", Wish("overview", minutes=(480,))),
        ("rappelle-moi 15 minutes avant la plénière", Wish("lead", "pleniere", (15,))),
        ("rappelez-moi la plénière", Wish("remind", "pleniere")),
        ("plus de rappels", Wish("silence", kind=Kind.REMINDER)),
        ("erinnere mich eine halbe Stunde vor der Keynote", Wish("lead", "keynote", (30,))),
        ("Ruhezeit von 22 bis 7 Uhr", Wish("quiet", minutes=(1320, 420))),
        ("ricordami 15 minuti prima", Wish("lead", minutes=(15,))),
        ("al massimo 10 messaggi al giorno", Wish("cap", minutes=(10,))),
    ],
)
def test_other_languages_wish_for_the_same(text: str, wish: Wish) -> None:
    assert read(text) == wish


@pytest.mark.parametrize(
    "text",
    [
        "remind me when the keynote is",
        "remind me what an area of innovation is",
        "remind me in a while",
        "let me know when the keynote starts",
        "no messages after lunch",
        "is there a quiet room between the halls",
        "what changes",
        "are the sessions ranked by feedback",
        "tell me about membership",
        "tell me about changes",
        "tell me when it changes",
        "tell me when it starts",
        "what are the rates?",
        "how do I subscribe to the newsletter?",
        "is there a follow-up on energy?",
        "show me my schedule",
        "when does the start-up session begin?",
        "remind me 15 bells before",
        "",
        "remind me " + 200 * "of bells ",
        "no " + 45 * "all " + "reminderzzz",  # given up at once, however many ways there are to read it
        "remind me 1" + 60 * " ," + " x before",
        "remind me an hour " + 45 * "and 1 " + "x",
    ],
)
def test_a_question_stays_a_question(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "text, wish",
    [
        ("feedback offf", Wish("silence", kind=Kind.FEEDBACK)),
        ("reminders onn", Wish("unsilence", kind=Kind.REMINDER)),
        ("stoppp", Wish("stop")),
        ("mutee everything", Wish("stop")),
        ("at mosst 3 messages a dayy", Wish("cap", minutes=(3,))),
        ("remind mee of handbells", Wish("remind", "handbells")),
    ],
)
def test_a_short_word_may_have_a_letter_too_often(text: str, wish: Wish) -> None:
    assert read(text) == wish


@pytest.mark.parametrize("text", ["Is there a rooom to stopp in?", "Alll of it?", "What is onn?"])
def test_a_question_with_a_letter_too_often_is_no_wish(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "text, hour",
    [
        ("quiet hours 22 to 99", "99"),
        ("morning overview at 25", "25"),
        ("no messages after 26:00", "26:00"),
        ("remind me at 12:75 of handbells", "12:75"),
        ("horas de silencio de 25 a 7", "25"),
    ],
)
def test_an_hour_that_no_clock_shows_is_named(text: str, hour: str) -> None:
    assert read(text) == Wish("no hour", hour)


def test_what_may_be_a_title_is_read_as_one_before_an_hour_that_no_clock_shows() -> None:
    assert read("remind me of supper at 42") == Wish("remind", "supper at 42")
