"""From replies to Block Kit. Pure: the same reply gives the same messages.

https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import batched_ as batched
from typing import Any

from bot.messages import (
    Action,
    Block,
    Bullets,
    Details,
    Kind,
    Paragraph,
    Quotation,
    Reply,
    SourceLine,
    Span,
    Text,
    plain,
    text_of,
)
from handlers.slack import mrkdwn
