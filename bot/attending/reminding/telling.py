"""Lead times, hours and due times in words. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal

from babel.dates import format_timedelta

from bot import writing
from bot.attending.reminding.asking import Asker
from bot.attending.telling import short_day_name
from bot.knowledge.reminding_phrases import RemindingPhrases
from bot.notifications.subscriptions import Subscription
from bot.schedule.sessions import Programme

_ONLY = 1e9  # no larger unit is taken than the one that is given
_HOUR, _DAY = 60, 24 * 60


def lead(minutes: int, phrases: RemindingPhrases, language: str) -> str:
    """Such as "10 minutes before", "at the start"."""
    if not minutes:
        return phrases.promise.at_start
    length = timedelta(minutes=minutes)
    written = format_timedelta(length, granularity=_unit(minutes), threshold=_ONLY, locale=writing.locale(language))
    return phrases.promise.before.format(time=written)


def leads(minutes: Iterable[int], phrases: RemindingPhrases, language: str) -> str:
    """Such as "15 minutes before and 5 minutes before"; that there are none, where there are none."""
    written = [lead(each, phrases, language) for each in minutes]
    return writing.listed(written, language) or phrases.listed.none


def leads_at(minutes: Iterable[int], start: datetime, programme: Programme, asker: Asker) -> str:
    """The same with the time of each: "10 minutes before, at 13:50", with the day where that is not today."""
    return writing.listed([_at(each, start, programme, asker) for each in minutes], asker.reader.language)


def a_day(most: int, phrases: RemindingPhrases) -> str:
    """Such as "1 message a day", "10 messages a day"."""
    return phrases.listed.one_a_day if most == 1 else phrases.listed.a_day.format(count=most)


def hour(minutes: int) -> str:
    """An hour of the day, given in minutes after midnight: "07:30"."""
    return "{:02}:{:02}".format(*divmod(minutes, _HOUR))


def _unit(minutes: int) -> Literal["day", "hour", "minute"]:
    if minutes % _DAY == 0:
        return "day"
    return "hour" if minutes % _HOUR == 0 else "minute"


def leads_of(subscription: Subscription, event: str, session: str) -> tuple[int, ...]:
    """The lead times for a session: its own where it has any, else those for all."""
    own = {(each.event, each.session): each.minutes for each in subscription.lead_times}
    return own.get((event, session), own.get(("", ""), ()))


def _at(minutes: int, start: datetime, programme: Programme, asker: Asker) -> str:
    says, language = asker.phrases.promise, asker.reader.language
    due = (start - timedelta(minutes=minutes)).astimezone(programme.tz)
    named, clock = lead(minutes, asker.phrases, language), f"{due:%H:%M}"
    if due.date() == asker.now.astimezone(programme.tz).date():
        return says.at_time.format(lead=named, clock=clock)
    return says.on_day.format(lead=named, day=short_day_name(due.date(), language), clock=clock)
