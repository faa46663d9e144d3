"""A unified difference for people: no line of a private key in it, and nothing that drives a terminal."""

from __future__ import annotations

import re

from pemlint import pem
from pemlint.mending.drafts import STRAY, is_public
from pemlint.quoting import WITHHELD
from pemlint.record import NamedTuple
from pemlint.reporters.escape import clean, clean_path, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pemlint.fixer import New

__all__ = ["public", "unified"]

_BASE64 = re.compile(rb"[A-Za-z0-9+/]{12,}")
#: lines around a change
_CONTEXT = 3
#: more lines than these on both sides of what two contents have in common at their ends are not compared one by one
_MOST_COMPARED = 4_000


class _Run(NamedTuple):
    """Lines of the old content, and those of the new one that take their place."""

    old: range
    new: range


def public(changes: Iterable[New]) -> set[str]:
    """The runs of Base64 in a difference that are pieces of what anybody may see: a key has its public numbers too."""
    found: set[str] = set()
    for change in changes:
        for data in (change.old or b"", change.data):
            found.update(run.decode("ascii") for line in _Text(data).public for run in _BASE64.findall(line))
    return found | {f"+{run}" for run in found}


def unified(changes: Iterable[New]) -> str:
    """The differences of all files, one after the other."""
    return "".join(line for change in changes for line in _of_file(change))


class _Text:
    """One content of a file, by lines."""

    __slots__ = ("_public", "lines", "secret")

    def __init__(self, data: bytes) -> None:
        #: with their ends
        self.lines = _split(data)
        document = pem.parse(data)
        self._public: set[int] = set()
        #: the lines, from 0, that may hold a piece of a private key
        self.secret: set[int] = set()
        for block in document.blocks:
            first, last = (document.lines.position(at)[0] - 1 for at in block.span)
            (self._public if is_public(block) else self.secret).update(range(first, last + 1))
        self.secret.update(
            number for number, line in enumerate(self.lines) if number not in self._public and STRAY.search(line)
        )

    @property
    def public(self) -> Iterator[bytes]:
        """The lines of what anybody may see."""
        return (self.lines[number] for number in self._public)

    def written(self, mark: str, number: int) -> str:
        """A line as it is shown."""
        line = self.lines[number]
        text = line.removesuffix(b"\n").decode("utf-8", "backslashreplace")
        if number in self.secret:
            shown = WITHHELD
        else:
            shown = printable(text).replace("##", "#\\x23") if number in self._public else clean(text)
        if shown.lstrip().startswith("::"):
            # behind a blank a runner would take it for a command
            shown = shown.replace(":", "\\x3a", 1)
        return f"{mark}{shown}\n" if line.endswith(b"\n") else f"{mark}{shown}\n\\ No newline at end of file\n"


def _of_file(change: New) -> Iterator[str]:
    old, new = _Text(change.old or b""), _Text(change.data)
    path = clean_path(change.path)
    yield f"--- {path}\n" if change.old is not None else "--- /dev/null\n"
    yield f"+++ {path}\n"
    for hunk in _hunks(old, new):
        yield from _written(hunk, old, new)


def _split(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    whole = [line + b"\n" for line in lines[:-1]]
    return [*whole, lines[-1]] if lines[-1] else whole


def _runs(old: _Text, new: _Text) -> Iterator[_Run]:
    """What differs, in order. No fix changes a line of a key: they part what is compared."""
    here, there = sorted(old.secret), sorted(new.secret)
    if [old.lines[at] for at in here] != [new.lines[at] for at in there]:
        here = there = []
    edges = zip((-1, *here), (*here, len(old.lines)), (-1, *there), (*there, len(new.lines)), strict=True)
    for start, stop, new_start, new_stop in edges:
        if stop - start > 1 or new_stop - new_start > 1:
            yield from _compared(old, new, range(start + 1, stop), range(new_start + 1, new_stop))


def _compared(old: _Text, new: _Text, here: range, there: range) -> Iterator[_Run]:
    """What differs between some lines of the one and some of the other."""
    size = min(len(here), len(there))
    head = next((at for at in range(size) if old.lines[here[at]] != new.lines[there[at]]), size)
    rest = range(size - head)
    tail = next((at for at in rest if old.lines[here[-1 - at]] != new.lines[there[-1 - at]]), size - head)
    a, b = here[head : len(here) - tail], there[head : len(there) - tail]
    if len(a) + len(b) > _MOST_COMPARED:
        yield _Run(a, b)
    elif a or b:
        from difflib import SequenceMatcher

        one, two = old.lines[a.start : a.stop], new.lines[b.start : b.stop]
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
            if tag != "equal":
                yield _Run(a[i1:i2], b[j1:j2])


def _hunks(old: _Text, new: _Text) -> Iterator[list[_Run]]:
    """Runs that share their context, where no line of a key stands between them."""
    hunk: list[_Run] = []
    for run in _runs(old, new):
        if hunk:
            between = range(hunk[-1].old.stop, run.old.start)
            if len(between) > 2 * _CONTEXT or not old.secret.isdisjoint(between):
                yield hunk
                hunk = []
        hunk.append(run)
    if hunk:
        yield hunk


def _written(hunk: Sequence[_Run], old: _Text, new: _Text) -> Iterator[str]:
    first, last = hunk[0].old.start, hunk[-1].old.stop
    before = _near(range(first - 1, max(first - 1 - _CONTEXT, -1), -1), old.secret)
    after = _near(range(last, min(last + _CONTEXT, len(old.lines))), old.secret)
    start, count = first - before, last + after - first + before
    new_start = hunk[0].new.start - before
    new_count = hunk[-1].new.stop + after - new_start
    yield f"@@ -{_range(start, count)} +{_range(new_start, new_count)} @@\n"
    at = start
    for run in hunk:
        yield from (old.written(" ", number) for number in range(at, run.old.start))
        yield from (old.written("-", number) for number in run.old)
        yield from (new.written("+", number) for number in run.new)
        at = run.old.stop
    yield from (old.written(" ", number) for number in range(at, at + after))


def _near(lines: Iterable[int], secret: set[int]) -> int:
    """How many lines can be shown before one of a key comes."""
    count = 0
    for number in lines:
        if number in secret:
            break
        count += 1
    return count


def _range(start: int, count: int) -> str:
    # an empty range names the line before it
    return f"{start + 1 if count else start},{count}"
