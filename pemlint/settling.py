"""What is reported and what is accepted, and what is wrong with the ignores that say so."""

from __future__ import annotations

from hashlib import sha256

from pemlint import registry
from pemlint.assembling import Settled, merged
from pemlint.baseline import Use
from pemlint.directives import MARK, Directive, directives
from pemlint.fingerprints import fingerprinted, line_hashed, ordinals
from pemlint.ignores import StatedIgnore
from pemlint.judging import Judge
from pemlint.model import Accepted, Location
from pemlint.policy import ConfigurationError
from pemlint.rule import Anchor
from pemlint.sharing import WHOLE, Share
from pemlint.subjects import Subject
from pemlint.suppress import Suppression, unused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from pemlint.baseline import Baseline, Known
    from pemlint.batch import Batch
    from pemlint.bundles import Bundle
    from pemlint.exemptions import Ignore
    from pemlint.model import Finding
    from pemlint.plan import Configuration, Plan
    from pemlint.policy import Policy
    from pemlint.store import Store

__all__ = ["Settlement"]

#: kinds of subject that are judged in full only where a whole folder is looked through
_WANT_FOLDERS = frozenset(("KeyUse", "PublicKeyUse"))


class Settlement:
    """What it takes to settle the findings of a run."""

    def __init__(
        self,
        batch: Batch,
        plan: Plan,
        store: Store,
        bundles: Iterable[Bundle],
        *,
        now: datetime,
        part: Share = WHOLE,
        detail: bool = False,
        baseline: Baseline | None = None,
    ) -> None:
        """``part``: the files to report on, by their paths; ``detail``: with GitHub's line hashes."""
        self._baseline = baseline
        self._detail = detail
        self._batch = batch
        self._plan = plan
        self._infos = infos = registry.infos()
        self._now = now
        self._today = f"{now:%Y-%m-%d}"
        self._part = part
        marked = (file for file in store.files.values() if MARK in file.source.data)
        self._directives = [each for file in marked for each in directives(file, infos)]
        targets = (file.source.path for file in store.files.values() if file.source.target)
        self._targets = frozenset(filter(part.has, targets))
        self._judged_paths = frozenset(source.repo_path for source in batch.sources if source.target)
        self._of_bundles = _bundle_policies(plan, bundles)
        self._scanned = tuple(f"{folder}/" if folder else "" for folder in batch.scanned)
        self._judge = Judge(infos, now, self._targets, batch.surroundings)
        self._told: dict[tuple[object, bool], Mapping[str, bool]] = {}

    def __call__(self, findings: Iterable[Finding], counted: Mapping[tuple[object, ...], int]) -> Settled:
        """Divide the findings, and judge the ignores. ``counted``: the ordinal of each finding among equals."""
        suppression = self._suppression(counted)
        kept, accepted = suppression.divide(findings)
        added = self._judged((*self._comments(suppression), *self._expired()))
        pending = self._judged(self._unused(suppression))
        if self._part is WHOLE:
            added, pending = [*added, *pending], []
        settled = Settled([*kept, *added], accepted, [*added, *pending], pending, tuple(self._judge.faults))
        return settled if self._baseline is None else self._compared(settled, self._baseline, counted)

    def _compared(self, settled: Settled, baseline: Baseline, counted: Mapping[tuple[object, ...], int]) -> Settled:
        """Without what the baseline knows, and with what it knows in vain."""
        everything = {**counted, **ordinals(settled.added)}
        kept: list[Finding] = []
        known: dict[str, Accepted] = {}
        for finding in settled.kept:
            fingerprint = fingerprinted(finding, everything).fingerprint
            if baseline.knows(fingerprint):
                known[fingerprint] = Accepted(finding, "baseline", baseline.path, "", baseline.in_tree)
            else:
                kept.append(finding)
        pending = {fingerprinted(each, everything).fingerprint: each for each in settled.pending}
        answered = {*known, *pending}
        unknown = [each for fingerprint, each in baseline.entries.items() if fingerprint not in answered]
        policies = self._in_force() if unknown else ()
        return settled._replace(
            kept=kept,
            accepted=[*settled.accepted, *known.values()],
            pending=[each for fingerprint, each in pending.items() if not baseline.knows(fingerprint)],
            baseline=Use(
                baseline.path,
                len(known),
                tuple(sorted(each for each in unknown if self._is_judged(each, policies))),
            ),
        )

    def _is_judged(self, entry: Known, policies: tuple[Policy, ...]) -> bool:
        """Whether what an entry of the baseline tells of would have been found if it were there."""
        if entry.path not in self._judged_paths and not any(map(entry.path.startswith, self._scanned)):
            return False
        return entry.rule not in self._infos or self._telling(policies, entry.path).get(entry.rule, False)

    def _in_force(self) -> tuple[Policy, ...]:
        """Every policy that judges a file which was asked about."""
        paths = sorted(self._judged_paths) or [""]
        found = {id(policy): policy for path in paths for policy in self._plan.policies(path)}
        return tuple(found.values())

    def _judged(self, stated: Iterable[tuple[StatedIgnore, tuple[Policy, ...]]]) -> list[Finding]:
        """What the rules say of ignores."""
        self._judge.findings.clear()
        for each, policies in stated:
            self._judge.judge(Subject(each, policies, (each.form,)), asked=True)
        found = merged(self._judge.findings)
        return line_hashed(found, self._batch.sources) if self._detail else found

    def divide(self, findings: Iterable[Finding]) -> list[Finding]:
        """Those of the findings that are to be reported, whatever becomes of the ignores."""
        found = list(findings)
        return self._suppression(ordinals(found)).divide(found)[0]

    def _suppression(self, counted: Mapping[tuple[object, ...], int]) -> Suppression:
        return Suppression(
            (each for each in self._directives if each.placed),
            lambda path: self._plan.of(path).configuration,
            self._today,
            lambda finding: fingerprinted(finding, counted).fingerprint,
        )

    def _comments(self, suppression: Suppression) -> Iterator[tuple[StatedIgnore, tuple[Policy, ...]]]:
        for each in self._directives:
            path = each.anchor.repo_path
            if each.anchor.location.path in self._targets:
                policies = self._plan.policies(path)
                hits = suppression.hits_of_comment(each) if each.placed else set()
                yield _of_comment(each, unused(each.words, hits, self._telling(policies, path))), policies

    def _expired(self) -> Iterator[tuple[StatedIgnore, tuple[Policy, ...]]]:
        for plan in self._plan.all:
            own = plan.configuration
            for each in own.ignores if self._part.has(own.path) else ():
                if each.until and each.until < self._today:
                    stated = _of_table(own, each)._replace(expired=each.until)
                    yield stated, plan.policies(own.repo_path)

    def _unused(self, suppression: Suppression) -> Iterator[tuple[StatedIgnore, tuple[Policy, ...]]]:
        """Each word of a table by itself: what is unused in all parts of a run is unused in the whole."""
        for plan in self._plan.all:
            own = plan.configuration
            for each in own.ignores if self._sees_all_of(own) else ():
                if each.until and each.until < self._today:
                    continue
                policies = plan.policies(own.repo_path)
                hits = suppression.hits_of_table(each)
                telling = self._telling(policies, own.repo_path)
                words = unused(each.words, hits, telling) if each.words else ("",) * (not hits)
                for word in words:
                    yield _of_table(own, each, word)._replace(idle=True), policies

    def _telling(self, policies: tuple[Policy, ...], repo_path: str) -> Mapping[str, bool]:
        """The rules that are on: whether each would have said something of a file if there were anything to say."""
        in_folder = any(repo_path.startswith(folder) for folder in self._scanned)
        key = tuple(map(id, policies)), in_folder
        if key not in self._told:
            self._told[key] = {
                rule_id: in_folder or self._infos[rule_id].subject not in _WANT_FOLDERS
                for policy in (*policies, *self._of_bundles)
                for rule_id, setting in policy.settings.items()
                if setting.active and rule_id in self._infos
            }
        return self._told[key]

    def _sees_all_of(self, own: Configuration) -> bool:
        """Whether every file that a configuration holds for was looked at."""
        return any(f"{own.scope}/".startswith(folder) for folder in self._scanned)


