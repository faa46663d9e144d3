"""Untrusted text for readers that take some of it for structure: XML, and Markdown as GitHub has it."""

from __future__ import annotations

import re

from pemlint.reporters.escape import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["markdown", "xml"]

_XML: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
#: every character that begins, ends or divides anything inside a paragraph or a cell (CommonMark 2.4, GFM 4.10, 6.5)
_MARKDOWN: Final = str.maketrans({each: f"\\{each}" for each in "\\`*_~[]<>|!&$"})
#: what GFM makes a link of by itself (6.9)
_AUTOLINK: Final = re.compile(r"(?i)(?<=[a-z]):(?=//)|(?<=www)\.")
#: what begins a list, a quotation or a heading, or underlines one
_START: Final = re.compile(r"^(?=[#+=-])|^(\d+)(?=[.)])")
_MENTION: Final = re.compile(r"(?<!\w)@(?=\w)")


def xml(text: str) -> str:
    """One line of text for an element or for an attribute in quotation marks.

    XML 1.0 has no way to write most control characters, not even as references: they are shown as escapes before.
    """
    return clean(text).translate(_XML)


def markdown(text: str) -> str:
    """One line of Markdown that shows the text, with nothing in it that is a link, a mention, a tag or a cell."""
    safe = clean(text).translate(_MARKDOWN)
    safe = _AUTOLINK.sub(lambda found: f"\\{found[0]}", safe)
    safe = _MENTION.sub(r"\\\\x40", safe)
    return _START.sub(lambda found: f"{found[1] or ''}\\", safe.strip())
