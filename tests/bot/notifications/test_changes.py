import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from bot.notifications.campaigns import Campaign, Concerned, Followers, Kind, Scope
from bot.notifications.carrying import carried, change_of
from bot.notifications.changes import campaigns_of, merged, notices
from bot.notifications.session_changes import SessionChange
from bot.organising.releasing import take_in
from bot.schedule.releases import Release
from bot.schedule.sessions import Programme, Session, Status
from tests.programmes import HOUR, NINE, make_programme, make_session, programmes
from tests.schedule_fakes import FakeProgrammes

TALK = make_session("talk", speakers=("Ana Silva", "Ben Okoro"), track="Tuning")
LATER = make_session("talk", NINE + 2 * HOUR, speakers=TALK.speakers, track="Tuning")
BEFORE = NINE - HOUR


def told(after: Session, before: Session = TALK, *, now: timedelta = -HOUR) -> tuple[SessionChange, ...]:
    return notices(make_programme(before), make_programme(after), now=NINE + now)


def kinds(change: SessionChange) -> set[str]:
    every = ("new", "cancelled", "restored", "moved_time", "moved_room", "other_speakers")
    return {kind for kind in every if getattr(change, kind)}


@pytest.mark.parametrize(
    "after,expected",
    [
        (LATER, {"moved_time"}),
        (replace(TALK, end=NINE + 2 * HOUR), {"moved_time"}),
        (replace(TALK, rooms=("Crypt",)), {"moved_room"}),
        (replace(TALK, rooms=()), {"moved_room"}),
        (replace(LATER, rooms=("Crypt",)), {"moved_time", "moved_room"}),
        (replace(TALK, speakers=("Chen Li",)), {"other_speakers"}),
        (replace(TALK, status=Status.CANCELLED), {"cancelled"}),
    ],
)
def test_time_and_room_and_speakers_and_cancellation_are_told_apart(after: Session, expected: set[str]) -> None:
    assert [kinds(change) for change in told(after)] == [expected]


@pytest.mark.parametrize(
    "after",
    [
        TALK,
        replace(TALK, description="Of bells."),
        replace(TALK, title="Title of the talk"),
        replace(TALK, speakers=("Ben Okoro", "Ána SILVA")),
        replace(TALK, rooms=("Belfry", "Belfry")),
        replace(TALK, end=None),
    ],
)
def test_words_and_what_is_merely_written_otherwise_are_not_told(after: Session) -> None:
    assert told(after) == ()


def test_end_that_becomes_known_is_no_change() -> None:
    assert told(TALK, before=replace(TALK, end=None)) == ()


def test_other_zone_of_the_same_instants_is_no_change() -> None:
    elsewhere = make_programme(TALK, zone="Asia/Bangkok")

    assert notices(make_programme(TALK), elsewhere, now=BEFORE) == ()


def test_restored_session_is_told_with_its_new_time() -> None:
    changes = told(LATER, before=replace(TALK, status=Status.CANCELLED))

    assert [kinds(change) for change in changes] == [{"restored", "moved_time"}]


def test_what_was_cancelled_and_still_is_changes_for_nobody() -> None:
    assert told(replace(LATER, status=Status.CANCELLED), before=replace(TALK, status=Status.CANCELLED)) == ()


def test_what_is_over_by_its_old_time_and_its_new_one_changes_for_nobody() -> None:
    assert told(replace(TALK, rooms=("Crypt",)), now=HOUR) == ()


def test_what_moved_into_the_past_is_told() -> None:
    earlier = make_session("talk", NINE - 5 * HOUR, speakers=TALK.speakers)

    assert [kinds(change) for change in told(earlier)] == [{"moved_time"}]


def test_first_release_changes_nothing() -> None:
    assert notices(None, make_programme(TALK), now=BEFORE) == ()


def test_session_that_the_new_programme_lacks_altogether_is_cancelled() -> None:
    changes = notices(make_programme(TALK), make_programme(), now=BEFORE)

    assert changes == (SessionChange(TALK, replace(TALK, status=Status.CANCELLED)),)


@given(programmes())
def test_what_moved_back_before_it_was_told_did_not_move(programme: Programme) -> None:
    assert notices(programme, programme, now=BEFORE) == ()


def test_two_moves_are_told_as_one_and_a_move_back_is_not_told() -> None:
    latest = replace(TALK, rooms=("Hall",))
    crypt = replace(TALK, rooms=("Crypt",))
    first, second, back = SessionChange(TALK, crypt), SessionChange(crypt, latest), SessionChange(crypt, TALK)

    assert (merged([first, second]), merged([first, back])) == ((SessionChange(TALK, latest),), ())


