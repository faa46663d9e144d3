"""One run: what each process finds in its share, and the report of all that they found."""

from __future__ import annotations

from functools import partial

from pemlint import registry
from pemlint.assembling import assemble
from pemlint.fingerprints import line_hashed
from pemlint.judging import Judge
from pemlint.material import Foreign
from pemlint.model import Overrides, Summary
from pemlint.outcome import Judgement, Outcome
from pemlint.sharing import WHOLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime
    from typing import Any

    from pemlint.baseline import Baseline
    from pemlint.batch import Batch
    from pemlint.bundles import Bundle
    from pemlint.model import Accepted, Report, Source
    from pemlint.plan import Plan
    from pemlint.settling import Settlement
    from pemlint.sharing import Share
    from pemlint.store import File, Store
    from pemlint.subjects import Subject

__all__ = ["Scene", "may_ignore", "settlement"]

#: what comments hold that have something ignored
_MARK = b"pemlint:"


def settlement(
    batch: Batch,
    plan: Plan,
    store: Store,
    bundles: Iterable[Bundle],
    *,
    marked: bool,
    baseline: Baseline | None = None,
    **how: Any,
) -> Settlement | None:
    """What becomes of findings; None where nothing at all says what to ignore, no comment either (``marked``)."""
    if baseline is None and not marked and not any(each.configuration.ignores for each in plan.all):
        return None
    from pemlint.settling import Settlement

    return Settlement(batch, plan, store, bundles, baseline=baseline, **how)


def may_ignore(source: Source) -> bool:
    """Whether there may be a comment that has something ignored; Base64 has no colon, for which to look is quick."""
    return b":" in source.data and _MARK in source.data


def _overrides(batch: Batch, plan: Plan, accepted: Collection[Accepted]) -> Overrides:
    """What files of the tree have made milder; for most runs there is nothing to compare."""
    if (
        plan.is_built_in
        and not accepted
        and not any(bundle.profiles for _, manifest in batch.manifests for bundle in manifest.bundles)
    ):
        return Overrides()
    from pemlint.overrides import overridden

    return overridden(plan, batch, registry.infos(), accepted)


class Scene:
    """What is the same for all processes of a run, whose arguments are those of ``engine.run``."""

    __slots__ = ("_baseline", "_batch", "_detail", "_now", "_part", "_show", "_targets", "everything")

    def __init__(
        self,
        batch: Batch,
        now: datetime,
        part: Share = WHOLE,
        *,
        detail: bool = False,
        show: bool = False,
        baseline: Baseline | None = None,
    ) -> None:
        self._batch = batch
        self._now = now
        self._part = part
        self._detail = detail
        self._show = show
        self._baseline = baseline
        sources = (*batch.sources, *(each.source for each in batch.unread))
        self._targets = frozenset(source.path for source in sources if source.target)
        #: whether all that was read was asked about
        self.everything = len(self._targets) == len(sources)

    def outcome(
        self,
        subjects: Iterable[tuple[int, Subject]],
        store: Store,
        bundles: Iterable[Bundle],
        share: Share = WHOLE,
    ) -> Outcome:
        """Judge the subjects of a share, each given with its number in the run."""
        runner = Judge(registry.infos(), self._now, self._targets, self._batch.surroundings)
        for number, subject, asked in self._to_judge(subjects):
            runner.number = number
            runner.judge(subject, asked=asked)
        judgements = list(map(Judgement, runner.numbers, runner.asked, runner.findings))
        if self._part is not WHOLE:
            judgements = [each for each in judgements if self._part.has(each.finding.location.path)]
        if self._detail:
            findings = line_hashed([each.finding for each in judgements], self._sources())
            judgements = [each._replace(finding=finding) for each, finding in zip(judgements, findings, strict=True)]
        files: Collection[File] = store.files.values()
        sources: Collection[Source] = self._batch.sources
        if share is not WHOLE:
            files = [file for file in files if share.has(file.source.path)]
            sources = [source for source in sources if share.has(source.path)]
        return Outcome(
            judgements=tuple(judgements),
            faults=tuple((number, fault) for fault, number in runner.faults.items()),
            profiles=tuple({policy.name for policy in runner.policies.values()}),
            grades=runner.grades() if self._detail else {},
            read=self._read(files, sources, bundles, share),
            # TLS material of the whole run, so that a part without any is not taken for a run that had nothing to judge
            materials=sum([type(item) is not Foreign for file in files for item in file.materials]),
            marked=any(map(may_ignore, sources)),
        )

    def report(
        self, outcomes: Sequence[Outcome], plan: Plan, store: Store, bundles: Iterable[Bundle], *, fold: bool = True
    ) -> Report:
        """The report of all outcomes."""
        return assemble(
            outcomes,
            settlement(
                self._batch,
                plan,
                store,
                bundles,
                marked=any(outcome.marked for outcome in outcomes),
                baseline=self._baseline,
                now=self._now,
                part=self._part,
                detail=self._detail,
            ),
            now=self._now,
            overridden=partial(_overrides, self._batch, plan),
            detail=self._detail,
            fold=fold,
            show=self._show,
        )

    def _sources(self) -> Iterator[Source]:
        yield from self._batch.sources
        yield from (source for source, _ in self._batch.manifests)

    def _to_judge(self, subjects: Iterable[tuple[int, Subject]]) -> Iterator[tuple[int, Subject, bool]]:
        """The subjects worth judging, and whether a finding of theirs could be reported.

        That needs a target among their files. A finding of another subject can only make a difference where it stands
        in the same file as one that is reported: both are counted for the fingerprint, whatever was asked for.
        """
        if self.everything and self._part is WHOLE:
            for number, subject in subjects:
                yield number, subject, True
            return
        files = [(number, subject, subject.files) for number, subject in subjects]
        targets, part = self._targets, self._part
        reach = targets.union(*(paths for *_, paths in files if not targets.isdisjoint(paths)))
        for number, subject, paths in files:
            if not reach.isdisjoint(paths) and any(map(part.has, paths)):
                yield number, subject, not targets.isdisjoint(paths)

    def _read(
        self, files: Collection[File], sources: Collection[Source], bundles: Iterable[Bundle], share: Share
    ) -> Summary:
        """What was asked about, and belongs to the part of the run, in a share with these files and sources."""
        part = self._part
        asked = [file for file in files if file.source.target]
        named = [source for source in sources if source.target]
        if part is not WHOLE:
            asked = [file for file in asked if part.has(file.source.path)]
            named = [source for source in named if part.has(source.path)]
        return Summary(
            files=len(named),
            certificates=sum([len(file.certificates) for file in asked]),
            keys=sum([len(file.keys) for file in asked]),
            bundles=sum(_asked_for(b) and share.has(b.source.path) and part.has(b.source.path) for b in bundles),
        )


def _asked_for(bundle: Bundle) -> bool:
    """Whether the manifest or one of the files that it names is a target."""
    return bundle.source.target or any(part.file.source.target for part in bundle.parts() if part.file)
