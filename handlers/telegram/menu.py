"""What Telegram shows before anybody has written: the menu of commands, and what the bot is for."""

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.errors import AssistantError
from bot.messages import Paragraph, Reply, text_of
from bot.ports import Pause
from handlers.telegram.calls import made
from handlers.telegram.door import Door

logger = logging.getLogger(__name__)

DOES_LIMIT = 256  # characters, https://core.telegram.org/bots/api#botcommand
DESCRIPTION_LIMIT = 512  # characters, https://core.telegram.org/bots/api#setmydescription
CODE_LETTERS = 2  # Telegram knows languages by their ISO 639-1 code alone


async def put_up(bot: Bot, assistant: Door, pause: Pause) -> None:
    """Register commands and description in every language that is spoken, and in the first for all others.

    A failure is logged and harmless: what was registered earlier stays.
    """
    languages = [language for language in assistant.languages if len(language) == CODE_LETTERS]
    for language in [None, *languages]:
        try:
            await register(bot, assistant, language, pause)
        except (TelegramError, AssistantError) as error:
            kind = type(error).__name__
            logger.warning("The menu was not put up: %s", kind, extra={"action": "menu", "language": language})
            return


async def register(bot: Bot, assistant: Door, language: str | None, pause: Pause) -> None:
    commands = [BotCommand(command.name, command.does[:DOES_LIMIT]) for command in assistant.commands(language)]
    description = description_of(assistant.welcome(language))
    await made(lambda: bot.set_my_commands(commands, language_code=language), pause, repeatable=True)
    await made(lambda: bot.set_my_description(description, language_code=language), pause, repeatable=True)


def description_of(welcome: Reply) -> str:
    """The first paragraph of the welcome."""
    first = next((block for block in welcome.blocks if isinstance(block, Paragraph)), None)
    return text_of(first.text)[:DESCRIPTION_LIMIT] if first else ""
