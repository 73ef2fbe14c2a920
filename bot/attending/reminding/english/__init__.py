"""What people ask for in English, by subject; the first that fits is meant."""

from typing import Final

from bot.attending.reminding.english.everything import EVERYTHING
from bot.attending.reminding.english.follows import FOLLOWS
from bot.attending.reminding.english.habits import HABITS
from bot.attending.reminding.english.kinds import KINDS
from bot.attending.reminding.english.reminders import REMINDERS
from bot.attending.reminding.grammar import Way

ENGLISH: Final[tuple[Way, ...]] = (*HABITS, *KINDS, *REMINDERS, *FOLLOWS, *EVERYTHING)
