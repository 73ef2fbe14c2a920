"""What comes of a command: "/language fr", "/why"."""

from dataclasses import replace

from bot import command_words, wording
from bot.attending.reminding import deadlines
from bot.attending.reminding.asking import Asker
from bot.attending.reminding.deadline_questions import coming
from bot.messages import Action, Kind, Reply
from bot.turn.judging import explained
from bot.turn.next_steps import with_next_step
from bot.turn.situation import Outcome, Situation
from bot.turn.zoned import zoned
from bot.wording import Reader


def commanded(name: str, rest: str, here: Situation) -> Outcome:
    """The reply to a command; one that only organisers may give is unknown to everybody else."""
    if name == "language":
        return spoken(rest, here)
    if name == "timezone":
        return zoned(rest, here)
    if name == "deadlines":
        return Outcome(with_next_step(_deadlines(here), (), here), here.memory)
    if name == "why" and here.organiser:
        return Outcome(explained(here), here.memory)
    person = here.question.person
    reply = command_words.answer(
        name, here.language, here.knowledge, person, here.kept, organiser=here.organiser, zone=here.zone
    )
    return Outcome(with_next_step(reply, (), here), here.memory)


def _deadlines(here: Situation) -> Reply:
    asker = Asker.of(here.question, Reader(here.phrases, here.language, here.zone))
    return deadlines.told(coming(here.knowledge, asker.now), asker, here.knowledge)


def spoken(wanted: str, here: Situation) -> Outcome:
    """The language from now on; the choice of languages where none is named, or one that nobody here speaks."""
    code = command_words.language_code(wanted, here.knowledge)
    if code is None:
        says = here.phrases.not_spoken if wanted else here.phrases.which_language
        return Outcome(command_words.languages(says, here.knowledge), here.memory)
    phrases = here.knowledge.phrases[code]
    on = Action(phrases.label.help, "help")
    reply = Reply(Kind.HELP, (wording.told(phrases.language_set),), (on,), score=1.0)
    return Outcome(reply, replace(here.memory, language=code))
