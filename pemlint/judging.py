"""Running rules over subjects, and noting what they find."""

from __future__ import annotations

from functools import partial

from pemlint import registry
from pemlint.extras import Unusable
from pemlint.model import Fault, Finding, Severity
from pemlint.parts import PARTS
from pemlint.record import NamedTuple
from pemlint.rule import Context

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from pemlint.policy import Policy
    from pemlint.registry import RuleInfo
    from pemlint.rule import Setting
    from pemlint.subjects import Subject

__all__ = ["Judge"]


class _Run(NamedTuple):
    """A rule as it runs under one policy in given circumstances."""

    check: Callable[..., Iterator[Finding]]
    context: Context


class _Group:
    """Rules that look at the same part of what they judge, or at more than a part."""

    __slots__ = ("flawless", "part", "runs")

    def __init__(self, part: Callable[[Any], Hashable] | None, runs: Sequence[_Run]) -> None:
        #: what tells apart the parts that they look at; None where nothing is shared
        self.part = part
        self.runs = tuple(runs)
        #: the parts in which they found nothing
        self.flawless: set[Hashable] = set()


class _Rules:
    """The rules over one kind of subject, under one policy in given circumstances."""

    __slots__ = ("flawless", "groups", "whole")

    def __init__(self, whole: Callable[[Any], Hashable] | None, groups: Sequence[_Group]) -> None:
        #: what tells apart the subjects that may come again; None where each is another one
        self.whole = whole
        self.groups = tuple(groups)
        #: the subjects in which they found nothing
        self.flawless: set[Hashable] = set()


class Judge:
    """Runs the rules; each is imported when its subject exists and a policy has it on."""

    def __init__(
        self, infos: Mapping[str, RuleInfo], now: datetime, targets: frozenset[str], surroundings: tuple[str, ...] = ()
    ) -> None:
        self.infos = infos
        self.surroundings = surroundings
        self.now = now
        self.targets = targets
        #: of what is judged, in the run
        self.number = 0
        self.findings: list[Finding] = []
        #: of each finding, whether it concerns a file that was asked about, and what it was found in
        self.asked: list[bool] = []
        self.numbers: list[int] = []
        #: each with the number of what it was first met in
        self.faults: dict[Fault, int] = {}
        #: the policies in force, by identity: one profile may be overridden in several ways
        self.policies: dict[int, Policy] = {}
        self._rules: dict[tuple[int, type, tuple[str, ...]], _Rules] = {}
        self._kept: list[Policy] = []

    def judge(self, subject: Subject, *, asked: bool) -> None:
        """Every active rule of the subject's kind, once per policy. A profile is in force where somebody ``asked``."""
        value, policies, circumstances, _ = subject
        for policy in policies:
            if asked:
                self.policies.setdefault(id(policy), policy)
            key = id(policy), type(value), circumstances
            rules = self._rules.get(key)
            if rules is None:
                rules = self._rules[key] = self._rules_for(policy, subject)
            whole = None if rules.whole is None else rules.whole(value)
            if whole is None:
                self._judge_parts(rules.groups, subject)
            elif whole not in rules.flawless and self._judge_parts(rules.groups, subject):
                rules.flawless.add(whole)

    def _judge_parts(self, groups: tuple[_Group, ...], subject: Subject) -> bool:
        """Whether nothing was found, now or in the same parts of other subjects."""
        flawless = True
        for group in groups:
            part = None if group.part is None else group.part(subject.value)
            if part is None or part not in group.flawless:
                if not self._apply(group.runs, subject):
                    flawless = False
                elif part is not None:
                    group.flawless.add(part)
        return flawless

    def begin_anew(self) -> None:
        """Forget what was found; rules stay as they are, and so does what they found nothing in."""
        self.findings, self.asked, self.numbers, self.faults = [], [], [], {}

    def grades(self) -> dict[str, int]:
        """Of each rule that is on, the gravest severity that a policy in force gives it."""
        grades: dict[str, int] = {}
        for policy in self.policies.values():
            for rule_id, setting in policy.settings.items():
                if setting.active:
                    grade = setting.severity or max(setting.by_role.values())
                    grades[rule_id] = max(int(grade), grades.get(rule_id, 0))
        return grades

    def _rules_for(self, policy: Policy, subject: Subject) -> _Rules:
        self._kept.append(policy)
        kind = type(subject.value).__name__
        runs: dict[str, list[_Run]] = {}
        for info in self.infos.values():
            if info.subject == kind:
                setting = policy.settings.get(info.id)
                if setting is not None and setting.active:
                    self._prepare(info, policy.name, setting, subject, runs)
        groups = [_Group(PARTS.get((kind, about)) if about else None, some) for about, some in runs.items()]
        whole = PARTS.get((kind, ""))
        # a part that all rules look at stands for the whole
        return _Rules(whole or groups[0].part if len(groups) == 1 else whole, groups)

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
            self.asked += [beside or _concerns(finding, self.targets) for finding in self.findings[count:]]
            self.numbers += [self.number] * (len(self.findings) - count)
        return not failed and len(self.findings) == count

    def _fail(self, rule_id: str, error: Exception) -> None:
        if isinstance(error, Unusable):
            fault = Fault(f"rule '{rule_id}' {error}")
        else:
            fault = Fault(f"rule '{rule_id}' failed with {type(error).__name__}; please report it")
        self.faults.setdefault(fault, self.number)


def _concerns(finding: Finding, targets: frozenset[str]) -> bool:
    """Whether either side of the finding is a file that was asked about."""
    return finding.location.path in targets or any(related.location.path in targets for related in finding.related)
