"""From a submitted form to a question. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.messages import Action, Conversation, Platform, Question, Reply
from handlers.web.words import Words

SHOWN_LIMIT_CHARACTERS = 500
MOST_LANGUAGES = 20  # of a header; nobody reads more

# What HTML cannot hold: control characters other than tab, line and page breaks; and halves of surrogate pairs.
# https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream
UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
LANGUAGE_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:-[A-Za-z0-9]+)*\s*(?:;|,|$)")


def conversation_of(browser: str) -> Conversation:
    """The conversation of one browser, named by the id in its cookie."""
    return Conversation(platform=Platform.WEB, account="", chat=browser)


def to_question(
    fields: Mapping[str, object],
    conversation: Conversation,
    *,
    language: str | None,
    asked_at: datetime,
) -> Question:
    """What was typed or pressed. A press outranks text beside it; a form without either is empty text."""
    press = holdable(fields.get("press"))
    text = "" if press else holdable(fields.get("text"))
    zone = holdable(fields.get("zone"))
    return Question(conversation, text, asked_at, language=language, pressed=press or None, zone=zone or None)


def holdable(value: object) -> str:
    """The value without characters that HTML cannot hold; empty for anything that is no text, such as a file."""
    return UNHOLDABLE.sub("", value) if isinstance(value, str) else ""


def preferred_language(accept_language: str | None, spoken: Sequence[str] = ()) -> str | None:
    """The first language of Accept-Language, such as "fr" for "fr-CH, en;q=0.9"; None where it names none.

    Args:
        spoken: where one of these is accepted too, it comes before the first: "es" for "ca, es;q=0.9".
    """
    accepted = [
        found[1].lower()
        for part in (accept_language or "").split(",")[:MOST_LANGUAGES]
        if (found := LANGUAGE_TAG.match(part))
    ]
    return next((language for language in accepted if language in spoken), accepted[0] if accepted else None)


def said(question: Question, offered: Sequence[Reply], words: Words) -> str:
    """What the page shows the person as having said.

    Args:
        offered: the replies whose buttons may have been pressed, latest last.
    """
    if question.pressed is None:
        return shown(question.text)
    action = action_for(question.pressed, offered)
    return shown(action.label) if action else words.lost_button


def action_for(press: str, offered: Sequence[Reply]) -> Action | None:
    """The latest button with this press."""
    actions = (action for reply in reversed(offered) for action in reply.actions)
    return next((action for action in actions if action.press == press), None)


def shown(text: str) -> str:
    """The text, cut where it is too long to show."""
    if len(text) <= SHOWN_LIMIT_CHARACTERS:
        return text
    return text[:SHOWN_LIMIT_CHARACTERS] + "\N{HORIZONTAL ELLIPSIS}"
