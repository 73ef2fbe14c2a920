"""The words of what is told unasked: the deliveries of one recipient become one reply in their language."""

from bot.attending.notices.composing import Composer

__all__ = ["Composer"]
