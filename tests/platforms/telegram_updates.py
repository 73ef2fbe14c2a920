"""Hands updates to the bot: by long polling or by webhook, as the bot has chosen."""

import asyncio
import itertools
from collections import deque
from collections.abc import Callable
from typing import Any

import aiohttp

from tests.platforms.bell import Bell
from tests.platforms.telegram_parameters import Refused

ONLY_WHEN_ASKED = {"chat_member", "message_reaction", "message_reaction_count"}
TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"

Update = dict[str, Any]


class Updates:
    """The queue of updates, with the rules of getUpdates and the webhook."""

    def __init__(self, bell: Bell, retry_seconds: float) -> None:
        self.all: list[Update] = []
        self.pending: deque[Update] = deque()
        self.again: deque[Update] = deque()  # delivered once more although confirmed
        self.allowed: list[str] = []
        self.webhook: dict[str, Any] | None = None
        self.last_error: str | None = None
        self.deliveries: list[tuple[int, int | None]] = []  # update id, status of the webhook's answer
        self._bell = bell
        self._retry_seconds = retry_seconds
        self._ids = itertools.count(500_000_001)
        self._poll = 0
        self._lanes: dict[object, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    def add(self, kind: str, content: dict[str, Any]) -> Update | None:
        """Queue an update, unless the bot does not want this kind."""
        if kind not in self.allowed if self.allowed else kind in ONLY_WHEN_ASKED:
            return None
        update = {"update_id": next(self._ids), kind: content}
        self.all.append(update)
        self.pending.append(update)
        self._hand_on(update)
        return update

    def add_again(self, update: Update) -> None:
        (self.pending if self.webhook else self.again).append(update)
        self._hand_on(update)

    async def get(self, given: dict[str, Any]) -> list[Update]:
        if self.webhook:
            raise Refused(409, f"Conflict: {WEBHOOK_ACTIVE}")
        self._poll += 1
        mine = self._poll
        self._bell.ring()  # the poll before this one ends with an error
        self._allow(given)
        self._confirm(given.get("offset", 0))
        await self._wait_for_updates(given.get("timeout", 0), lambda: self._poll != mine or self.webhook is not None)
        if self.webhook:
            raise Refused(409, "Conflict: terminated by setWebhook request")
        if self._poll != mine:
            raise Refused(409, f"Conflict: {TERMINATED}")
        return self._next(given.get("limit", 100))

    async def set_webhook(self, given: dict[str, Any]) -> None:
        self._allow(given)
        if given.get("drop_pending_updates"):
            self.pending.clear()
        self.webhook = given if given["url"] else None
        self._bell.ring()
        for update in list(self.pending):
            self._hand_on(update)

    def delete_webhook(self, *, drop_pending: bool) -> None:
        self.webhook = None
        if drop_pending:
            self.pending.clear()

    async def close(self) -> None:
        self.webhook = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session:
            await self._session.close()

    def _allow(self, given: dict[str, Any]) -> None:
        if "allowed_updates" in given:
            self.allowed = given["allowed_updates"]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.pending = deque(list(self.pending)[offset:])
        while self.pending and self.pending[0]["update_id"] < offset:
            self.pending.popleft()

    async def _wait_for_updates(self, seconds: float, superseded: Callable[[], bool]) -> None:
        try:
            async with asyncio.timeout(seconds):
                while not (self.pending or self.again or superseded()):
                    await self._bell.next()
        except TimeoutError:
            return

    def _next(self, limit: int) -> list[Update]:
        repeated = list(self.again)
        self.again.clear()
        return (repeated + list(self.pending))[:limit]

    def _hand_on(self, update: Update) -> None:
        self._bell.ring()
        if not self.webhook:
            return
        lane = self._lanes.setdefault(chat_of(update), deque())
        lane.append(update)
        if len(lane) == 1:
            task = asyncio.create_task(self._drain(lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _drain(self, lane: deque[Update]) -> None:
        """Deliver the updates of one chat in their order, each until the bot takes it."""
        while lane and self.webhook:
            if await self._post(lane[0], self.webhook):
                update = lane.popleft()
                if update in self.pending:
                    self.pending.remove(update)
            else:
                await self._pause()
            self._bell.ring()
        lane.clear()

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(self._retry_seconds):
                await asyncio.Event().wait()
        except TimeoutError:
            return

    async def _post(self, update: Update, webhook: dict[str, Any]) -> bool:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        token = webhook.get("secret_token")
        headers = {"X-Telegram-Bot-Api-Secret-Token": token} if token else {}
        try:
            async with self._session.post(webhook["url"], json=update, headers=headers) as answer:
                status: int | None = answer.status
        except aiohttp.ClientError as error:
            status, self.last_error = None, f"Connection failed: {type(error).__name__}"
        else:
            if not answer.ok:
                self.last_error = f"Wrong response from the webhook: {status} {answer.reason}"
        self.deliveries.append((update["update_id"], status))
        return status is not None and 200 <= status < 300


def chat_of(update: Update) -> object:
    content = next(value for name, value in update.items() if name != "update_id")
    return (content.get("chat") or content.get("message", {}).get("chat") or {}).get("id")