def _of_comment(directive: Directive, idle: tuple[str, ...]) -> StatedIgnore:
    return StatedIgnore(
        directive.anchor,
        "comment",
        tuple(word for word, _ in directive.words),
        unknown=directive.unknown,
        reason=directive.reason,
        malformed=directive.malformed,
        unused=idle,
        idle=bool(idle) and len(idle) == len(directive.words) and not directive.unknown,
        placed=directive.placed,
    )


def _of_table(own: Configuration, ignore: Ignore, word: str = "") -> StatedIgnore:
    """``word``: of the rules that it names, the one that it is about; empty for all."""
    paths = ignore.paths.written if ignore.paths else ()
    words = (word,) if word else tuple(each for each, _ in ignore.words)
    said = repr((paths, words, sorted(ignore.spki_sha256), sorted(ignore.fingerprints), ignore.until))
    anchor = Anchor(
        Location(own.path, ignore.line, 1, ignore.line, 1),
        own.repo_path,
        sha256(said.encode("utf-8", "backslashreplace")).hexdigest(),
    )
    return StatedIgnore(anchor, "table", words, reason=ignore.reason)


def _bundle_policies(plan: Plan, bundles: Iterable[Bundle]) -> tuple[Policy, ...]:
    """The policies that bundles ask for."""
    wanted = dict.fromkeys((bundle.source.repo_path, bundle.declaration.profiles) for bundle in bundles)
    found: dict[int, Policy] = {}
    for path, profiles in wanted:
        try:
            found.update((id(policy), policy) for policy in plan.policies(path, profiles))
        except ConfigurationError:
            # which is a finding of the manifest
            continue
    return tuple(found.values())
