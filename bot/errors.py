"""What can go wrong, named for what the caller does next.

AssistantError
├── ContentBroken      content files need a curator; keep serving the last good revision
├── SetUpWrong         a setting, folder, port or database stops the start; tell the operator and exit
├── Unreadable         a programme's file cannot be read; change nothing and say where and why
├── ZoneNeeded         a programme's file names no time zone; ask which one the venue is in
├── PhraseMissing      a sentence of the assistant is not in the phrases file
├── Unreachable        a conversation is gone, or has blocked us; forget it
├── Moved              a conversation has another id; send there from now on
├── TokenRefused       a platform does not accept our token; nothing was sent, an operator has to mend it
├── Refused            a platform does not take this message; the same again would be refused again
├── RetryLater         a platform asks us to wait, or cannot be reached; nothing was sent
└── OutcomeUnknown     it may have gone out or not; only the caller knows whether to try again
"""

from collections.abc import Sequence
from dataclasses import dataclass


class AssistantError(Exception):
    """Something went wrong in the assistant."""


class SetUpWrong(AssistantError):
    """Docent cannot start as it is set up; the message is one line that says what to do."""


class Unreadable(AssistantError):
    """A programme's file cannot be read, and nothing has changed; the message says where in the file, and why."""

    def __init__(self, why: str, *, where: str = "") -> None:
        super().__init__(f"{where}: {why}" if where else why)
        self.where = where
        self.why = why


class ZoneNeeded(AssistantError):
    """A programme's file names no time zone, or the one given is unknown; the message asks for the venue's."""


class PhraseMissing(AssistantError):
    """A phrases file lacks a sentence that the assistant needs."""

    def __init__(self, key: str) -> None:
        super().__init__(f'The phrases have no sentence "{key}".')


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing for a curator to mend. `line` counts from 1; 0 means the file as a whole."""

    path: str
    line: int
    says: str

    @property
    def place(self) -> str:
        return f"{self.path}, line {self.line}" if self.line else self.path

    def __str__(self) -> str:
        return f"{self.place}: {self.says}"


class ContentBroken(AssistantError):
    """The content has problems; none of it is loaded."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in sorted(problems)))
        self.problems = tuple(sorted(problems))


class Unreachable(AssistantError):
    """The conversation is gone, or has blocked us."""

    def __init__(self, why: str = "") -> None:
        super().__init__(
            f"The conversation cannot be reached ({why})." if why else "The conversation cannot be reached."
        )
        self.why = why


class Moved(AssistantError):
    """The conversation has another id; nothing was sent."""

    def __init__(self, chat: str) -> None:
        super().__init__("The conversation has another id.")
        self.chat = chat


class TokenRefused(AssistantError):
    """The platform does not accept our token; nothing was sent."""

    def __init__(self, platform: str, why: str) -> None:
        super().__init__(f"{platform} refuses the token ({why}).")
        self.why = why


class Refused(AssistantError):
    """The platform refuses what we sent. The same again would be refused again."""

    def __init__(self, platform: str, why: str) -> None:
        super().__init__(f"{platform} refuses what was sent ({why}).")
        self.why = why


class RetryLater(AssistantError):
    """Nothing was sent; the platform wants us to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Nothing was sent; try again in {seconds:g} seconds.")
        self.seconds = seconds


class OutcomeUnknown(AssistantError):
    """The platform failed while it was sent; it may have gone out, which is `unlikely` where it said that it failed."""

    def __init__(self, why: str = "", *, unlikely: bool = False) -> None:
        super().__init__(f"It may have gone out or not ({why})." if why else "It may have gone out or not.")
        self.why = why
        self.unlikely = unlikely
