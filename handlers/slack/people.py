"""What Slack tells of people: their language and their time zone, asked for once a day."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from bot.messages import Person
from bot.ports import Clock
from handlers.slack.known import Recent
from handlers.slack.outcome import FAILURES

logger = logging.getLogger(__name__)

LOOK_UP_SECONDS = 1.5  # that an answer may wait for it
ASKED_AGAIN_AFTER = timedelta(days=1)  # people travel


@dataclass(frozen=True, slots=True)
class Profile:
    """Such as "fr" and "Europe/Paris"; None where Slack does not say."""

    language: str | None = None
    zone: str | None = None


class People:
    """Looks people up in their Slack."""

    def __init__(self, client: AsyncWebClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._known: Recent[str, tuple[Profile, datetime]] = Recent()

    async def of(self, person: Person) -> Profile:
        """What Slack says of a person; what it said last, where it cannot be asked just now."""
        now = self._clock.now()
        known, at = self._known.get(person.key) or (None, now)
        if known and now - at < ASKED_AGAIN_AFTER:
            return known
        profile = await self._look_up(person) or known
        if profile:
            self._known[person.key] = (profile, now)
        return profile or Profile()

    async def _look_up(self, person: Person) -> Profile | None:
        try:
            async with asyncio.timeout(LOOK_UP_SECONDS):
                found = await self._client.users_info(user=person.id, include_locale=True)
        except FAILURES as failure:
            # Not worth an answer's time; a person of whom nothing is known is asked for again with the next message.
            fields = {"action": "profile_unknown", "person": person.key}
            logger.info("A person could not be looked up: %s", type(failure).__name__, extra=fields)
            return None
        user = found.get("user") or {}
        language = str(user.get("locale") or "").replace("_", "-").partition("-")[0].lower()
        return Profile(language or None, str(user.get("tz") or "") or None)
