"""An organiser looks at changes in a chat, with the words that people would read, and decides."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.messages import PRESS_LIMIT_BYTES, Reply
from bot.notifications.campaigns import Scope
from bot.notifications.ledger import Result, State
from bot.notifications.subscriptions import Follow
from bot.organising.announcing.wording import MOST
from bot.schedule.sessions import Session, Status
from handlers.console import plain_text
from tests.announcing import ANA, BELLS, BEN, CHEN, EVENT, LATER_BELLS, MINUTE, OLU, ROPES, THE_FEED, Backstage
from tests.deliveries import delivery_of, make_recipient
from tests.programmes import HOUR, NINE, make_session

CANCELLED = replace(ROPES, status=Status.CANCELLED)


@pytest.fixture
async def backstage() -> Backstage:
    """Ben and Chen have sessions in their schedules, of which both change."""
    stage = Backstage()
    await stage.release(BELLS, ROPES)
    await stage.star("bells", "ropes")
    await stage.star("ropes", person=CHEN)
    await stage.release(LATER_BELLS, CANCELLED)
    return stage


def lines(reply: Reply | None) -> list[str]:
    assert reply is not None
    return plain_text(reply).splitlines()


def buttons(reply: Reply | None) -> list[tuple[str, str]]:
    assert reply is not None
    return [(action.label, action.press) for action in reply.actions]


async def many(stage: Backstage, count: int) -> None:
    """So many more sessions are new, which nobody follows."""
    await stage.release(*(make_session(f"t{number}", NINE + number * MINUTE) for number in range(count)))


async def busy(count: int) -> Backstage:
    """So many sessions of Ben's have moved."""
    stage = Backstage()
    talks = [make_session(f"t{number}", NINE + number * MINUTE) for number in range(count)]
    await stage.release(*talks)
    await stage.star(*(talk.id for talk in talks))
    await stage.release(*(moved(talk) for talk in talks))
    return stage


def moved(session: Session) -> Session:
    return make_session(session.id, session.start + HOUR)


# Looking


async def test_changes_are_shown_with_the_very_words_that_people_would_read(backstage: Backstage) -> None:
    shown = await backstage.says("/changes")

    waiting = await backstage.the_one()
    sent = [
        (await backstage.others.compose([(delivery_of(each, make_recipient()),)], now=backstage.clock.now()))[0]
        for each in waiting.campaigns
    ]
    assert lines(shown)[:2] == [
        "Spring Meeting: 2 changes, 2 people",
        "Nobody is told before you say so. This is what they would read:",
    ]
    assert [line for line in lines(shown)[2:] if not line.startswith("For ")] == [
        line for reply in sent for line in lines(reply)
    ]
    assert lines(shown)[2:] == [
        "For 2 recipients:",
        "Cancelled: Of ropes",
        "When: Friday 8 May, 10:00–11:00",
        "Room: Belfry",
        "For 1 recipient:",
        "Changed: Of bells",
        "When: Friday 8 May, 09:00–10:00 → 12:00–13:00",
        "Room: Belfry",
    ]
    assert buttons(shown) == [("Send to 2 people", "changes send 1 2"), ("Tell nobody", "changes drop 1 2")]


async def test_nothing_waits(backstage: Backstage) -> None:
    await backstage.says("/changes")
    await backstage.presses("changes drop 1 2")

    assert lines(await backstage.says("/changes")) == ["No changes wait to be sent."]


async def test_command_is_understood_however_it_is_typed(backstage: Backstage) -> None:
    told = [await backstage.says(text) for text in ("changes", " /Changes ", "/changes@docent_bot")]

    assert all(told)


async def test_other_words_and_buttons_are_not_for_the_desk(backstage: Backstage) -> None:
    said = [await backstage.says(text) for text in ("what changes?", "/change", "")]
    pressed = [await backstage.presses(press) for press in ("changes", "changes burn 1 2", "changes send 1", "my")]

    assert {*said, *pressed} == {None}


async def test_where_others_read_nothing_is_shown_and_words_are_a_question(backstage: Backstage) -> None:
    commanded = await backstage.says("/changes", chat="-100")
    said = await backstage.says("changes", chat="-100")

    assert (lines(commanded), said) == (["I show that in private only. Please write to me directly."], None)


