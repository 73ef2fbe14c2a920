"""An organiser is invited with a code that is used once."""

from datetime import timedelta

import pytest

from bot.messages import Conversation, Person, Platform, Question, Reply
from bot.organising.inviting import HOLDS, Inviting, hash_of, invited, payload_of
from bot.organising.organisers import Organisers
from handlers.console import plain_text
from tests.factories import iasp_knowledge
from tests.fakes import FakeClock
from tests.organising_fakes import FakeInvitedOrganisers

ANA, BEN = Person(Platform.TELEGRAM, "", "1"), Person(Platform.TELEGRAM, "", "2")
WELCOME = "You are an organiser now."
WRONG = "That invitation does not hold"
READ = "Others could read that code, so it does not hold any more."


class House:
    """Ana organises, by the settings. Everybody writes here."""

    def __init__(self) -> None:
        self.clock, self.kept = FakeClock(), FakeInvitedOrganisers()
        self.organisers = Organisers([ANA.key], self.clock, self.kept)
        phrases = iasp_knowledge().phrases["en"].organising

        async def in_english(_: Question) -> object:
            return phrases

        self.inviting = Inviting(self.organisers, in_english)  # type: ignore[arg-type]

    async def code(self) -> str:
        return await invited(self.kept, self.clock, by="the command line")

    async def says(self, text: str, person: Person | None = BEN, *, chat: str = "") -> str | None:
        """What somebody is told, in private where no chat is said; None where it is none of this."""
        platform, home = (person.platform, person.id) if person else (Platform.TELEGRAM, "2")
        here = Conversation(platform, "bot", chat or home)
        reply: Reply | None = await self.inviting.answer(Question(here, text, self.clock.now(), person=person))
        return plain_text(reply) if reply else None


@pytest.fixture
def house() -> House:
    return House()


@pytest.mark.parametrize(
    "how", ["/organise {}", "/start organise-{}", "organise {}", "/organise@docent_bot {}", "/ORGANISE {}"]
)
async def test_who_brings_a_code_organises_however_it_is_brought(house: House, how: str) -> None:
    before = await house.organisers.organises(BEN)

    told = await house.says(how.format(await house.code()))

    assert told is not None
    assert (before, told.startswith(WELCOME), await house.organisers.organises(BEN)) == (False, True, True)


@pytest.mark.parametrize("who", [BEN, ANA, None])
async def test_code_that_others_could_read_makes_nobody_an_organiser_any_more(house: House, who: Person | None) -> None:
    code = await house.code()

    in_group = await house.says(f"organise {code}", who, chat="-100")

    assert (in_group or "").startswith(READ)
    assert (await house.says(f"/organise {code}") or "").startswith(WRONG)
    assert not await house.organisers.organises(BEN)


async def test_other_codes_hold_where_one_was_read(house: House) -> None:
    read, other = await house.code(), await house.code()

    await house.says(f"/organise {read}", chat="-100")

    assert (await house.says(f"/organise {other}") or "").startswith(WELCOME)


@pytest.mark.parametrize("text", ["/organise", "/organise abcd", "/organise abcd-efgh-jkmn"])
async def test_in_a_group_nobody_is_told_whether_something_was_a_code(house: House, text: str) -> None:
    assert await house.says(text, chat="-100") == "I show that in private only. Please write to me directly."


async def test_in_a_group_words_like_a_code_are_a_question(house: House) -> None:
    assert await house.says("organise park-team-tech", chat="-100") is None


async def test_code_may_be_typed_in_capitals_and_without_its_lines(house: House) -> None:
    code = await house.code()

    assert (await house.says(f"/organise {code.upper().replace('-', '')}") or "").startswith(WELCOME)


async def test_code_is_used_once(house: House) -> None:
    code = await house.code()
    await house.says(f"/organise {code}")

    told = await house.says(f"/organise {code}", Person(Platform.SLACK, "T1", "U1"))

    assert (told or "").startswith(WRONG)


async def test_code_ends_after_a_day(house: House) -> None:
    code = await house.code()
    house.clock.move(HOLDS)

    assert (await house.says(f"/organise {code}") or "").startswith(WRONG)
    assert not await house.organisers.organises(BEN)


@pytest.mark.parametrize("text", ["/organise", "/organise abcd", "/start organise-nothing", "/organise abcd-efgh-jkmn"])
async def test_what_is_no_code_is_said_to_be_none(house: House, text: str) -> None:
    assert (await house.says(text) or "").startswith(WRONG)


@pytest.mark.parametrize(
    "text",
    [
        "organise a meeting",
        "organise park-team-tech",
        "/start",
        "/start hello",
        "/organisers",
        "how do we organise?",
        "",
    ],
)
async def test_everything_else_is_a_question_like_any_other(house: House, text: str) -> None:
    assert await house.says(text) is None


async def test_who_organises_already_does_not_use_it_up(house: House) -> None:
    code = await house.code()

    told = [await house.says(f"/organise {code}", ANA), await house.says(f"/organise {code}")]

    assert told[0] == "You are an organiser already."
    assert (told[1] or "").startswith(WELCOME)


async def test_nobody_becomes_one_without_a_name_that_lasts(house: House) -> None:
    code = await house.code()

    told = await house.says(f"/organise {code}", Person(Platform.WEB, "", "browser"))

    assert told is None


async def test_codes_differ_and_only_their_hashes_are_kept(house: House) -> None:
    codes = {await house.code() for _ in range(20)}

    assert (len(codes), {*house.kept._invitations}) == (20, {hash_of(code) for code in codes})


async def test_link_carries_what_telegram_takes(house: House) -> None:
    payload = payload_of(await house.code())

    assert len(payload) <= 64
    assert set(payload) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-")


async def test_who_is_removed_elsewhere_organises_no_more_within_seconds(house: House) -> None:
    await house.says(f"/organise {await house.code()}")
    await house.organisers.organises(BEN)
    await house.kept.remove(BEN)

    at_once = await house.organisers.organises(BEN)
    house.clock.move(timedelta(seconds=10))

    assert (at_once, await house.organisers.organises(BEN)) == (True, False)
