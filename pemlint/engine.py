"""Sources and policy in, report out. The only place that runs rules."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pemlint import __version__, registry, suppress
from pemlint.extras import MissingExtra
from pemlint.fingerprints import fingerprinted, identity, line_hashed, ordinals, place
from pemlint.folding import folded
from pemlint.material import Certificate, Foreign
from pemlint.model import Fault, Finding, Overrides, Report, RuleText, Severity, Summary
from pemlint.record import NamedTuple
from pemlint.rule import Context
from pemlint.subjects import Subject, Tree, read
from pemlint.wording import timestamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from pemlint import x509
    from pemlint.batch import Batch
    from pemlint.bundles import Bundle
    from pemlint.config import Plan
    from pemlint.policy import Policy
    from pemlint.registry import RuleInfo
    from pemlint.rule import Setting
    from pemlint.store import File

__all__ = ["judge", "run", "verdicts"]

#: related places at which equal findings of several bundles are no longer added up: more than anybody looks at
_MOST_RELATED = 100


def run(batch: Batch, plan: Plan, *, now: datetime, public_roots: Callable[[], bytes], detail: bool = False) -> Report:
    """Judge everything in the batch as of ``now`` (aware, UTC).

    ``detail`` adds what only some formats need: the text of every active rule, and GitHub's line hashes.
    Raises ConfigurationError where a profile cannot be loaded.
    """
    return judge(read(batch, plan, public_roots, now=now), batch, plan, now=now, detail=detail)


def judge(tree: Tree, batch: Batch, plan: Plan, *, now: datetime, detail: bool = False, fold: bool = True) -> Report:
    """As ``run``, of a batch that has been read; without ``fold`` every finding is listed."""
    sources = (*batch.sources, *(each.source for each in batch.unread))
    targets = frozenset(source.path for source in sources if source.target)
    runner = _Judge(registry.infos(), now, targets, batch.surroundings)
    for subject, asked in _to_judge(tree.subjects, targets, everything=len(targets) == len(sources)):
        runner.judge(subject, asked=asked)
    counted = ordinals(runner.findings)
    kept, suppressed = suppress.divide(_merged(runner.asked_for()), plan.configuration.ignores)
    kept.sort(key=place)
    listed = folded(kept) if fold else kept
    findings = [finding if finding.more else fingerprinted(finding, counted) for finding in listed]
    if detail:
        findings = line_hashed(findings, (*batch.sources, *(source for source, _ in batch.manifests)))
    overrides = _overrides(batch, plan, suppressed)
    return Report(
        version=__version__,
        now=timestamp(now),
        findings=tuple(findings),
        summary=_summary(batch, tree, kept, len(suppressed)),
        profiles=tuple(sorted({policy.name for policy in runner.policies.values()})),
        faults=tuple(runner.faults),
        rules=_rule_texts(runner, overrides) if detail else (),
        materials=sum(_judged(file) for file in tree.store.files.values() if file.source.target),
        overrides=overrides,
    )


def verdicts(
    subjects: Iterable[Subject], batch: Batch, plan: Plan, *, now: datetime
) -> tuple[tuple[Finding, ...], tuple[Fault, ...]]:
    """What is found in these subjects, for each profile that asks a finding of its own, in the order of places.

    Ignores hold; what was asked about and what is only context does not matter.
    """
    runner = _Judge(registry.infos(), now, frozenset(), batch.surroundings)
    for subject in subjects:
        runner.judge(subject, asked=True)
    kept, _ = suppress.divide(runner.findings, plan.configuration.ignores)
    return tuple(sorted(dict.fromkeys(kept), key=place)), tuple(runner.faults)


def _overrides(batch: Batch, plan: Plan, suppressed: Iterable[Finding]) -> Overrides:
    """What files of the tree have made milder; for most runs there is nothing to compare."""
    if plan.is_built_in and not any(bundle.profiles for _, manifest in batch.manifests for bundle in manifest.bundles):
        return Overrides()
    from pemlint.overrides import overridden

    return overridden(plan, batch, registry.infos(), suppressed)


def _to_judge(
    subjects: Iterable[Subject], targets: frozenset[str], *, everything: bool
) -> Iterator[tuple[Subject, bool]]:
    """The subjects worth judging, and whether a finding of theirs could be reported.

    That needs a target among their files. A finding of another subject can only make a difference where it stands in
    the same file as one that is reported: both are counted for the fingerprint, whatever was asked for.
    """
    if everything:
        yield from ((subject, True) for subject in subjects)
        return
    files = [(subject, subject.files) for subject in subjects]
    reach = targets.union(*(paths for _, paths in files if not targets.isdisjoint(paths)))
    for subject, paths in files:
        if not reach.isdisjoint(paths):
            yield subject, not targets.isdisjoint(paths)


class _Run(NamedTuple):
    """A rule as it runs under one policy in given circumstances."""

    check: Callable[..., Iterator[Finding]]
    context: Context


class _Group(NamedTuple):
    """Rules that look at the same part of what they judge."""

    about: str
    runs: tuple[_Run, ...]


#: by what rules are about, what tells apart the parts of certificates that they look at; the whole by identity
PARTS: Mapping[str, Callable[[x509.Certificate], object]] = {
    "": id,
    "form": lambda certificate: certificate.form,
    "public key": lambda certificate: id(certificate.public_key),
}


class _Judge:
    """Runs the rules; each is imported when its subject exists and a policy has it on."""

    def __init__(
        self, infos: Mapping[str, RuleInfo], now: datetime, targets: frozenset[str], surroundings: tuple[str, ...] = ()
    ) -> None:
        self.infos = infos
        self.surroundings = surroundings
        self.now = now
        self.targets = targets
        self.findings: list[Finding] = []
        #: of each finding, whether it concerns a file that was asked about
        self._asked: list[bool] = []
        self.faults: list[Fault] = []
        #: the policies in force, by identity: one profile may be overridden in several ways
        self.policies: dict[int, Policy] = {}
        self._groups: dict[tuple[int, type, tuple[str, ...]], tuple[_Group, ...]] = {}
        #: the rules that looked, by identity, and the part in which they found nothing
        self._flawless: set[tuple[int, object]] = set()
        self._kept: list[Policy] = []

    def asked_for(self) -> Iterator[Finding]:
        """The findings that concern a file that was asked about."""
        return (finding for finding, asked in zip(self.findings, self._asked, strict=True) if asked)

    def judge(self, subject: Subject, *, asked: bool) -> None:
        """Every active rule of the subject's kind, once per policy. A profile is in force where somebody ``asked``."""
        value = subject.value
        for policy in subject.policies:
            if asked:
                self.policies.setdefault(id(policy), policy)
            for group in self._rules_for(policy, subject):
                if not isinstance(value, Certificate):
                    self._apply(group.runs, subject)
                    continue
                # rules over certificates look at their contents, so that one copy of a part speaks for all
                part = id(group), PARTS[group.about](value.x509)
                if part not in self._flawless and self._apply(group.runs, subject):
                    self._flawless.add(part)

    def _rules_for(self, policy: Policy, subject: Subject) -> tuple[_Group, ...]:
        kind = type(subject.value)
        key = id(policy), kind, subject.circumstances
        groups = self._groups.get(key)
        if groups is None:
            self._kept.append(policy)
            runs: dict[str, list[_Run]] = {}
            for info in self.infos.values():
                setting = policy.settings.get(info.id)
                if info.subject == kind.__name__ and setting is not None and setting.active:
                    self._prepare(info, policy.name, setting, subject, runs)
            groups = self._groups[key] = tuple(_Group(about, tuple(some)) for about, some in runs.items())
        return groups

    def _prepare(
        self, info: RuleInfo, profile: str, setting: Setting, subject: Subject, runs: dict[str, list[_Run]]
    ) -> None:
        """Load a rule and put it to those that are about the same."""
        context = Context(
            rule_id=info.id,
            profile=profile,
            setting=setting,
            now=self.now,
            circumstances=subject.circumstances + self.surroundings,
        )
        try:
            rule = registry.load(info)
        except Exception as error:  # noqa: BLE001 - a rule that does not load must not hide what the others find
            self._fail(info.id, error)
            return
        check = partial(rule.check, **setting.options) if setting.options else rule.check
        runs.setdefault(rule.about, []).append(_Run(check, context))

    def _apply(self, runs: tuple[_Run, ...], subject: Subject) -> bool:
        """Whether nothing at all was found."""
        value, count, failed = subject.value, len(self.findings), False
        for check, context in runs:
            try:
                for finding in check(value, context):
                    if finding.severity > Severity.OFF:
                        self.findings.append(finding)
            except Exception as error:  # noqa: BLE001 - whatever a rule raises must not hide what the others find
                self._fail(context.rule_id, error)
                failed = True
        if len(self.findings) > count:
            beside = not self.targets.isdisjoint(subject.sides)
            self._asked += [beside or _concerns(finding, self.targets) for finding in self.findings[count:]]
        return not failed and len(self.findings) == count

    def _fail(self, rule_id: str, error: Exception) -> None:
        if isinstance(error, MissingExtra):
            fault = Fault(f"rule '{rule_id}' needs what is not installed: {error}")
        else:
            fault = Fault(f"rule '{rule_id}' failed with {type(error).__name__}; please report it")
        if fault not in self.faults:
            self.faults.append(fault)


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