async def test_command_in_a_channel_of_slack_is_seen_by_the_asker_alone(backstage: Backstage) -> None:
    question = backstage.question("changes", OLU, chat="C1")
    aside = replace(question, conversation=replace(question.conversation, thread=OLU.id))

    assert len(buttons(await backstage.desk.answer(aside, OLU))) == 2


async def test_channels_count_by_themselves(backstage: Backstage) -> None:
    question = backstage.question("", chat="-100")
    group = await backstage.subscriptions.meet(
        question.conversation, None, language=None, zone=None, at=backstage.clock.now()
    )
    await backstage.subscriptions.follow(group, Follow(EVENT, Scope.EVENT))

    shown = await backstage.says("/changes")

    assert lines(shown)[0] == "Spring Meeting: 2 changes, 2 people and 1 channel or group"


async def test_what_concerns_nobody_can_only_be_dropped() -> None:
    stage = Backstage()
    await stage.release(BELLS)
    await stage.release(LATER_BELLS)

    shown = await stage.says("/changes")

    assert lines(shown) == ["Spring Meeting: 1 change, nobody", "1 change: nobody is concerned."]
    assert buttons(shown) == [("Tell nobody", "changes drop 1 2")]


async def test_many_changes_are_shown_in_part_and_whole_where_that_is_asked_for() -> None:
    backstage = await busy(10)

    shown = await backstage.says("/changes")
    whole = await backstage.presses("changes all 1 2")

    assert lines(shown)[-1] == "... and 4 more."
    assert buttons(shown)[-1] == ("Show all", "changes all 1 2")
    assert (len(lines(whole)), len(buttons(whole))) == (2 + 10 * 4, 2)


async def test_more_than_a_chat_holds_is_seen_on_the_command_line() -> None:
    backstage = await busy(MOST + 2)
    await backstage.says("/changes")

    whole = await backstage.presses("changes all 1 2")

    assert lines(whole)[-1] == "... and 2 more. On the command line, “docent changes” shows all."


async def test_changes_that_concern_nobody_are_counted_below_those_that_concern_somebody(backstage: Backstage) -> None:
    await many(backstage, 10)

    shown = await backstage.says("/changes")

    assert [line for line in lines(shown) if line.startswith("For ")] == ["For 2 recipients:", "For 1 recipient:"]
    assert lines(shown)[-1] == "10 changes: nobody is concerned."
    assert [label for label, _ in buttons(shown)] == ["Send to 2 people", "Tell nobody"]


async def test_several_events_are_a_choice(backstage: Backstage) -> None:
    await backstage.release(BELLS, event="autumn-meeting")
    await backstage.release(LATER_BELLS, event="autumn-meeting")

    choice = await backstage.says("/changes")

    assert [press for _, press in buttons(choice)] == ["changes all 2 2", "changes all 1 2"]


async def test_buttons_fit_every_platform(backstage: Backstage) -> None:
    await backstage.says("/changes")
    announcement = replace((await backstage.the_one()).announcement, id=10**18 - 1, to_release=10**9 - 1)

    card = await backstage.says("/changes")

    longest = [press.replace(" 1 2", f" {announcement.id} {announcement.to_release}") for _, press in buttons(card)]
    assert all(len(press.encode()) <= PRESS_LIMIT_BYTES for press in longest)


# Deciding


async def test_what_is_let_go_is_sent_to_those_who_were_shown(backstage: Backstage) -> None:
    await backstage.says("/changes")

    done = await backstage.presses("changes send 1 2")

    assert lines(done)[0] == "Spring Meeting: 2 changes sent to 2 people."
    assert backstage.told() == {"1-2/bells": [State.QUEUED], "1-2/ropes": [State.QUEUED, State.QUEUED]}


async def test_what_is_dropped_is_told_to_nobody(backstage: Backstage) -> None:
    await backstage.says("/changes")

    done = await backstage.presses("changes drop 1 2")

    (says,) = lines(done)
    assert says.startswith("Spring Meeting: nobody is told of 2 changes. Later edits are compared with the programme")
    assert (buttons(done), backstage.told()) == ([], {})


