"""What a channel, a group or a person follows."""

from typing import Final

from bot.attending.reminding.english.words import BEFORE
from bot.attending.reminding.grammar import Way

_HERE = r"(?:(?P<here>here)|(?:in|for|to|with) (?:this|the|our) (?P<place>channel|group|chat|topic|thread|room))"
_PLACE = r"(?:this|the|our) (?P<place>channel|group|chat|topic|thread)"
_NO_MORE = r"(?:stop following|unfollow|unsubscribe from|stop announcing)"

FOLLOWS: Final[tuple[Way, ...]] = (
    ("follow", rf"(?:remind|notify|tell|alert) {_PLACE} (?:of|about|before) <what>(?: <d> {BEFORE})?"),
    ("follow", rf"(?:remind|notify|tell|alert) {_PLACE} <d> {BEFORE} <what>"),
    ("follow", rf"(?:follow|subscribe to|announce|post) <what> {_HERE}(?: <d> {BEFORE})?"),
    ("follow", rf"(?:follow|subscribe to) <what> <d> {BEFORE}(?: {_HERE})?"),
    ("follow", r"(?:follow|subscribe to) <what>"),
    ("follow", rf"subscribe {_PLACE} to <what>"),
    ("unfollow", rf"{_NO_MORE}(?: (?:everything|all))?(?: {_HERE})?"),
    ("unfollow", rf"{_NO_MORE} <what>(?: {_HERE})?"),
    ("unfollow", rf"stop reminding {_PLACE}(?: of <what>)??"),
)
