import pytest

from bot.messages import Conversation, Person, Platform, Question
from bot.organising.privately import private_chat
from tests.fakes import NOON

ANA, OLU = Person(Platform.TELEGRAM, "", "1"), Person(Platform.SLACK, "T024", "U061")
TELEGRAM, SLACK = Conversation(Platform.TELEGRAM, "bot", "1"), Conversation(Platform.SLACK, "T024", "U061")


@pytest.mark.parametrize(
    "person,chat,thread,home",
    [
        (ANA, "1", None, TELEGRAM),
        (ANA, "-100", None, None),
        (ANA, "-100", "7", None),
        (OLU, "D9", None, SLACK),
        (OLU, "D9", "1700000000.000100", SLACK),
        (OLU, "U061", None, SLACK),  # the Home tab
        (OLU, "C1", "U061", SLACK),  # a command in a channel
        (OLU, "C1", "1700000000.000100", None),
        (Person(Platform.WEB, "", "browser"), "browser", None, None),
        (None, "1", None, None),
    ],
)
def test_it_is_known_where_somebody_is_alone_with_docent(
    person: Person | None, chat: str, thread: str | None, home: Conversation | None
) -> None:
    platform = person.platform if person else Platform.TELEGRAM
    account = "bot" if platform is Platform.TELEGRAM else "T024"

    assert private_chat(Question(Conversation(platform, account, chat, thread), "", NOON, person=person)) == home
