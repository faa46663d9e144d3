"""What somebody wrote, inside a message: short, and never if it could be a piece of a private key.

Keys get pasted into the wrong places: into a manifest, into the label of a boundary, into an option. A message that
repeats what it refuses would then publish them. Of the text in configurations and manifests little has to be repeated,
since every message says where it stands: whatever could be a key is left out (``could_be_key_material``). Names of
files and of certificates are what a message is about: there only what nothing but a key looks like is (``withhold``).
"""

from __future__ import annotations

import itertools
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Final

__all__ = ["WITHHELD", "could_be_key_material", "is_key_material", "label", "path", "shortened", "value", "withhold"]


class _Pattern:
    """A regular expression that is compiled for its first question: a clean run has none, and never pays for it."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source), name)
        setattr(self, name, found)
        return found


def _pattern(source: str) -> re.Pattern[str]:
    lazy: Any = _Pattern(source)
    pattern: re.Pattern[str] = lazy
    return pattern


#: what stands in an output in place of something that could be a piece of a key
WITHHELD: Final = "(withheld: it could be a key)"

_LONGEST: Final = 60
_LONGEST_LABEL: Final = 40
#: a number from here on may be bytes of a key, and the text of a huge one costs quadratic time
_LARGE: Final = 10**9
_LABEL: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 #.-")

#: fewer characters of Base64 than this are a word, or say little of a key
_SUSPICIOUS: Final = 20
_LEAST: Final = 16
_RUN: Final = _pattern(r"[A-Za-z0-9+/]{20,}={0,2}")
_SHORT_RUN: Final = _pattern(r"[A-Za-z0-9+/]{16,}={0,2}")
_DIGIT: Final = _pattern(r"[0-9]")
#: how often Base64 changes between capitals, small letters and digits: two times in three; words do so far less
_RESTLESS: Final = 0.4
#: in long runs, of which random ones come nearer to the mean
_LONG_RESTLESS: Final = 0.33
_LONG: Final = 32
#: a letter by itself, as words have none: ``serverCertValid398Days`` is restless and has none, ``SANIPv6Address`` one
_ALONE: Final = _pattern(r"(?<![a-z])[a-z](?![a-z])|(?<![A-Z])[A-Z](?![A-Za-z])|[+]")
#: of random characters one in six stands alone; in a name one in so many may
_RARELY: Final = 20
#: what DER begins with in Base64, where its first bytes are alike in every key
_BEGINNINGS: Final = ("MII", "MIG", "MIH", "MC4", "MHc", "MEc")
#: one character in 64 of Base64 is a slash; of a path more than one in ten
_PATH: Final = 10

#: bytes in hexadecimal: more than an IPv6 address and SHA-1, by which commits are known, have; more than any digest has
_BYTES: Final = _pattern(r"(?:[0-9A-Fa-f]{2}(?:[:\s]{1,9}|\\x|,?\s?0x)?){21,}")
_MANY_BYTES: Final = _pattern(r"(?:[0-9A-Fa-f]{2}(?:[:\s]{1,9}|\\x|,?\s?0x)?){65,}")
#: bytes as decimal numbers
_LIST: Final = _pattern(r"(?:[0-9]{1,3}[\s,;]+){15,}[0-9]+")
_LONG_LIST: Final = _pattern(r"(?:[0-9]{1,3}[\s,;]+){64,}[0-9]*")
_SHORTEST_BYTES: Final = 2 * 64
#: digits of a number: the serial number of a certificate has 49 at most
_MOST_DIGITS: Final = 49
_MOST_HEX_DIGITS: Final = 128
_HEX: Final = _pattern(r"[0-9A-Fa-f]+")
#: control characters of raw bytes
_CONTROL: Final = _pattern(r"[\0-\x08\x0e-\x1f\x7f-\x9f]")
_MOST_CONTROLS: Final = 3

_TOKEN: Final = _pattern(r"[A-Za-z0-9+/]+")
#: what stands between the lines of a key that has been escaped or joined, and in its URL-safe form
_BETWEEN: Final = _pattern(r"={0,2}[\s\\_%-]+")
_NO_WORD: Final = _pattern(r"[A-Z0-9+/]")


def could_be_key_material(text: str) -> bool:
    """Whether a text has a PEM boundary, several lines, or a run that could be a piece of a key however written."""
    return (
        "-----BEGIN" in text
        or "\n" in text
        or any(_like_base64(run, strict=True) for run in _SHORT_RUN.findall(text))
        or _like_bytes(text)
        or _LIST.search(text) is not None
        or len(_CONTROL.findall(text)) > _MOST_CONTROLS
    )


def shortened(text: str, longest: int) -> str:
    """A text without its middle if it is long. What could be a key goes first: its ends would be harder to tell."""
    if len(text) > longest:
        text = withhold(text)
    if len(text) <= longest:
        return text
    end = longest // 4
    return f"{text[: longest - end - 1]}…{text[-end:]}"


def is_key_material(text: str) -> bool:
    """Whether a text has a PEM boundary, several lines, or a run that nothing but a key looks like."""
    return "-----BEGIN" in text or "\n" in text or withhold(text) != text


def withhold(text: str, *, strict: bool = False) -> str:
    """The text with every run that nothing but a key looks like left out. The last door before any output.

    ``strict`` leaves out as well what could be a digest: for what stands in a configuration, not for names.
    """
    if len(text) < (_LEAST if strict else _SUSPICIOUS):
        return text
    found: list[tuple[int, int]] = []
    runs = _SHORT_RUN if strict else _RUN
    if runs.search(text):
        found += (
            run.span() for run in runs.finditer(text) if _like_base64(run[0], strict=strict) or _like_number(run[0])
        )
    if strict:
        found += (row.span() for row in _BYTES.finditer(text) if _DIGIT.search(row[0]))
        found += (row.span() for row in _LIST.finditer(text))
        found += _raw_bytes(text)
    elif len(text) > _SHORTEST_BYTES:
        found += (row.span() for pattern in (_MANY_BYTES, _LONG_LIST) for row in pattern.finditer(text))
    return _without(text, found) if found else text


def _like_base64(run: str, *, strict: bool = False) -> bool:
    """Whether a run is restless as only random characters are, or begins as DER; slashes may be those of a path.

    One random run in thirty of 20 characters has no digit, and words joined by capitals have none.
    """
    if run.islower() or run.isupper() or not (strict or _DIGIT.search(run)):
        return False
    if run.count("/") * _PATH > len(run):
        return False
    letters = run.replace("/", "").replace("=", "")
    kinds = [_kind(letter) for letter in letters]
    if not {"A", "a"} <= set(kinds):
        return False
    # one character may be the end of an escaped line end
    if run.startswith(_BEGINNINGS) or run.startswith(_BEGINNINGS, 1):
        return True
    changes = sum(one != two for one, two in itertools.pairwise(kinds))
    least = _RESTLESS if len(kinds) < _LONG else _LONG_RESTLESS
    alone = len(_ALONE.findall(letters))
    return changes >= least * len(kinds) and alone * _RARELY > (0 if strict else len(kinds))


def _kind(letter: str) -> str:
    if letter.isdigit():
        return "0"
    return "A" if letter.isupper() else "a" if letter.islower() else "+"


def _like_bytes(text: str) -> bool:
    """Whether a text has a row of bytes in hexadecimal, or a number as long."""
    found = _BYTES.search(text)
    return found is not None and _DIGIT.search(found[0]) is not None


def _like_number(run: str) -> bool:
    """Whether a run is a number that is longer than any that a certificate holds or a digest is."""
    if len(run) <= _MOST_DIGITS:
        return False
    return run.isdecimal() or (len(run) > _MOST_HEX_DIGITS and _HEX.fullmatch(run) is not None)


def _raw_bytes(text: str) -> list[tuple[int, int]]:
    """From the word with the first control character to the word with the last one, where there are several."""
    controls = [each.start() for each in _CONTROL.finditer(text)]
    if len(controls) <= _MOST_CONTROLS:
        return []
    start, end = text.rfind(" ", 0, controls[0]) + 1, text.find(" ", controls[-1])
    return [(start, len(text) if end < 0 else end)]


def _without(text: str, found: list[tuple[int, int]]) -> str:
    """The text without what was found, and without the shorter pieces of the same key that stand around it."""
    kept: list[str] = []
    at = 0
    for start, end in _stretches(text, found):
        kept += (text[at:start], WITHHELD)
        at = end
    return "".join([*kept, text[at:]])


def _stretches(text: str, found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Each range found, or several of them, with the tokens before and after that no word looks like."""
    starts = {start for start, _ in found}
    tokens = (token.span() for token in _TOKEN.finditer(text) if _NO_WORD.search(token[0]))
    first = last = 0
    hit = False
    for start, end in sorted({*found, *tokens}):
        if start > last and not _BETWEEN.fullmatch(text, last, start):
            if hit:
                yield first, last
            hit = False
            first = start
        elif not last:
            first = start
        last = max(last, end)
        hit = hit or start in starts
    if hit:
        yield first, last


def value(written: Any) -> str:
    """A value that is refused, as it was written if it is short and harmless, else by its kind."""
    if isinstance(written, dict):
        return "a table"
    if isinstance(written, list):
        return "a list"
    if isinstance(written, int) and abs(written) >= _LARGE:
        return "a long number"
    if could_be_key_material(str(written)):
        return WITHHELD
    text = repr(written) if isinstance(written, str) else str(written)
    return "a long text" if len(text) > _LONGEST else text


def path(written: str) -> str:
    """A path as it was written, in quotes; not if it is none."""
    return WITHHELD if could_be_key_material(written) else f"'{written}'"


def label(written: str) -> str:
    """A label of a PEM boundary; what nobody would choose for one is only called unusual."""
    usual = len(written) <= _LONGEST_LABEL and _LABEL.issuperset(written) and not _like_bytes(written)
    return written if usual else "an unusual label"
