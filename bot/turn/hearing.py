"""In which language somebody writes."""

from dataclasses import replace
from functools import lru_cache

from bot.knowledge.snapshot import Knowledge
from bot.messages import Question
from bot.ports import Memory
from bot.understanding.languages import language_of

_recognised = lru_cache(maxsize=1000)(language_of)


def heard(question: Question, memory: Memory, knowledge: Knowledge) -> Memory:
    """The memory with the language of the question, where it can be told and is one that is spoken here.

    It stays until the person writes in another: "ok" and a pressed button tell nothing.
    """
    if question.pressed is not None or question.text.startswith("/"):
        return memory
    language = _recognised(question.text)
    if language is None or language == memory.heard or language not in knowledge.phrases:
        return memory
    return replace(memory, heard=language)
