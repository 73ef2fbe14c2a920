"""Delivers what nobody asked for just now. Nothing is waited for or tried again here: whoever keeps the ledger does."""

from aiohttp import ClientError

from bot.errors import AssistantError, OutcomeUnknown, Refused, RetryLater
from bot.messages import Conversation, Reply
from handlers.slack.outcome import PLATFORM, UNSENT_SECONDS, NotChanged, meaning
from handlers.slack.posting import Posting, Untaken
from handlers.slack.render import Message, alone
from handlers.transport import kind_of, never_sent


class SlackDelivery:
    """Sends replies to Slack, each once."""

    def __init__(self, posting: Posting) -> None:
        self._posting = posting

    async def deliver(self, conversation: Conversation, reply: Reply, *, silent: bool = False) -> str:  # noqa: ARG002 - Slack has no messages without a sound
        """Send a reply; the id of the channel and the `ts` of its messages, with spaces between.

        Raises:
            Unreachable: the channel is archived or gone, or the person.
            RetryLater: nothing was sent; Slack wants a pause, or cannot be reached.
            TokenRefused: nothing was sent; Slack does not accept the token.
            Refused: Slack takes no such message.
            OutcomeUnknown: it, or part of it, may have gone out.
        """
        first, *others = alone(reply)
        channel, ts = await self._post(conversation, first)
        sent = [channel, ts]
        for message in others:
            try:
                _, ts = await self._post(conversation, message)
            except AssistantError as error:
                raise OutcomeUnknown(f"part of it arrived ({type(error).__name__})") from error
            sent.append(ts)
        return " ".join(sent)

    async def _post(self, conversation: Conversation, message: Message) -> tuple[str, str]:
        try:
            return await self._posting.post(conversation, message)
        except Untaken as untaken:
            error = meaning(untaken.answer)
            raise Refused(PLATFORM, untaken.answer.error) if isinstance(error, NotChanged) else error from untaken
        except (ClientError, OSError) as failure:
            raise RetryLater(UNSENT_SECONDS) if never_sent(failure) else OutcomeUnknown(kind_of(failure)) from failure
