"""What the page itself says. The answers bring their own words."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The page's own words in one language."""

    language: str
    you: str
    docent: str
    conversation: str
    question: str
    placeholder: str
    send: str
    skip: str
    start_afresh: str
    looking: str
    suggestions: str
    nothing_typed: str
    lost_button: str
    copied: str
    try_again: str
    offline: str
    broken: str
    too_large: str
    refused: str
    back: str


ENGLISH = Words(
    language="en",
    you="You",
    docent="Docent",
    conversation="Conversation",
    question="Your question",
    placeholder="Your question",
    send="Send",
    skip="Skip to your question",
    start_afresh="Start afresh",
    looking="Docent is looking\N{HORIZONTAL ELLIPSIS}",
    suggestions="You can press",
    nothing_typed="(nothing typed)",
    lost_button="That button",
    copied="Copied",
    try_again="Try again",
    offline="Docent could not be reached. Your question is still here.",
    broken="Something went wrong on Docent's side. Your question is still here.",
    too_large="That is more text than Docent can take. Please shorten it; it is still here.",
    refused="Docent did not accept that. Please reload the page; your question is still here.",
    back="Back to the conversation",
)

WORDS: Mapping[str, Words] = {"en": ENGLISH}


def words_for(language: str | None) -> Words:
    """The page's words in the reader's language, in English where we have none."""
    return WORDS.get(language or "", ENGLISH)
