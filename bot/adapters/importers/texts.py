"""A file's bytes as text."""

import codecs
import re

from bot.errors import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text_of(data: bytes) -> str:
    """The text, in the encoding that its first bytes name, else UTF-8, else what Windows wrote before.

    Raises:
        Unreadable: it is no text.
    """
    named = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    for encoding in [named] if named else ["utf-8", _declared(data), "cp1252", "latin-1"]:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return text
    raise Unreadable("This is not a text file and not an Excel sheet.")


def _declared(data: bytes) -> str:
    """The encoding that XML names for itself."""
    found = re.match(rb"\s*<\?xml[^>]*encoding=[\"']([\w.-]+)", data[:200])
    return found[1].decode() if found else "utf-8"