async def test_of_two_organisers_one_decides_and_the_other_is_told(backstage: Backstage) -> None:
    await backstage.says("/changes")
    await backstage.presses("changes send 1 2", OLU)
    backstage.clock.move(timedelta(minutes=7))

    late = await backstage.presses("changes drop 1 2", ANA)

    assert lines(late)[:2] == [
        "Another organiser decided at 21:00.",
        "Spring Meeting: 2 changes sent to 2 people.",
    ]
    assert len(backstage.told()) == 2


async def test_who_presses_twice_is_told_the_same_twice(backstage: Backstage) -> None:
    await backstage.says("/changes")

    assert await backstage.presses("changes send 1 2") == await backstage.presses("changes send 1 2")


async def test_who_has_not_seen_the_last_edit_looks_again_before_anything_goes(backstage: Backstage) -> None:
    await backstage.says("/changes")
    await backstage.release(BELLS, CANCELLED)
    await backstage.settle()

    again = await backstage.presses("changes send 1 2")

    assert lines(again)[:2] == [
        "There have been further changes since. Please look again.",
        "Spring Meeting: 1 change, 2 people",
    ]
    assert (buttons(again)[0], backstage.told()) == (("Send to 2 people", "changes send 1 3"), {})


async def test_what_was_undone_meanwhile_is_said_to_be() -> None:
    stage = Backstage()
    for each in (BELLS, LATER_BELLS, BELLS):
        await stage.release(each)
        await stage.settle()

    late = await stage.presses("changes send 1 2")

    assert lines(late) == ["Spring Meeting: these changes were undone or are over, so nothing is left to send."]


async def test_what_a_trusted_feed_brought_says_when_it_goes_and_that_it_went(backstage: Backstage) -> None:
    await backstage.says("/changes")
    await backstage.presses("changes drop 1 2")
    await backstage.trust()
    await backstage.release(BELLS, CANCELLED, source=THE_FEED)

    before = await backstage.says("/changes")
    await backstage.settle(after=5 * MINUTE)
    after = await backstage.presses("changes send 2 3")

    assert lines(before)[1].startswith("The feed is trusted, so this goes out by itself at 21:05 unless you stop it.")
    assert lines(after)[0] == "It went out by itself at 21:05."


async def test_trusted_feed_can_be_stopped(backstage: Backstage) -> None:
    await backstage.says("/changes")
    await backstage.presses("changes drop 1 2")
    await backstage.trust()
    await backstage.release(BELLS, CANCELLED, source=THE_FEED)
    await backstage.says("/changes")

    await backstage.presses("changes drop 2 3")
    await backstage.settle(after=HOUR)

    assert backstage.told() == {}


async def test_button_of_what_nobody_knows_any_more_shows_what_waits(backstage: Backstage) -> None:
    assert buttons(await backstage.presses("changes send 99 2"))[0] == ("Send to 2 people", "changes send 1 2")


async def test_how_far_it_is_can_be_seen_later(backstage: Backstage) -> None:
    await backstage.says("/changes")
    await backstage.presses("changes send 1 2")
    held = await backstage.ledger.claim(
        "telegram",
        holder="me",
        limit=10,
        now=backstage.clock.now(),
        lease=MINUTE,
        merge_until=backstage.clock.now() + MINUTE,
    )
    of_ben = [each for each in held if each.recipient.person == BEN]
    of_chen = [each for each in held if each.recipient.person == CHEN]
    results = [Result(each.id, State.SENT, backstage.clock.now()) for each in of_ben]
    results += [Result(each.id, State.BLOCKED, backstage.clock.now(), why="blocked") for each in of_chen]
    await backstage.ledger.step(results, [], holder="me", now=backstage.clock.now(), lease=MINUTE)

    assert lines(await backstage.says("/changes")) == [
        "No changes wait to be sent.",
        "Spring Meeting: 2 changes sent to 2 people.",
        "Delivered: 2. On their way: 0. Not delivered: 1. To see it again: /changes",
    ]
