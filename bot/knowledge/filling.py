"""Sentences with places for facts: what may stand in their braces, and what a curator reads where it does not."""

from string import Formatter
from typing import Annotated

from pydantic import AfterValidator

from bot.knowledge.records import Line


def filled(*words: str) -> AfterValidator:
    """Refuses braces that hold anything but these words, with the sentence that a curator reads."""
    usable = ", ".join(f"{{{word}}}" for word in words)

    def check(phrase: str) -> str:
        try:
            parts = list(Formatter().parse(phrase))
        except ValueError:
            raise ValueError(f"a brace stands here without its partner; what can be filled in is {usable}") from None
        for _, word, spec, conversion in parts:
            if word is not None and (word not in words or spec or conversion):
                raise ValueError(f'"{_written(word, spec, conversion)}" cannot be filled in here; use {usable}')
        return phrase

    return AfterValidator(check)


def _written(word: str, spec: str | None, conversion: str | None) -> str:
    return "".join(["{", word, f"!{conversion}" if conversion else "", f":{spec}" if spec else "", "}"])


def _without_braces(phrase: str) -> str:
    if {"{", "}"} & set(phrase):
        raise ValueError("nothing is filled in here, so people would see the braces; leave them out")
    return phrase


def _with_contact(phrase: str) -> str:
    if {"{", "}"} & set(phrase.replace("{contact}", "", 1)):
        raise ValueError("only {contact} can be filled in here, and only once")
    return phrase


Plain = Annotated[Line, AfterValidator(_without_braces)]
ContactLine = Annotated[Line, AfterValidator(_with_contact)]  # a link takes the place of the word
