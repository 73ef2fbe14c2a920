"""What is at the same time on somebody's schedule, in words, and the ways out as words and buttons. Pure."""

from collections.abc import Sequence

from bot.attending.my_schedule import Clash, Ways
from bot.attending.presses import SESSION, press
from bot.attending.telling import briefly, cut, in_rooms, times, titled
from bot.knowledge.phrases import AttendingPhrases
from bot.messages import Action, Block, Bullets, Span, Text, paragraph
from bot.schedule.sessions import Programme, Session

MOST_CLASHES = 3  # told in one reply
MOST_WAYS = 4  # on buttons; all of them are told
LABEL = 40  # characters on a button, as many as a phone shows
TITLE = 80  # characters of a title that has been told in full already


def told(
    clashes: Sequence[Clash], programme: Programme, phrases: AttendingPhrases, language: str
) -> tuple[tuple[Block, ...], tuple[Action, ...]]:
    """A sentence for each clash with what could be attended instead below it, and buttons that lead there."""
    blocks: list[Block] = []
    ways: list[Session] = []
    for clash in clashes[:MOST_CLASHES]:
        blocks.append(paragraph(_sentence(clash, programme, phrases, language)))
        if clash.instead:
            blocks.append(Bullets(tuple(_way(each, programme, phrases, language) for each in clash.instead)))
            ways += clash.instead
    actions = dict.fromkeys(button(each, programme, phrases, language) for each in ways)
    return tuple(blocks), tuple(actions)[:MOST_WAYS]


def label(session: Session, programme: Programme, phrases: AttendingPhrases, language: str) -> str:
    """A session on a button; by its time as well, because the same title may be on twice: "Sat 9, 10:00 · Ropes"."""
    return cut(f"{briefly(session, programme, language)} · {titled(session, phrases)}", LABEL)


def button(session: Session, programme: Programme, phrases: AttendingPhrases, language: str) -> Action:
    """Leads to the card of a session."""
    return Action(label(session, programme, phrases, language), press(SESSION, programme.event, session.id))


def _sentence(clash: Clash, programme: Programme, phrases: AttendingPhrases, language: str) -> str:
    says = phrases.clash.format(
        first=cut(titled(clash.first, phrases), TITLE),
        first_times=times(clash.first, programme, language),
        second=cut(titled(clash.second, phrases), TITLE),
        second_times=times(clash.second, programme, language),
    )
    leads = {Ways.AGAIN: phrases.again, Ways.SAME_TRACK: phrases.same_track, Ways.FREE: phrases.free}
    return f"{says} {leads.get(clash.ways, '')}".strip()


def _way(session: Session, programme: Programme, phrases: AttendingPhrases, language: str) -> Text:
    title = Span(cut(titled(session, phrases), TITLE), "strong")
    return (Span(f"{briefly(session, programme, language)} · "), title, Span(in_rooms(session, language)))
