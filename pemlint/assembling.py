"""From what the parts of a run found to its report."""

from __future__ import annotations

from pemlint import __version__, registry
from pemlint.fingerprints import fingerprinted, identity, ordinals, place
from pemlint.folding import folded
from pemlint.model import Report, RuleText, Severity, Summary
from pemlint.record import NamedTuple
from pemlint.wording import timestamp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from typing import TypeAlias

    from pemlint.baseline import Use
    from pemlint.model import Accepted, Fault, Finding, Overrides
    from pemlint.outcome import Judgement, Outcome

    #: what is to become of findings, each of which has an ordinal among its equals
    Settling: TypeAlias = Callable[[list[Finding], Mapping[tuple[object, ...], int]], "Settled"]

__all__ = ["Settled", "assemble", "merged"]

#: related places at which equal findings of several bundles are no longer added up: more than anybody looks at
_MOST_RELATED = 100


class Settled(NamedTuple):
    """What has become of the findings of a run."""

    kept: list[Finding]
    accepted: Sequence[Accepted] = ()
    #: what is about ignores: the rules of the run did not find it
    added: Sequence[Finding] = ()
    #: as ``Report.pending``
    pending: Sequence[Finding] = ()
    faults: tuple[Fault, ...] = ()
    baseline: Use | None = None


def assemble(
    outcomes: Sequence[Outcome],
    settle: Settling | None,
    *,
    now: datetime,
    overridden: Callable[[Sequence[Accepted]], Overrides],
    detail: bool,
    fold: bool = True,
    show: bool = False,
) -> Report:
    """One report of all outcomes of a run: the same one, however the work was shared.

    ``settle`` tells what is reported; without it everything is. ``overridden`` tells what the tree has made milder,
    given the findings that are accepted. Without ``fold`` every finding is listed; with ``show`` the accepted ones are.
    """
    judgements = sorted((each for outcome in outcomes for each in outcome.judgements), key=_home)
    counted = ordinals(each.finding for each in judgements)
    found = merged(each.finding for each in judgements if each.asked)
    kept, accepted, added, pending, faults, baseline = settle(found, counted) if settle else Settled(found)
    overrides = overridden(accepted)
    counted |= ordinals(added)
    kept.sort(key=place)
    listed = folded(kept) if fold else kept
    return Report(
        version=__version__,
        now=timestamp(now),
        findings=tuple(finding if finding.more else fingerprinted(finding, counted) for finding in listed),
        summary=_summary(outcomes, kept, len(accepted)),
        profiles=tuple(sorted({name for outcome in outcomes for name in outcome.profiles})),
        faults=(*_faults(outcomes), *faults),
        rules=tuple(_rule_texts(outcomes, overrides)) if detail else (),
        materials=sum(outcome.materials for outcome in outcomes),
        overrides=overrides,
        baseline=baseline,
        accepted=tuple(_shown(accepted, counted)) if show else (),
        pending=tuple(fingerprinted(finding, counted) for finding in sorted(pending, key=place)),
    )


def _shown(accepted: Sequence[Accepted], counted: Mapping[tuple[object, ...], int]) -> Iterator[Accepted]:
    for each in sorted(accepted, key=lambda each: place(each.finding)):
        yield each._replace(finding=fingerprinted(each.finding, counted))


def _home(judgement: Judgement) -> int:
    return judgement.home


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Equal findings of several profiles as one, at the gravest severity, naming every profile that asked."""
    distinct: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        key = identity(finding)
        other = distinct.get(key)
        if other is None:
            distinct[key] = finding
        else:
            graver, milder = (finding, other) if finding.severity > other.severity else (other, finding)
            related = graver.related
            if len(related) < _MOST_RELATED:
                related = tuple(dict.fromkeys((*related, *milder.related)))
            profiles = tuple(dict.fromkeys((*graver.profiles, *milder.profiles)))
            distinct[key] = graver._replace(profiles=profiles, related=related)
    return list(distinct.values())


def _summary(outcomes: Iterable[Outcome], findings: Iterable[Finding], suppressed: int) -> Summary:
    count = dict.fromkeys(Severity, 0)
    for finding in findings:
        count[finding.severity] += 1
    files, certificates, keys, bundles, *_ = map(sum, zip(*(outcome.read for outcome in outcomes), strict=True))
    return Summary(
        files,
        certificates,
        keys,
        bundles,
        count[Severity.ERROR],
        count[Severity.WARNING],
        count[Severity.NOTE],
        suppressed,
    )


def _faults(outcomes: Iterable[Outcome]) -> dict[Fault, None]:
    """Each fault once, in the order in which one process meets them."""
    faults = sorted((each for outcome in outcomes for each in outcome.faults), key=lambda each: each[0])
    return dict.fromkeys(fault for _, fault in faults)


def _rule_texts(outcomes: Iterable[Outcome], overrides: Overrides) -> Iterator[RuleText]:
    from pemlint.explain import rule_text

    # Of a rule that the configuration judges more mildly, the grade that it would have, even if it is off now.
    grades: dict[str, int] = {
        each.rule: int(each.expected) for each in overrides.relaxed if each.path == overrides.path
    }
    for outcome in outcomes:
        for rule_id, grade in outcome.grades.items():
            grades[rule_id] = max(grade, grades.get(rule_id, 0))
    for info in registry.infos().values():
        if info.id in grades:
            yield rule_text(info, registry.load(info), Severity(grades[info.id]))
