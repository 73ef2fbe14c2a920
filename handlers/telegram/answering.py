"""What is done about each update: the answer to a message, a pressed button, an edited question."""

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from bot.errors import AssistantError, OutcomeUnknown, RetryLater, Unreachable
from bot.messages import Conversation, Person, Platform, Question, Reply
from bot.organising.door import Fetch
from bot.ports import Clock
from handlers.lanes import Crowded, Lanes
from handlers.organisers import Organisers, answered
from handlers.pace import Pace, Verdict
from handlers.telegram.door import Door
from handlers.telegram.files import Files
from handlers.telegram.receive import Asked, Me, Pressed, asked, pressed
from handlers.telegram.recent import Recent
from handlers.telegram.send import TelegramSender
from handlers.telegram.wire import Message, Query, Update
from handlers.telegram.words import saying, words_for

logger = logging.getLogger(__name__)

CITING = "cite "  # how the press of a citation begins
TOLD_AGAIN_AFTER = timedelta(minutes=1)

MessageKey = tuple[int, int]  # chat, message


class Answering:
    """Takes updates in, and answers them in their order within a conversation."""

    def __init__(
        self,
        assistant: Door,
        clock: Clock,
        sender: TelegramSender,
        lanes: Lanes,
        *,
        organising: Organisers | None = None,
        files: Files,
    ) -> None:
        self._assistant = assistant
        self._organising = organising
        self._files = files
        self._clock = clock
        self._sender = sender
        self._lanes = lanes
        self._pace = Pace(clock)
        self._me = Me(0, "", frozenset())
        self._seen: Recent[int, None] = Recent()  # updates; Telegram may deliver one twice
        self._answers: Recent[MessageKey, tuple[int, ...]] = Recent()  # the messages that answer a message
        self._told: Recent[str, datetime] = Recent()  # conversations that were told of too many messages
        self._aside: set[asyncio.Task[None]] = set()

    def introduce(self, bot_id: int, username: str) -> None:
        """Who we are, as soon as Telegram has told us."""
        commands = {command.name for command in self._assistant.commands()}
        self._me = Me(bot_id, username, frozenset(commands | {"start"}))

    def take(self, update: Update) -> None:
        """Take one update in. Whatever is wrong with it, those behind it are taken as well."""
        if update.update_id in self._seen:
            return
        self._seen.keep(update.update_id, None)
        try:
            self._take(update)
        except Exception as error:  # noqa: BLE001 - whatever there may be in it
            log_failure(error, None)

    async def drain(self, seconds: float) -> int:
        """Finish what was taken in; how many questions had to be given up."""
        late = await self._lanes.drain(seconds)
        for task in self._aside:
            task.cancel()
        return late

    # Updates

    def _take(self, update: Update) -> None:
        if update.message:
            self._take_message(update.message)
        elif update.edited_message:
            self._take_edit(update.edited_message)
        elif update.callback_query:
            self._take_press(update.callback_query)
        elif update.my_chat_member:
            change = update.my_chat_member
            status = change.new_chat_member.status
            logger.info("Telegram chat %s: we are now %s", change.chat.id, status, extra={"action": "membership"})

    def _take_message(self, message: Message) -> None:
        if message.migrate_to_chat_id:
            self._sender.follow(str(message.chat.id), str(message.migrate_to_chat_id))
        self._take_asked(message, asked(message, self._me, at=self._clock.now()))

    def _take_edit(self, message: Message) -> None:
        before = key_of(message) in self._answers
        self._take_asked(message, asked(message, self._me, at=self._clock.now(), answered_before=before))

    def _take_asked(self, message: Message, heard: Asked | None) -> None:
        if heard is None:
            return
        key = key_of(message)
        if self._begin(heard.question, partial(self._answer, heard, key)) and key not in self._answers:
            self._answers.keep(key, ())  # it was meant for us, also when it is edited while it waits

    def _take_press(self, query: Query) -> None:
        heard = pressed(query, self._me, at=self._clock.now())
        if heard is None or not self._begin(heard.question, partial(self._press, heard)):
            self._do_aside(self._sender.acknowledge(query.id))

    # Order and measure

    def _begin(self, question: Question, work: Callable[[], Awaitable[None]]) -> bool:
        """Have the work done in its turn; false where it is too much just now."""
        asker = question.person or Person(Platform.TELEGRAM, "", question.conversation.chat)
        match self._pace.judge(asker):
            case Verdict.IGNORE:
                return False
            case Verdict.TELL:
                self._do_aside(self._tell_too_many(question))
                return False
        try:
            self._lanes.start(question.conversation, partial(self._finish, question.conversation, work))
        except Crowded:
            self._tell_crowded(question)
            return False
        return True

    async def _finish(self, conversation: Conversation, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except Unreachable:
            logger.info("Telegram chat %s is gone or has blocked us", conversation.chat, extra=fields(conversation))
        except (RetryLater, OutcomeUnknown) as error:
            kind = type(error).__name__
            logger.warning("Telegram chat %s got no answer: %s", conversation.chat, kind, extra=fields(conversation))
        except Exception as error:  # noqa: BLE001 - one question must not end the others
            log_failure(error, conversation)

    def _tell_crowded(self, question: Question) -> None:
        key, now = question.conversation.key, self._clock.now()
        before = self._told.get(key)
        if before is None or now - before >= TOLD_AGAIN_AFTER:
            self._told.keep(key, now)
            self._do_aside(self._tell_too_many(question))

    async def _tell_too_many(self, question: Question) -> None:
        try:
            await self._sender.send(question.conversation, saying(words_for(question.language).too_many))
        except AssistantError as error:
            logger.info("Telegram chat %s was not told: %s", question.conversation.chat, type(error).__name__)

    def _do_aside(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    # Answers

    async def _answer(self, heard: Asked, key: MessageKey) -> None:
        question = heard.question
        fetch = self._files.of(heard.document) if heard.document else None
        reply = await self._reply(question, fetch)
        earlier = self._answers.get(key)
        if earlier:
            receipt = await self._sender.edit(question.conversation, earlier, reply)
        else:
            answering = heard.message_id if heard.in_group else None
            receipt = await self._sender.send(question.conversation, reply, answering=answering)
        self._answers.keep(key, receipt.message_ids)

    async def _press(self, heard: Pressed) -> None:
        await self._sender.acknowledge(heard.query_id)
        reply = await self._reply(heard.question)
        conversation = heard.question.conversation
        if reply.file:
            await self._sender.send_file(conversation, reply.file)
        elif reply.below or (heard.question.pressed or "").startswith(CITING):  # what it cites stays
            await self._sender.send(conversation, reply)
        else:
            await self._sender.edit(conversation, (heard.message_id,), reply)

    async def _reply(self, question: Question, fetch: Fetch | None = None) -> Reply:
        try:
            async with self._sender.typing(question.conversation):
                return await answered(question, fetch, self._organising, self._assistant)
        except Exception as error:  # noqa: BLE001 - whoever asks is not left without a word
            log_failure(error, question.conversation)
            return saying(words_for(question.language).broken)


def key_of(message: Message) -> MessageKey:
    return message.chat.id, message.message_id


def fields(conversation: Conversation) -> dict[str, str]:
    return {"action": "telegram_answer", "chat": conversation.chat}


def log_failure(error: BaseException | None, conversation: Conversation | None) -> None:
    # Where it happened and of which kind; never str(error), which may quote what somebody typed, or the token.
    where = "".join(traceback.format_tb(error.__traceback__)) if error else ""
    chat = conversation.chat if conversation else "unknown"
    logger.error("Telegram chat %s: failed with %s\n%s", chat, type(error).__name__, where)
