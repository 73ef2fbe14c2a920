"""What organisers read in a chat: changes that wait for their word, what became of them, and invitations."""

from typing import Annotated

from bot.knowledge.filling import Plain, filled
from bot.knowledge.records import Line, Record

CountLine = Annotated[Line, filled("count")]
EventLine = Annotated[Line, filled("event")]
TimeLine = Annotated[Line, filled("time")]
ChangesLine = Annotated[Line, filled("event", "changes")]
WhomLine = Annotated[Line, filled("event", "changes", "whom")]


class OrganisingPhrases(Record):
    """{changes} is `change` or `changes`; {whom} is made of `person` to `channels`, or is `nobody`."""

    change: Plain
    changes: CountLine
    person: Plain
    people: CountLine
    channel: Plain
    channels: CountLine
    nobody: Plain
    heading: WhomLine
    waits: Plain
    goes: TimeLine
    grown: Plain
    for_one: Plain
    for_several: CountLine
    more: CountLine
    more_elsewhere: CountLine
    unconcerned: Annotated[Line, filled("changes")]
    send: Annotated[Line, filled("whom")]
    tell_nobody: Plain
    show_all: Plain
    sent: WhomLine
    dismissed: ChangesLine
    undone: EventLine
    by_another: TimeLine
    by_feed: TimeLine
    progress: Annotated[Line, filled("sent", "waiting", "failed")]
    nothing: Plain
    which: Plain
    in_private: Plain
    organises: Plain
    organises_already: Plain
    not_invited: Plain
    revoked: Plain
