"""Comments above a PEM block that ignore what is found in it: ``# pemlint: ignore[rule-id] reason``.

RFC 7468 allows explanatory text outside of the boundaries, and readers pass over it. What a comment speaks of are the
lines from the end of the block before to the end of its own one.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from pemlint import quoting
from pemlint.model import Location
from pemlint.record import NamedTuple
from pemlint.registry import selectable
from pemlint.rule import Anchor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import Final

    from pemlint.file import File

__all__ = ["MARK", "Directive", "directives"]

#: what every such comment holds
MARK: Final = b"pemlint:"

#: bytes of a comment, and comments of a file: nobody needs more
_LONGEST: Final = 1_000
_MOST: Final = 10_000
#: from the start of a line; other languages than PEM have other comments
_COMMENT: Final = re.compile(rb"^(?:\xef\xbb\xbf)?[ \t]*(?:#|//|;|--)[ \t]*pemlint:([^\n]*)", re.MULTILINE)
_IGNORE: Final = re.compile(r"\s*ignore\s*\[([^\]]*)\](.*)")
_EXAMPLE: Final = "write '# pemlint: ignore[rule-id] reason'"


class Directive(NamedTuple):
    """One comment."""

    anchor: Anchor
    #: the lines that it speaks of, both included; none where no block follows
    first: int = 0
    last: int = -1
    #: each rule or group as written, and the rules that it stands for
    words: tuple[tuple[str, frozenset[str]], ...] = ()
    unknown: tuple[str, ...] = ()
    reason: str = ""
    malformed: str = ""

    @property
    def placed(self) -> bool:
        """Whether a block follows."""
        return self.last >= self.first


def directives(file: File, known: Collection[str]) -> Iterator[Directive]:
    """The comments of a file, outside of its blocks. Of what is no TLS file only those above a block count."""
    data, blocks = file.source.data, file.document.blocks
    choices = selectable(known)
    for count, found in enumerate(_COMMENT.finditer(data)):
        before = bisect_right(blocks, found.start(), key=lambda block: block.span.start) - 1
        if before >= 0 and found.start() < blocks[before].span.end:
            continue
        following = blocks[before + 1] if before + 1 < len(blocks) else None
        if following is None and not file.source.tls:
            continue
        line = file.document.lines.position
        text = found[0].removeprefix(b"\xef\xbb\xbf").strip()
        number, column = line(found.start() + found[0].index(text))
        shown = text[:_LONGEST].decode("utf-8", "backslashreplace")
        anchor = Anchor(
            Location(file.source.path, number, column, number, column + len(shown)),
            file.source.repo_path,
            _sha256(text),
            following.ordinal if following else None,
        )
        if count == _MOST:
            yield Directive(anchor, malformed=f"there are more than {_MOST:,} of them in this file")
            return
        directive = _read(found[1], anchor, choices)
        if following is not None:
            first = line(blocks[before].span.end)[0] + 1 if before >= 0 else 1
            directive = directive._replace(first=first, last=line(following.span.end)[0])
        if file.source.tls or not directive.malformed:
            yield directive


def _read(written: bytes, anchor: Anchor, choices: Mapping[str, frozenset[str]]) -> Directive:
    if len(written) > _LONGEST:
        return Directive(anchor, malformed=f"it has more than {_LONGEST:,} bytes")
    text = written.decode("utf-8", "backslashreplace").rstrip()
    found = _IGNORE.fullmatch(text)
    if found is None:
        return Directive(anchor, malformed=_EXAMPLE)
    names = [name for part in found[1].split(",") if (name := part.strip())]
    if not names:
        return Directive(anchor, malformed=f"it names no rule: {_EXAMPLE}")
    distinct = dict.fromkeys(names)
    words = [(name, choices[name]) for name in distinct if name in choices]
    unknown = [quoting.withhold(name, strict=True) for name in distinct if name not in choices]
    reason = found[2].strip().removesuffix("*/").strip(" \t:-\u2013\u2014")
    return Directive(anchor, words=tuple(words), unknown=tuple(unknown), reason=quoting.withhold(reason, strict=True))


def _sha256(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()
