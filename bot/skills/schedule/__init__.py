"""Answers about an event's programme."""

from bot.skills.schedule.making import Answered
from bot.skills.schedule.skill import ScheduleSkill

__all__ = ["Answered", "ScheduleSkill"]