async def test_session_whose_id_was_changed_by_the_feed_is_the_same_session() -> None:
    stored = FakeProgrammes()
    await take_in(stored, make_programme(TALK), source="feed", at=BEFORE)
    renamed = make_programme(replace(TALK, id="talk-2", rooms=("Crypt",)), make_session("other", NINE + HOUR))
    await take_in(stored, renamed, source="feed", at=BEFORE)
    first, second = await stored.release("spring-meeting", 1), await stored.release("spring-meeting", 2)
    assert first
    assert second

    changes = notices(first.programme, second.programme, now=BEFORE)

    assert [(each.after.id, kinds(each)) for each in changes] == [("talk", {"moved_room"}), ("other", {"new"})]


# As campaigns


def released(before: Programme | None, after: Programme) -> tuple[Campaign, ...]:
    first = Release(3, before, BEFORE, "a file") if before else None
    return campaigns_of(first, Release(5, after, BEFORE, "a file"), now=BEFORE)


def test_change_goes_at_once_to_all_who_starred_the_session_or_follow_where_it_was_or_is() -> None:
    moved = replace(LATER, rooms=("Crypt",))

    campaigns = released(make_programme(TALK), make_programme(moved))

    assert campaigns == (
        Campaign(
            key="change/spring-meeting/3-5/talk",
            kind=Kind.CHANGE,
            due=BEFORE,
            expires=NINE + 3 * HOUR,
            audience=Concerned(
                "spring-meeting",
                "talk",
                ((Scope.EVENT, ""), (Scope.ROOM, "Belfry"), (Scope.ROOM, "Crypt"), (Scope.TRACK, "Tuning")),
            ),
            event="spring-meeting",
            session="talk",
            payload={
                "zone": "Europe/Vienna",
                "first": "2026-05-08",
                "last": "2026-05-08",
                **carried(SessionChange(TALK, moved)),
            },
            starred_by=BEFORE,
        ),
    )


def test_change_is_for_those_who_starred_the_session_before_it_was_as_it_is_now() -> None:
    before = Release(3, make_programme(TALK, make_session("b"), make_session("c")), NINE - 9 * HOUR, "a file")
    moved = (replace(each, rooms=("Crypt",)) for each in before.programme.sessions)
    after = Release(5, make_programme(*moved), NINE - 2 * HOUR, "a file")
    settled = {"talk": NINE - 3 * HOUR, "c": NINE}  # what is later than now is from a clock that was put back

    campaigns = campaigns_of(before, after, now=BEFORE, settled=settled)

    assert {each.session: each.starred_by for each in campaigns} == {
        "talk": NINE - 3 * HOUR,
        "b": NINE - 2 * HOUR,
        "c": BEFORE,
    }


def test_change_is_of_use_until_the_session_ends_by_its_old_time_or_its_new_one() -> None:
    earlier = make_session("talk", NINE - 5 * HOUR, speakers=TALK.speakers)

    campaigns = released(make_programme(TALK), make_programme(earlier))

    assert [each.expires for each in campaigns] == [NINE + HOUR]


def test_new_session_is_told_to_followers_alone() -> None:
    campaigns = released(make_programme(TALK), make_programme(TALK, make_session("new")))

    assert [each.audience for each in campaigns] == [
        Followers("spring-meeting", ((Scope.EVENT, ""), (Scope.ROOM, "Belfry")))
    ]


@given(programmes(), programmes())
def test_change_survives_as_json(before: Programme, after: Programme) -> None:
    for campaign in released(before, replace(after, zone=before.zone)):
        as_json = json.loads(json.dumps(dict(campaign.payload)))
        change = change_of(campaign.session, as_json)

        assert change is not None
        assert carried(change).items() <= campaign.payload.items()


def test_old_times_stay_on_the_clocks_that_they_were_told_by() -> None:
    lisbon, vienna = make_programme(TALK, zone="Europe/Lisbon"), make_programme(LATER)

    (campaign,) = released(lisbon, vienna)
    change = change_of("talk", json.loads(json.dumps(dict(campaign.payload))))

    assert change
    assert change.before
    assert (f"{change.before.start:%H:%M}", f"{change.after.start:%H:%M}") == ("08:00", "11:00")


def test_payload_of_something_else_carries_no_change() -> None:
    assert [change_of("talk", payload) for payload in ({}, {"zone": "Nowhere/None", "after": {}})] == [None, None]
