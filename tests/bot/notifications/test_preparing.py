from collections.abc import Sequence
from datetime import datetime

from bot.messages import Kind, Reply, paragraph
from bot.notifications.ledger import Delivery, Result, State
from bot.notifications.preparing import Outdated, Preparation
from tests.bot.notifications.sending_fakes import merged, said
from tests.deliveries import delivery_of, make_campaign, make_recipient
from tests.programmes import NINE


class Composer:
    """Says the keys. What is "old" is outdated; words for "hard" cannot be found."""

    def __init__(self) -> None:
        self.asked = 0

    async def compose(self, messages: Sequence[tuple[Delivery, ...]], *, now: datetime) -> Sequence[Reply | None]:
        self.asked += 1
        every = [delivery for message in messages if len(message) > 1 for delivery in message]
        if any(delivery.key == "hard" for delivery in every):
            raise ValueError("a secret word")
        if outdated := [delivery.id for delivery in every if delivery.key == "old"]:
            raise Outdated(outdated)
        return [_reply([each.key for each in message]) for message in messages]


def _reply(keys: Sequence[str]) -> Reply | None:
    return None if "old" in keys else Reply(Kind.LIST, (paragraph(" and ".join(keys)),))


def rows(*keys: str, to: int = 1) -> list[Delivery]:
    return [delivery_of(make_campaign(key=key), make_recipient(to), id_=at) for at, key in enumerate(keys)]


async def prepared(composer: Composer, *those: Delivery) -> tuple[list[str], list[Result]]:
    messages, results = await Preparation(composer, merged)(those, NINE)
    return [said(message.reply) for message in messages], [*results]


def withdrawn(delivery: Delivery) -> Result:
    return Result(delivery.id, State.WITHDRAWN, NINE, why="nothing is left to be said")


async def test_what_is_outdated_in_a_message_is_withdrawn_and_the_rest_goes_out_without_it() -> None:
    composer = Composer()
    ana, ben = rows("a", "old", "b"), rows("a", "b", to=2)

    told = await prepared(composer, *ana, *ben)

    assert (told, composer.asked) == ((["a and b", "a and b"], [withdrawn(ana[1])]), 2)


async def test_message_of_which_all_is_outdated_does_not_go_out() -> None:
    ana = rows("old")

    assert await prepared(Composer(), *ana) == ([], [withdrawn(ana[0])])


async def test_what_is_outdated_is_withdrawn_also_where_words_for_another_message_cannot_be_found() -> None:
    ana, ben = rows("a", "old"), rows("hard", "b", to=2)

    told, results = await prepared(Composer(), *ana, *ben)

    assert (told, results) == (["a", "hard", "b"], [withdrawn(ana[1])])
