"""Round after round: the first fixes on offer, each judged, and everything linted again.

In one round a file is changed by one rule alone, so that fixes cannot collide; fixes of different files do not touch
each other, and go together.
"""

from __future__ import annotations

from collections import Counter

from pemlint.fixer.applying import contents, with_contents
from pemlint.fixer.judging import ders, flaw
from pemlint.fixer.records import Mended, New, Refused
from pemlint.model import Edit, Severity
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from pemlint.batch import Batch
    from pemlint.model import Finding, Fix, Report, Source

    #: what a finding is known by while lines move
    _Known: TypeAlias = tuple[str, str, str]

__all__ = ["made", "mend"]

#: a file with more fixes that have to wait for each other is mended in several runs
_MOST_ROUNDS = 100
#: fixes of one file that are tried in vain
_MOST_FAILURES = 5


def mend(batch: Batch, lint: Callable[[Batch], Report], *, unsafe: bool) -> Mended:
    """Make every safe fix, and the others too where ``unsafe``. ``lint`` gives a report with every finding."""
    return _Mending(batch, lint, unsafe=unsafe).run()


def made(fix: Fix, source: Source, known: Collection[bytes]) -> tuple[bytes, str]:
    """What one file is after a fix, and why it may not be that; ``known``: the contents of blocks that may be in it."""
    new = contents((fix,), {source.path: source})[source.path]
    return new.data, flaw(source, new, safe=fix.safe, known=known)


class _Offer(NamedTuple):
    """A finding, and the fix that it offers."""

    finding: Finding
    fix: Fix

    @property
    def paths(self) -> frozenset[str]:
        """The files that it changes."""
        return frozenset(one.path for one in self.fix.edits)

    def edits(self, path: str) -> list[Edit]:
        """What it changes in a file."""
        return [one for one in self.fix.edits if one.path == path and isinstance(one, Edit)]


class _Taken(NamedTuple):
    """What is changed in a file already."""

    rule: str
    #: where the last edit ends
    end: int


