"""Answers about an event's programme."""

from bot.skills.schedule.skill import Answered, ScheduleSkill

__all__ = ["Answered", "ScheduleSkill"]
