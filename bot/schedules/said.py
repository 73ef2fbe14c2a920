"""What is said about a programme, and when a curated answer to the same question is the better one."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.messages import Kind, Reply

CERTAIN = 0.9  # from here on a whole title or name of the programme was said, or one of its buttons pressed
LACKING = 0.6  # from here on an abstention says what the programme lacks: a room, a person, a date
ASKED = 0.48  # from here on words after a rating ask; measured: bare topics from 0.49 on, opinions up to 0.46
CURATED = 0.85  # a curated answer as sure as this is what was asked for


@dataclass(frozen=True, slots=True)
class Said:
    """A reply about a programme, what the next question may lean on, and how sure it is that it was meant.

    `fits` is false where no session is what was asked for.
    """

    reply: Reply
    state: str = ""
    sure: float = 1.0
    event: str = ""
    fits: bool = True

    @property
    def certain(self) -> bool:
        return self.sure >= CERTAIN and not self.reply.abstained

    def yields_to(self, curated: Reply, *, named: Collection[str]) -> bool:
        """Whether a curated reply to the same question is the better one.

        Args:
            named: the curated records that the question names. Who names another conference does not ask about the
                programme that happens to be on.
        """
        if curated.abstained or curated.kind is Kind.SMALLTALK:
            return self.reply.abstained and self.sure < LACKING
        elsewhere = any(record != f"events/{self.event}" for record in named)
        return self.reply.abstained or elsewhere or curated.score >= CURATED


def has_more(other: Said, said: Said | None) -> bool:
    """Whether one event has what was asked for, of which another only knows that it has not."""
    return said is not None and not said.fits and other.fits and not other.reply.abstained


def nothing_asked(said: Said | None, curated: Reply) -> bool:
    """Whether neither side takes the words for a question, so that they may be what somebody thinks of a session.

    "Fees" is a question although the answer is that none are published: what counts is how sure its reading is.
    """
    if said is not None and said.sure >= LACKING and not said.reply.abstained:
        return False
    return curated.kind is Kind.SMALLTALK or curated.score < ASKED