class _Mending:
    """The state between two rounds."""

    def __init__(self, batch: Batch, lint: Callable[[Batch], Report], *, unsafe: bool) -> None:
        self._first = batch
        self._batch = batch
        self._lint = lint
        self._unsafe = unsafe
        #: one unsafe fix at a time, after several together made something worse
        self._careful = False
        self._fixed: list[Finding] = []
        self._refused: dict[tuple[_Known, Fix], Refused] = {}
        #: every content that a file has had
        self._had: dict[str, set[bytes]] = {}
        #: by file, the fixes that were not made
        self._failures: Counter[str] = Counter()
        #: files in which several fixes of one round got into each other's way
        self._alone: set[str] = set()
        self._known: frozenset[bytes] = frozenset()
        #: files that one fix changed together
        self._together: list[set[str]] = []

    def run(self) -> Mended:
        report = self._lint(self._batch)
        for _ in range(_MOST_ROUNDS):
            chosen = self._choose(report.findings)
            if not chosen:
                break
            report = self._round(chosen, report)
        return Mended(self._batch, tuple(self._fixed), tuple(self._refused.values()), tuple(self._sets()))

    def _choose(self, findings: Iterable[Finding]) -> list[_Offer]:
        """The fixes of one round: the safe ones first, and of each file those of one rule."""
        offered = [
            _Offer(each, each.fix)
            for each in findings
            if each.fix is not None and (each.fix.safe or self._unsafe)
            if (_known(each), each.fix) not in self._refused
            if not any(self._failures[one.path] >= _MOST_FAILURES for one in each.fix.edits)
        ]
        some = [one for one in offered if one.fix.safe] or offered
        taken: dict[str, _Taken] = {}
        chosen: list[_Offer] = []
        for one in some:
            if self._fits(one, taken):
                chosen.append(one)
                for path in one.paths:
                    taken[path] = _Taken(one.finding.rule, max((edit.span.end for edit in one.edits(path)), default=0))
            if self._careful and not one.fix.safe:
                break
        return chosen

    def _fits(self, one: _Offer, taken: Mapping[str, _Taken]) -> bool:
        """Whether a fix can go with those of its round: alone in its files, or behind others of its rule in one."""
        paths = one.paths & taken.keys()
        if len(one.paths) > 1 or not paths:
            return not paths
        (path,) = paths
        if path in self._alone or taken[path].rule != one.finding.rule:
            return False
        return all(edit.span.start > taken[path].end for edit in one.edits(path))

    def _round(self, chosen: Sequence[_Offer], report: Report) -> Report:
        """Make these fixes where all goes well, and give the report of what is there then."""
        sources = {source.path: source for source in self._batch.sources}
        sound = self._sound(chosen, sources)
        changed = contents((one.fix for one in sound), sources)
        if not changed:
            return report
        batch = with_contents(self._batch, changed)
        after = self._lint(batch)
        left = _left(sound, report, after)
        several = Counter(path for one in sound for path in one.paths)
        for one in left:
            self._doubt(one, "it would not mend the finding", several, one.paths)
        if left:
            return report
        if after.faults != report.faults or _worse([one for one in sound if not one.fix.safe], report, after):
            if len(sound) == 1:
                self._refuse(sound[0], "it would break something else")
            self._careful = True
            return report
        for path in changed.keys() & sources.keys():
            self._had.setdefault(path, set()).add(_digest(sources[path].data))
        self._batch = batch
        self._fixed += (one.finding for one in sound)
        for one in sound:
            self._link(set(one.paths))
        return after

    def _sound(self, chosen: Sequence[_Offer], sources: Mapping[str, Source]) -> list[_Offer]:
        """Those after which every file may be what it then is."""
        if not self._known:
            self._known = frozenset(der for source in sources.values() if source.tls for der in ders(source))
        safe = all(one.fix.safe for one in chosen)
        reasons = {}
        for path, source in contents((one.fix for one in chosen), sources).items():
            reason = flaw(sources.get(path), source, safe=safe, known=self._known)
            if not reason and _digest(source.data) in self._had.get(path, ()):
                reason = "it would undo another one"
            if reason:
                reasons[path] = reason
        several = Counter(path for one in chosen for path in one.paths)
        for one in chosen:
            for path in one.paths & reasons.keys():
                self._doubt(one, reasons[path], several, {path})
        return [one for one in chosen if not one.paths & reasons.keys()]

    def _doubt(self, one: _Offer, reason: str, several: Mapping[str, int], paths: Collection[str]) -> None:
        """Refuse a fix that was the only one in these files; where it had company, try it alone first."""
        shared = {path for path in paths if several[path] > 1}
        self._alone |= shared
        if not shared:
            self._refuse(one, reason)

    def _refuse(self, one: _Offer, reason: str) -> None:
        self._refused.setdefault((_known(one.finding), one.fix), Refused(one.finding, reason))
        self._failures.update(one.paths)

    def _link(self, paths: set[str]) -> None:
        """Note files that have to be written together."""
        for group in [group for group in self._together if not group.isdisjoint(paths)]:
            self._together.remove(group)
            paths = paths | group
        self._together.append(paths)

    def _sets(self) -> Iterator[tuple[New, ...]]:
        old = {source.path: source.data for source in self._first.sources}
        new = {source.path: source.data for source in self._batch.sources}
        for paths in sorted(self._together, key=min):
            some = tuple(New(path, old.get(path), new[path]) for path in sorted(paths) if new[path] != old.get(path))
            if some:
                yield some


def _known(finding: Finding) -> _Known:
    return finding.rule, finding.location.path, finding.message


def _left(made: Sequence[_Offer], before: Report, after: Report) -> list[_Offer]:
    """Those whose finding is still there: as many of the same words are left as without the fix."""
    old, new = (Counter(map(_known, report.findings)) for report in (before, after))
    wanted = Counter(_known(one.finding) for one in made)
    return [one for one in made if new[key := _known(one.finding)] > old[key] - wanted[key]]


def _digest(data: bytes) -> bytes:
    from hashlib import sha256

    return sha256(data).digest()


def _worse(made: Sequence[_Offer], before: Report, after: Report) -> bool:
    """Whether fixes brought more errors, or other findings as grave as what they mended."""
    if not made:
        return False
    rules, gravity = {one.finding.rule for one in made}, min(one.finding.severity for one in made)

    def weight(report: Report) -> tuple[int, int]:
        errors = sum(each.severity == Severity.ERROR for each in report.findings)
        return errors, sum(each.severity >= gravity and each.rule not in rules for each in report.findings)

    return any(new > old for new, old in zip(weight(after), weight(before), strict=True))
