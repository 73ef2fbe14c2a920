"""A test chat that is sent what one of the guests is told."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Final

import click
from aiohttp import ClientSession
from telegram import Bot

from bot.errors import AssistantError, RetryLater, SetUpWrong
from bot.messages import Conversation, Paragraph, Platform, Span
from bot.notifications.ledger import MessageSender
from bot.organising.changes import day
from bot.platforms import text_of
from bot.rehearsing.guests import Guest
from bot.rehearsing.notebook import Message
from bot.rehearsing.playing import Heard
from bot.rehearsing.simulated_time import Spend
from bot.schedule.sessions import Programme
from bot.settings import Settings
from handlers.slack.deliver import SlackDelivery
from handlers.slack.posting import Posting
from handlers.telegram.deliver import TelegramDelivery
from handlers.telegram.transport import PooledRequest
from handlers.transport import pooled_session

SPACING_SECONDS: Final = 1.0  # what platforms want between two messages to one chat
WRONG: Final = 'A test chat is written like telegram:123 or slack:U061, not "{}".'


@asynccontextmanager
async def showing_in(
    to: str | None, guests: Sequence[Guest], programme: Programme, settings: Settings, pause: Spend = asyncio.sleep
) -> AsyncIterator[Heard]:
    """Whoever shows messages in this chat, as they come; nobody does where none is named.

    Raises:
        SetUpWrong: it is no name of a chat, or its platform has no token.
    """
    if to is None:
        yield _nobody
        return
    chat = _chat(to)
    async with pooled_session() as session:
        sender = _sender(chat.platform, session, settings)
        yield Shown(chat, sender, _whose(chat, guests), programme, pause)


class Shown:
    """Sends the chat the messages of one guest, with the moment at which they would come."""

    def __init__(
        self, chat: Conversation, sender: MessageSender, whose: int, programme: Programme, pause: Spend = asyncio.sleep
    ) -> None:
        self._chat = chat
        self._sender = sender
        self._whose = whose
        self._zone = programme.tz
        self._pause = pause
        self._given_up = False

    async def __call__(self, message: Message) -> None:
        if message.recipient != self._whose or self._given_up:
            return
        local = message.at.astimezone(self._zone)
        heading = Paragraph((Span(f"Rehearsal, {day(local)} {local:%H:%M}", "emphasis"),))
        try:
            await self._send(replace(message, reply=replace(message.reply, blocks=(heading, *message.reply.blocks))))
        except AssistantError as error:
            self._given_up = True
            click.echo(f"The test chat gets no more messages: {error}", err=True)

    async def _send(self, message: Message) -> None:
        try:
            await self._sender.deliver(self._chat, message.reply, silent=message.silent)
        except RetryLater as later:
            await self._pause(later.seconds)
            await self._sender.deliver(self._chat, message.reply, silent=message.silent)
        await self._pause(SPACING_SECONDS)


async def _nobody(message: Message) -> None:
    pass


def _chat(to: str) -> Conversation:
    platform, _, chat = to.partition(":")
    if not chat or platform not in {Platform.TELEGRAM, Platform.SLACK}:
        raise SetUpWrong(WRONG.format(to))
    return Conversation(Platform(platform), "", chat.rpartition(":")[2])


def _sender(platform: Platform, session: ClientSession, settings: Settings) -> MessageSender:
    token = text_of(settings.telegram_token if platform is Platform.TELEGRAM else settings.slack_bot_token)
    if not token:
        raise SetUpWrong(f"A test chat on {platform.capitalize()} needs its token. See: docent settings")
    if platform is Platform.SLACK:
        return SlackDelivery(Posting(session, token, settings.slack_api))
    request = PooledRequest(session)
    return TelegramDelivery(Bot(token, settings.telegram_api, request=request), request)


def _whose(chat: Conversation, guests: Sequence[Guest]) -> int:
    """The guest that this chat is, else whoever has most in their schedule."""
    for guest in guests:
        own = guest.subscription.recipient.conversation
        if (own.platform, own.chat) == (chat.platform, chat.chat):
            return guest.id
    return max(guests, key=lambda guest: len(guest.stars)).id
