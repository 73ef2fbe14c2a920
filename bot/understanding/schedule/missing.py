"""What the words that name nothing in the programme were to name: a room, a person, a track, a topic."""

import re
from collections.abc import Sequence

from bot.understanding.schedule import lexicon
from bot.understanding.schedule.asked import Lack
from bot.understanding.schedule.tokens import Token

_SPEAKING = lexicon.word_set("speak speaks speaking spricht sprechen redet habla hablara parle parlera parla parlera")
_WHOM = lexicon.word_set("who wer quien quienes qui chi about uber ueber sobre")
_ROOM_CALLED = re.compile(
    rf"\b(?:{'|'.join(sorted(lexicon.ROOM))})\s+(?P<name>[a-z]|\d{{1,3}}[a-z]?|[a-z]+[-. ]?\d+)\b(?!\s?[:.]\d)"
)


def asks_of_somebody(line: Sequence[Token], content: Sequence[Token]) -> bool:
    """Whether the words that name something stand where a person does: "when does ... speak", "talks by ..."."""
    if not content:
        return False
    before = next((at - 1 for at, token in enumerate(line) if token is content[0]), -1)
    after = next((at + 1 for at, token in enumerate(line) if token is content[-1]), len(line))
    said = {token.text for token in line}
    if before >= 0 and line[before].text == "by":
        return True
    if said & _WHOM:
        return False
    speaks = {each.text for at in (before, after) if 0 <= at < len(line) for each in (line[at],)}
    return bool(speaks & _SPEAKING)


def unknown_room(text: str) -> str | None:
    """The name of a room that the programme does not have; None where no room is named."""
    match = _ROOM_CALLED.search(text)
    return match["name"] if match and match["name"] not in lexicon.SMALL - {"a", "b", "c", "d", "e"} else None


def lacking(text: str, line: Sequence[Token], content: Sequence[Token]) -> Lack:
    """What kind of thing the words that name nothing in the programme were to name."""
    words = {token.text for token in content}
    if words & lexicon.OUTSIDE:
        return Lack.OUTSIDE
    if any(any(letter.isdigit() for letter in word) for word in words) or unknown_room(text):
        return Lack.ROOM
    at = next((at for at, token in enumerate(line) if token.text in words), 0)
    before = {token.text for token in line[max(0, at - 2) : at]}
    after = {token.text for token in line[at + 1 : at + 4]}
    if {"track", "strang"} & (before | after):
        return Lack.TRACK
    speaks = lexicon.SPEAKS - {"da", "talk", "talks", "run", "runs", "running"}
    if (before | after) & (speaks | {"by", "from", "von", "por", "par"}) and "about" not in before:
        return Lack.PERSON
    return Lack.TOPIC
