"""Channels and groups that follow a room, a track or the event."""

from datetime import timedelta

from bot.notifications.campaigns import Kind
from bot.notifications.ledger import State
from tests.delivering.chats import SlackChat, TelegramChat
from tests.delivering.stage import PANEL, Stage, moved, on_day

WALLS = "Does a Science Park Need Walls"


async def test_a_group_that_follows_a_room_is_reminded_of_what_is_on_there(stage: Stage) -> None:
    group, channel = in_group(stage), in_channel(stage)
    for each in (group, channel):
        assert "I will send reminders of Great Hall here" in (await each.says("follow the Great Hall here")).text

    await stage.comes(on_day(11, "13:20"))
    [in_the_group], [in_the_channel] = group.news(), channel.news()
    await stage.comes(on_day(11, "18:20"))  # the reception is elsewhere

    for reminder in (in_the_group, in_the_channel):
        assert reminder.text.startswith(f"In 10 minutes: Panel: {WALLS}? · Great Hall · 13:30–14:30")
        assert reminder.labels == ("Details", "No more reminders here")
    told = [*group.told(), *channel.told()]
    assert [card for card in told if "Welcome Reception" in card] == []


async def test_a_member_who_does_not_administer_it_silences_nothing(stage: Stage) -> None:
    group = in_group(stage)
    await group.says("follow the Great Hall here")
    await stage.comes(on_day(11, "13:20"))
    group.news()
    eve = stage.telegram.person("Eve", "eve")
    group.chat.members[eve.id] = "member"

    group.person = eve
    answer = await group.presses("No more reminders here")
    group.person = stage.olga.person
    await stage.comes(on_day(11, "16:20"))
    reminded = group.told()
    await group.presses("No more reminders here")
    await stage.comes(on_day(12, "08:35"))

    assert "Only an organiser of the event, or somebody who administers this group, can set that." in answer.text
    assert (len(reminded), group.told()) == (1, [])


async def test_a_group_that_becomes_a_supergroup_keeps_its_reminders(stage: Stage) -> None:
    group = in_group(stage)
    await group.says("follow the Great Hall here")

    upgraded = await stage.telegram.upgrades_to_supergroup(group.chat, group.person)
    after = TelegramChat(stage.telegram, group.person, upgraded)
    await stage.comes(on_day(11, "13:20"))
    first = after.told()
    await stage.comes(on_day(11, "16:20"))
    second = after.told()

    assert [card.partition(" ·")[0] for card in first] == [f"In 10 minutes: Panel: {WALLS}?"]
    assert [card.partition(" ·")[0] for card in second] == ["In 10 minutes: Ten Ideas in Sixty Minutes"]
    assert "I no longer follow Great Hall here." in (await after.says("stop following here")).text
    assert await stage.states(Kind.FOLLOWED) == {State.SENT: 2}


async def test_a_group_is_told_of_changes_of_what_it_follows(stage: Stage) -> None:
    group, other = in_group(stage), in_channel(stage)
    await group.says("follow the Great Hall here")
    await other.says("follow the Sail Loft here")
    await stage.olga.says("/whoami")
    await stage.release(moved(PANEL, timedelta(hours=1)))
    await stage.comes(on_day(11, "09:00"))
    stage.olga.news()
    group.news()

    await stage.olga.presses("Send to 1 channel or group")
    await stage.passes()

    assert [card.partition("?")[0] for card in group.told()] == [f"Changed: Panel: {WALLS}"]
    assert other.told() == []


async def test_a_group_that_has_removed_docent_is_left_alone(stage: Stage) -> None:
    group = in_group(stage)
    await group.says("follow the Great Hall here")
    await stage.telegram.removes_bot(group.chat, group.person)

    await stage.comes(on_day(11, "13:20"))
    tried = len(stage.telegram.calls_of("sendMessage"))
    await stage.comes(on_day(11, "16:20"))

    assert len(stage.telegram.calls_of("sendMessage")) == tried
    assert await stage.states(Kind.FOLLOWED) == {State.BLOCKED: 1}


async def test_who_stars_in_a_group_is_reminded_once_they_have_opened_the_private_chat(stage: Stage) -> None:
    group = in_group(stage)
    eve = stage.telegram.person("Eve", "eve")
    group.chat.members[eve.id] = "member"
    group.person = eve
    starred = await group.says(f'add "{WALLS}" to my schedule')
    await group.says("add the guild dinner to my schedule")

    await stage.comes(on_day(11, "13:20"))
    not_reached = await stage.states(Kind.REMINDER)
    alone = TelegramChat(stage.telegram, eve, stage.telegram.private_chat(eve))
    opened = await alone.says("/start reminders")
    await stage.comes(on_day(12, "19:50"))

    assert "I can write to you once you have opened our private chat" in starred.text
    assert starred.links == (f"https://t.me/{stage.telegram.bot.username}?start=reminders",)
    assert not_reached == {State.BLOCKED: 1}
    assert opened.text.startswith("Now I can write to you here.")
    assert [card.partition(" ·")[0] for card in alone.told()] == ["In 10 minutes: Guild Dinner"]
    assert group.told() == []


def in_group(stage: Stage) -> TelegramChat:
    """A group that Olga has made."""
    person = stage.olga.person
    return TelegramChat(stage.telegram, person, stage.telegram.group("Park managers", person))


def in_channel(stage: Stage) -> SlackChat:
    """A channel that Otis has made."""
    person = stage.otis.person
    return SlackChat(stage.slack, person, stage.slack.channel("park-managers", person))
