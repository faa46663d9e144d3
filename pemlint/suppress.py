"""Findings that somebody has accepted, with the reason: kept apart, and counted."""

from __future__ import annotations

from bisect import bisect_right

from pemlint.model import Accepted
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pemlint.directives import Directive
    from pemlint.exemptions import Ignore
    from pemlint.model import Finding
    from pemlint.plan import Configuration

__all__ = ["Suppression", "unused"]


class _Table(NamedTuple):
    """An ``[[ignore]]`` table, and the configuration that holds it."""

    ignore: Ignore
    own: Configuration


class _Region:
    """The lines that comments above one block speak of."""

    __slots__ = ("by_rule", "first", "hit", "last")

    def __init__(self, first: int, last: int) -> None:
        self.first = first
        self.last = last
        #: the first comment that names a rule
        self.by_rule: dict[str, Directive] = {}
        #: the rules that something was found of
        self.hit: set[str] = set()


class Suppression:
    """Everything that says what to ignore in a run, and what of it was of use."""

    def __init__(
        self,
        directives: Iterable[Directive],
        configuration: Callable[[str], Configuration],
        today: str,
        fingerprint: Callable[[Finding], str],
    ) -> None:
        """``configuration`` gives the one in force for a path; ``today`` is a date such as ``2026-06-01``."""
        self._configuration = configuration
        self._today = today
        self._fingerprint = fingerprint
        self._regions: dict[str, list[_Region]] = {}
        self._known: dict[tuple[str, int], _Region] = {}
        #: of each table that was met, the rules that something was found of
        self._hits: dict[int, set[str]] = {}
        self._matching: dict[str, list[_Table]] = {}
        for directive in directives:
            path = directive.anchor.location.path
            region = self._known.get((path, directive.last))
            if region is None:
                region = self._known[path, directive.last] = _Region(directive.first, directive.last)
                self._regions.setdefault(path, []).append(region)
            for _, rules in directive.words:
                for rule_id in rules:
                    region.by_rule.setdefault(rule_id, directive)

    def divide(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Accepted]]:
        """The findings to report, and those that an ignore covers; a comment comes before a table."""
        kept: list[Finding] = []
        accepted: list[Accepted] = []
        for finding in findings:
            by_table = self._by_table(finding)
            by_comment = self._by_comment(finding)
            covered = by_comment or by_table
            if covered is None:
                kept.append(finding)
            else:
                accepted.append(covered)
        return kept, accepted

    def hits_of_comment(self, directive: Directive) -> set[str]:
        """The rules that something was found of in the lines that a comment speaks of."""
        return self._known[directive.anchor.location.path, directive.last].hit

    def hits_of_table(self, ignore: Ignore) -> set[str]:
        """The rules that something was found of that a table covers."""
        return self._hits.get(id(ignore), set())

    def _by_comment(self, finding: Finding) -> Accepted | None:
        regions = self._regions.get(finding.location.path)
        if not regions:
            return None
        at = bisect_right(regions, finding.location.line, key=_first) - 1
        if at < 0 or finding.location.line > regions[at].last:
            return None
        directive = regions[at].by_rule.get(finding.rule)
        if directive is None:
            return None
        regions[at].hit.add(finding.rule)
        return Accepted(finding, "comment", finding.location.path, directive.reason)

    def _by_table(self, finding: Finding) -> Accepted | None:
        covered = None
        tables = self._tables(finding.repo_path)
        if not tables:
            return None
        known = self._fingerprint(finding) if any(table.ignore.fingerprints for table in tables) else ""
        for table in tables:
            if _covers(table.ignore, finding, known):
                self._hits.setdefault(id(table.ignore), set()).add(finding.rule)
                if covered is None:
                    own = table.own
                    covered = Accepted(finding, "configuration", own.path, table.ignore.reason, own.in_tree)
        return covered

    def _tables(self, repo_path: str) -> Sequence[_Table]:
        """The tables that speak of a path and are not over."""
        if repo_path not in self._matching:
            own = self._configuration(repo_path)
            tables = (_Table(ignore, own) for ignore in own.ignores)
            self._matching[repo_path] = [
                table
                for table in tables
                if not (table.ignore.until and table.ignore.until < self._today)
                and (table.ignore.paths is None or table.ignore.paths.matches(own.inside(repo_path)))
            ]
        return self._matching[repo_path]


def _covers(ignore: Ignore, finding: Finding, fingerprint: str) -> bool:
    """Whether all that the ignore names beside the path is true of the finding."""
    return (
        (not ignore.words or any(finding.rule in rules for _, rules in ignore.words))
        and (not ignore.spki_sha256 or finding.spki_sha256 in ignore.spki_sha256)
        and (not ignore.fingerprints or fingerprint in ignore.fingerprints)
    )


def _first(region: _Region) -> int:
    return region.first


def unused(words: Iterable[tuple[str, frozenset[str]]], hits: set[str], telling: Mapping[str, bool]) -> tuple[str, ...]:
    """Those of the words that cover nothing, where that can be known.

    ``telling`` has the rules that are on, and whether each would have said so: one that would not leaves it open.
    """
    return tuple(
        word
        for word, rules in words
        if rules.isdisjoint(hits) and {telling[rule_id] for rule_id in rules if rule_id in telling} == {True}
    )
