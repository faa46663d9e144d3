"""From what the parts of a run found to its report."""

from __future__ import annotations

from pemlint import __version__, registry, suppress
from pemlint.fingerprints import fingerprinted, identity, ordinals, place
from pemlint.folding import folded
from pemlint.model import Report, RuleText, Severity, Summary
from pemlint.wording import timestamp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from pemlint.config import Ignore
    from pemlint.model import Fault, Finding, Overrides
    from pemlint.outcome import Judgement, Outcome

__all__ = ["assemble"]

#: related places at which equal findings of several bundles are no longer added up: more than anybody looks at
_MOST_RELATED = 100


def assemble(
    outcomes: Sequence[Outcome],
    ignores: Sequence[Ignore],
    *,
    now: datetime,
    overridden: Callable[[Iterable[Finding]], Overrides],
    detail: bool,
    fold: bool = True,
) -> Report:
    """One report of all outcomes of a run: the same one, however the work was shared.

    ``overridden`` tells what the tree has made milder, given the findings that it has others ignore. Without
    ``fold`` every finding is listed.
    """
    judgements = sorted((each for outcome in outcomes for each in outcome.judgements), key=_home)
    counted = ordinals(each.finding for each in judgements)
    kept, suppressed = suppress.divide(_merged(each.finding for each in judgements if each.asked), ignores)
    overrides = overridden(suppressed)
    kept.sort(key=place)
    listed = folded(kept) if fold else kept
    return Report(
        version=__version__,
        now=timestamp(now),
        findings=tuple(finding if finding.more else fingerprinted(finding, counted) for finding in listed),
        summary=_summary(outcomes, kept, len(suppressed)),
        profiles=tuple(sorted({name for outcome in outcomes for name in outcome.profiles})),
        faults=tuple(_faults(outcomes)),
        rules=tuple(_rule_texts(outcomes, overrides)) if detail else (),
        materials=sum(outcome.materials for outcome in outcomes),
        overrides=overrides,
    )


def _home(judgement: Judgement) -> int:
    return judgement.home


def _merged(findings: Iterable[Finding]) -> list[Finding]:
    """Equal findings of several profiles as one, at the gravest severity, naming every profile that asked."""
    merged: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        key = identity(finding)
        other = merged.get(key)
        if other is None:
            merged[key] = finding
        else:
            graver, milder = (finding, other) if finding.severity > other.severity else (other, finding)
            related = graver.related
            if len(related) < _MOST_RELATED:
                related = tuple(dict.fromkeys((*related, *milder.related)))
            profiles = tuple(dict.fromkeys((*graver.profiles, *milder.profiles)))
            merged[key] = graver._replace(profiles=profiles, related=related)
    return list(merged.values())


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