def _concerns(finding: Finding, targets: frozenset[str]) -> bool:
    """Whether either side of the finding is a file that was asked about."""
    return finding.location.path in targets or any(related.location.path in targets for related in finding.related)


def _summary(batch: Batch, tree: Tree, findings: Iterable[Finding], suppressed: int) -> Summary:
    files = [file for file in tree.store.files.values() if file.source.target]
    count = dict.fromkeys(Severity, 0)
    for finding in findings:
        count[finding.severity] += 1
    return Summary(
        files=sum(source.target for source in batch.sources),
        certificates=sum(len(file.certificates) for file in files),
        keys=sum(len(file.keys) for file in files),
        bundles=sum(map(_asked_for, tree.bundles)),
        error=count[Severity.ERROR],
        warning=count[Severity.WARNING],
        note=count[Severity.NOTE],
        suppressed=suppressed,
    )


def _judged(file: File) -> int:
    """How many blocks of a file are TLS material at all."""
    return sum(not isinstance(item, Foreign) for item in file.materials)


def _asked_for(bundle: Bundle) -> bool:
    """Whether the manifest or one of the files that it names is a target."""
    return bundle.source.target or any(part.file.source.target for part in bundle.parts() if part.file)


def _rule_texts(judge: _Judge, overrides: Overrides) -> tuple[RuleText, ...]:
    from pemlint.explain import rule_text

    # Of a rule that the configuration judges more mildly, the grade that it would have, even if it is off now.
    defaults = {each.rule: each.expected for each in overrides.relaxed if each.path == overrides.path}
    texts = []
    for info in judge.infos.values():
        grades = [policy.settings[info.id] for policy in judge.policies.values() if info.id in policy.settings]
        active = [setting for setting in grades if setting.active]
        if active or info.id in defaults:
            severities = [setting.severity or max(setting.by_role.values()) for setting in active]
            severity = max((*severities, defaults.get(info.id, Severity.OFF)))
            texts.append(rule_text(info, registry.load(info), severity))
    return tuple(texts)
