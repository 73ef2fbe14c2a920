import pytest

from bot.attending.wishes import Wish, wish


@pytest.mark.parametrize(
    "text, expected",
    [
        ("add the opening keynote to my schedule", Wish("star", "opening keynote")),
        ("Please add “Casting Bells” to my schedule!", Wish("star", "Casting Bells")),
        ("can you put casting bells on my calendar", Wish("star", "casting bells")),
        ("star casting bells", Wish("star", "casting bells")),
        ("bookmark the ropes talk", Wish("star", "ropes")),
        ("remove casting bells from my schedule", Wish("unstar", "casting bells")),
        ("take the keynote off my list", Wish("unstar", "keynote")),
        ("unstar casting bells.", Wish("unstar", "casting bells")),
        ("my schedule", Wish("my")),
        ("What's on my schedule?", Wish("my")),
        ("what’s in my agenda", Wish("my")),
        ("show me my schedule", Wish("my")),
        ("which sessions did I star?", Wish("my")),
        ("what's on my schedule tomorrow?", Wish("my", "tomorrow")),
        ("show my schedule for friday morning", Wish("my", "friday morning")),
        ("what's next on my schedule?", Wish("my", "next")),
        ("when's my next session?", Wish("my", "next")),
        ("what do I have tomorrow", Wish("my", "tomorrow")),
        ("am I free at 3pm?", Wish("my", "at 3pm")),
        ("was habe ich morgen vor?", Wish("my", "morgen")),
        ("¿qué tengo mañana?", Wish("my", "mañana")),
        ("qu'est-ce que j'ai demain ?", Wish("my", "demain")),
        ("cosa ho domani?", Wish("my", "domani")),
        ("setze Glocken gießen auf meine Liste", Wish("star", "Glocken gießen")),
        ("mein Programm", Wish("my")),
        ("añade la apertura a mi agenda", Wish("star", "apertura")),
        ("quita la apertura de mi agenda", Wish("unstar", "apertura")),
        ("mi agenda", Wish("my")),
        ("ajoute la plénière à mon programme", Wish("star", "plénière")),
        ("mon programme", Wish("my")),
        ("aggiungi la plenaria al mio programma", Wish("star", "plenaria")),
        ("il mio programma", Wish("my")),
    ],
)
def test_a_wish_for_ones_schedule_is_understood(text: str, expected: Wish) -> None:
    assert wish(text) == expected


@pytest.mark.parametrize(
    "text",
    ["what is on now?", "who stars in the film", "schedule", "is my hotel far?", "add a session", "how do I join?", ""],
)
def test_other_messages_are_left_to_others(text: str) -> None:
    assert wish(text) is None
