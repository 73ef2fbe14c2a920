"""What is said about programmes, one's own schedule and reminders; a message comes here before the curated entries."""

from bot.schedules.door import Schedules
from bot.schedules.learnt import LOOK_AGAIN
from bot.schedules.said import Said, nothing_asked

__all__ = ["LOOK_AGAIN", "Said", "Schedules", "nothing_asked"]
