"""Where what is asked is taken in, answered in its turn, and brought to where it was asked."""

import asyncio
import logging
import secrets
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.errors import AssistantError, Refused, SetUpWrong, TokenRefused, Unreachable
from bot.messages import File, Kind, Question, Reply
from bot.ports import Clock
from handlers.lanes import Crowded, Lanes
from handlers.organisers import Organisers, answered
from handlers.pace import Pace, Verdict
from handlers.slack import render
from handlers.slack.door import Door
from handlers.slack.files import Files
from handlers.slack.known import MOST_ANSWERS, Answers, Recent, TakenIn, Threads
from handlers.slack.outcome import NotChanged
from handlers.slack.people import People, Profile
from handlers.slack.pressing import Shared, share_value
from handlers.slack.receive import Asked, Me, Opened
from handlers.slack.send import Sender
from handlers.slack.words import Words, words_for

logger = logging.getLogger(__name__)

TOLD_AGAIN = timedelta(minutes=1)
NOT_WORTH_SHARING = {Kind.ABSTENTION, Kind.CHOICE, Kind.HELP, Kind.SMALLTALK}

SignOut = Callable[[str], None]


class Desk:
    """Answers in order within a conversation, and conversations beside each other."""

    def __init__(
        self,
        assistant: Door,
        clock: Clock,
        sender: Sender,
        *,
        threads: Threads,
        people: People,
        sign_out: SignOut,
        organising: Organisers | None = None,
        files: Files,
    ) -> None:
        self._assistant = assistant
        self._organising = organising
        self._files = files
        self._clock = clock
        self._sender = sender
        self._threads = threads
        self._people = people
        self._sign_out = sign_out
        self._lanes = Lanes()
        self._pace = Pace(clock)
        self._taken = TakenIn()
        self._answers: Answers = Answers(MOST_ANSWERS)
        self._told: Recent[str, datetime] = Recent()
        self._telling: set[asyncio.Task[None]] = set()

    # Taking in, before Slack is told that we have it

    def ask(self, asked: Asked, me: Me) -> None:
        """Answer this in its turn; once, however often it is delivered."""
        if asked.key in self._taken or (not asked.uninvited and not self._slow_enough(asked)):
            return
        at = self._clock.now()
        self._start(asked, lambda: self._answer(asked, me, at))

    def share(self, shared: Shared) -> None:
        """Show everybody what one person saw alone."""
        if shared.key not in self._taken:
            self._start(shared.asked, lambda: self._show_all(shared), key=shared.key)

    def open_home(self, opened: Opened) -> None:
        """Show what can be asked."""
        if opened.key not in self._taken:
            self._begin(lambda: self._show_home(opened))
            self._taken.add(opened.key)

    async def drain(self, seconds: float) -> int:
        """Let what was taken in be answered; how much had to be given up."""
        given_up, _ = await asyncio.gather(self._lanes.drain(seconds), self._finish_telling(seconds))
        return given_up

    async def _finish_telling(self, seconds: float) -> None:
        if self._telling:
            await asyncio.wait(set(self._telling), timeout=seconds)
        for task in self._telling:
            task.cancel()

    def _start(self, asked: Asked, work: Callable[[], Awaitable[None]], key: str = "") -> None:
        try:
            self._lanes.start(asked.conversation, lambda: self._guarded(asked, work))
        except Crowded:
            if not asked.uninvited:
                self._tell_crowded(asked)
        else:
            self._taken.add(key or asked.key)

    def _slow_enough(self, asked: Asked) -> bool:
        verdict = self._pace.judge(asked.person)
        if verdict is not Verdict.ANSWER:
            self._taken.add(asked.key)
        if verdict is Verdict.TELL:
            logger.warning("Somebody is too fast", extra={"action": "slowed", "person": asked.person.key})
            self._begin(lambda: self._say(asked, lambda words: words.too_fast))
        return verdict is Verdict.ANSWER

    def _tell_crowded(self, asked: Asked) -> None:
        now, before = self._clock.now(), self._told.get(asked.conversation.key)
        if before is None or now - before >= TOLD_AGAIN:
            self._told[asked.conversation.key] = now
            logger.warning("Too much at once", extra={"action": "shed", "conversation": asked.conversation.key})
            self._begin(lambda: self._say(asked, lambda words: words.crowded))

    def _begin(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do this beside the lanes."""

        async def begun() -> None:
            await self._failing(work, "none")

        task = asyncio.create_task(begun())
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    # Answering

    async def _answer(self, asked: Asked, me: Me, at: datetime) -> None:
        if asked.uninvited and not (await self._threads.ours(asked.conversation, me) and self._slow_enough(asked)):
            return
        self._threads.join(asked.conversation)
        profile = await self._profile(asked)
        question = _question(asked, profile, at)
        reply = await answered(question, self._files.of(asked.files), self._organising, self._assistant)
        words = words_for(profile.language)
        if reply.below:
            asked = replace(asked, message="", replaces=False)
        if reply.file and not asked.alone:
            await self._bring_file(asked, reply, reply.file, words)
        elif asked.cites:
            await self._bring(asked, render.citation(reply, words))
        elif asked.alone:
            await self._bring(asked, render.to_messages(reply, words, share=self._shareable(asked, reply)))
        else:
            above = render.pressed_elsewhere(asked.label, words) if asked.label else None
            await self._bring(asked, render.to_messages(reply, words, above=above))

    async def _bring(self, asked: Asked, messages: list[render.Message]) -> None:
        if asked.alone:
            await self._sender.respond(asked.url, messages, replace=asked.replaces)
        elif asked.message:
            await self._change(asked, messages)
        else:
            await self._post(asked, messages)

    async def _bring_file(self, asked: Asked, reply: Reply, file: File, words: Words) -> None:
        try:
            await self._sender.upload(asked.conversation, file)
        except (Refused, Unreachable):  # such as an app that was installed before it asked for the scope
            await self._post(asked, render.to_messages(reply, words))

    async def _post(self, asked: Asked, messages: list[render.Message]) -> None:
        try:
            await self._sender.post(asked.conversation, messages)
        except Unreachable:
            # Below what was shared in a channel that we are not in.
            if not asked.url:
                raise
            await self._sender.respond(asked.url, messages)

    async def _change(self, asked: Asked, messages: list[render.Message]) -> None:
        try:
            await self._sender.change(asked.conversation, asked.message, messages)
        except (NotChanged, Unreachable):
            # What was shared stands in channels that we need not be in; there only its own address changes it.
            if not asked.url:
                raise
            await self._sender.respond(asked.url, messages, replace=True, everybody=True)

    def _shareable(self, asked: Asked, reply: Reply) -> str:
        """What the button to share keeps; empty where there is nothing to share."""
        if reply.kind in NOT_WORTH_SHARING or reply.abstained:
            return ""
        kept = secrets.token_urlsafe(6)
        self._answers[kept] = reply
        return share_value(asked, kept)

    async def _show_all(self, shared: Shared) -> None:
        asked = shared.asked
        profile = await self._profile(asked)
        reply = self._answers.get(shared.kept)
        if reply is None:  # answered before a restart
            reply = await self._assistant.answer(_question(asked, profile, self._clock.now()))
        words = words_for(profile.language)
        above = render.shared_by(asked.person.id, asked.label, words)
        await self._sender.respond(asked.url, render.to_messages(reply, words, above=above), everybody=True)
        await self._sender.delete(asked.url)

    async def _show_home(self, opened: Opened) -> None:
        language = await self._language(opened)
        commands = [(command.name, command.does) for command in self._assistant.commands(language)]
        view = render.home(self._assistant.welcome(language), words_for(language), opened.chat, commands)
        await self._sender.publish(opened.person.id, view)

    async def _language(self, asked: Asked | Opened) -> str | None:
        return (await self._profile(asked)).language

    async def _profile(self, asked: Asked | Opened) -> Profile:
        """What Slack says of the asker; no language where there is none to choose."""
        profile = await self._people.of(asked.person)
        return profile if len(self._assistant.languages) > 1 else replace(profile, language=None)

    # When it fails

    async def _say(self, asked: Asked, sentence: Callable[[Words], str]) -> None:
        """Tell the asker something of our own; alone, where that can be."""
        messages = [render.sentence(sentence(words_for(await self._language(asked))))]
        if asked.url:
            await self._sender.respond(asked.url, messages)
        else:
            await self._sender.post(asked.conversation, messages)

    async def _guarded(self, asked: Asked, work: Callable[[], Awaitable[None]]) -> None:
        if not await self._failing(work, asked.conversation.key):
            await self._failing(lambda: self._say(asked, lambda words: words.broken), asked.conversation.key)

    async def _failing(self, work: Callable[[], Awaitable[None]], conversation: str) -> bool:
        """Do it; False when something of ours broke that the asker should hear of. Never says what somebody wrote."""
        fields = {"action": "slack_failed", "conversation": conversation}
        try:
            await work()
        except TokenRefused as problem:
            self._sign_out(problem.why)
        except (Unreachable, NotChanged) as problem:
            logger.info("Not delivered: %s", problem, extra=fields)
        except SetUpWrong as problem:  # such as a database that is away: that is ours, not Slack's
            logger.warning("Not answered: %s", problem, extra=fields)
            return False
        except AssistantError as problem:
            logger.warning("Not delivered: %s", problem, extra=fields)
        except Exception as problem:  # noqa: BLE001 - the last catch before the lane
            where = "".join(traceback.format_tb(problem.__traceback__))
            logger.error("The answer failed with %s\n%s", type(problem).__name__, where, extra=fields)  # noqa: TRY400 (a trace may quote)
            return False
        return True


def _question(asked: Asked, profile: Profile, at: datetime) -> Question:
    return Question(
        asked.conversation,
        asked.text,
        at,
        language=profile.language,
        pressed=asked.pressed,
        person=asked.person,
        zone=profile.zone,
    )
