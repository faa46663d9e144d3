"""A baseline: the findings that were there when somebody began, known by their fingerprints and not by their lines.

It is JSON, sorted, the same for the same findings at any time, and holds nothing of a finding but which rule found it
in which file. What it knows is not reported until it is gone; an entry that nothing answers to any more is stale.
"""

from __future__ import annotations

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

__all__ = ["Baseline", "BaselineError", "Known", "Use", "parse", "plain"]

_VERSION = "1"
#: of a file: some 60,000 findings
_MOST_BYTES = 16 << 20
_DIGITS = 64


class BaselineError(ValueError):
    """A file that is no baseline; the text, to stand after its name, is one line."""


class Known(NamedTuple):
    """One finding, as a baseline knows it."""

    #: from the root of the repository
    path: str
    rule: str
    fingerprint: str


class Baseline(NamedTuple):
    """A file of them."""

    #: as people see it; empty where it is about to be written
    path: str
    entries: Mapping[str, Known]
    #: whether it belongs to the tree under test
    in_tree: bool = True
    #: whatever is found is taken for known, in order to write it down
    takes_all: bool = False

    def knows(self, fingerprint: str) -> bool:
        """Whether it has a finding."""
        return self.takes_all or fingerprint in self.entries


class Use(NamedTuple):
    """What a run has made of a baseline."""

    path: str
    #: findings that it knows
    known: int = 0
    #: those of its entries that nothing answers to any more, where that can be known
    stale: tuple[Known, ...] = ()


def parse(data: bytes, path: str, *, in_tree: bool) -> Baseline:
    """A baseline from the bytes of its file. Raises BaselineError."""
    from json import loads

    if len(data) > _MOST_BYTES:
        raise BaselineError(f"is larger than {_MOST_BYTES >> 20} MiB")
    try:
        content = loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BaselineError("is no JSON") from None
    if not isinstance(content, dict) or not isinstance(content.get("findings"), list):
        raise BaselineError("is no baseline, as 'pemlint check --write-baseline' writes it")
    if content.get("version") != _VERSION:
        raise BaselineError("is a baseline of another version of pemlint; write it anew")
    entries = [_known(each, number) for number, each in enumerate(content["findings"], 1)]
    return Baseline(path, {each.fingerprint: each for each in entries}, in_tree)


def _known(entry: Any, number: int) -> Known:
    texts = [text for key in Known._fields if isinstance(entry, dict) and isinstance(text := entry.get(key), str)]
    if len(texts) == len(Known._fields) and _is_digest(texts[-1]):
        return Known(*texts)
    raise BaselineError(f"is no baseline: its {number}. finding has no path, rule and fingerprint")


def _is_digest(text: str) -> bool:
    return len(text) == _DIGITS and all(digit in "0123456789abcdef" for digit in text)


def plain(entries: Iterable[Known]) -> dict[str, object]:
    """What to write as JSON."""
    return {"version": _VERSION, "findings": [each._asdict() for each in sorted(set(entries))]}
