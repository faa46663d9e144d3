"""Sources and policy in, report out. The only place that runs rules."""

from __future__ import annotations

from functools import partial

from pemlint import registry
from pemlint.assembling import assemble
from pemlint.fingerprints import line_hashed, place
from pemlint.judging import Judge
from pemlint.material import Foreign
from pemlint.model import Overrides, Summary
from pemlint.outcome import Judgement, Outcome, pack, unpack
from pemlint.sharing import WHOLE, Share, by_size
from pemlint.subjects import Subject, Tree, learn, read_files, survey, told
from pemlint.watch import unwatched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from typing import Any, Protocol

    from pemlint.baseline import Baseline
    from pemlint.batch import Batch
    from pemlint.bundles import Bundle
    from pemlint.model import Accepted, Fault, Finding, Report, Source
    from pemlint.plan import Plan
    from pemlint.settling import Settlement
    from pemlint.store import File, Store
    from pemlint.subjects import Ground
    from pemlint.watch import Watch

    #: what was found, and what failed
    Verdicts = tuple[tuple[Finding, ...], tuple[Fault, ...]]

    #: how a process goes on when it knows what all tell, in their order; its own place may be empty
    Rest = Callable[[Sequence[bytes]], Outcome]

    class Team(Protocol):
        """So many processes, which see the files of this one."""

        @property
        def count(self) -> int:
            """How many there are."""
            ...

        def together(
            self,
            begin: Callable[[int], tuple[bytes, Rest]],
            pack: Callable[[Outcome], bytes],
            unpack: Callable[[bytes], Outcome],
            /,
        ) -> AbstractContextManager[list[Outcome]]:
            """Begin the work of every number below ``count``, which gives what the others have to know; then the rest.

            The outcomes are in the order of the numbers, of which 0 is done by this process.
            """
            ...


__all__ = ["Team", "asking", "judge", "run"]

#: what comments hold that have something ignored
_MARK = b"pemlint:"


def run(
    batch: Batch,
    plan: Plan,
    *,
    now: datetime,
    public_roots: Callable[[], bytes],
    detail: bool = False,
    show: bool = False,
    baseline: Baseline | None = None,
    team: Team | None = None,
    part: Share = WHOLE,
    fold: bool = True,
    watch: Watch = unwatched,
) -> Report:
    """Judge everything in the batch as of ``now`` (aware, UTC).

    ``detail`` adds what only some formats need: the text of every active rule, and GitHub's line hashes. ``show`` adds
    the findings that somebody has accepted, those among them that the ``baseline`` knows. Without ``fold`` every
    finding is listed. A ``team`` shares the work, and changes nothing in the report. Of ``part`` the findings are told
    that lie in its files, by their paths; all else is read as context. ``watch`` sees how far it has come. Raises
    ConfigurationError where a profile cannot be loaded.
    """
    scene = _Scene(batch, now, part, detail=detail, show=show, baseline=baseline)
    if team is None or not scene.everything:
        ground = survey(read_files(batch.sources, watch, eager=True), batch, plan, public_roots, now=now)
        outcomes = [scene.outcome(ground.subjects(WHOLE, watch), ground.store, ground.bundles)]
        return scene.report(outcomes, plan, ground.store, ground.bundles, fold=fold)

    paths, sizes = [source.path for source in batch.sources], [len(source.data) for source in batch.sources]
    owners = by_size(paths, sizes, team.count)
    grounds: list[Ground] = []

    def begin(number: int) -> tuple[bytes, Rest]:
        share = Share(number, team.count, owners)
        # what one process has done stands for all
        seen = watch if number == 0 else unwatched
        store = read_files(batch.sources, seen, share=share, eager=True)

        def rest(said: Sequence[bytes]) -> Outcome:
            learn(store, share, said)
            ground = survey(store, batch, plan, public_roots, now=now)
            grounds.append(ground)
            return scene.outcome(ground.subjects(share, seen), store, ground.bundles, share)

        return told(store, share), rest

    with team.together(begin, pack, unpack) as outcomes:
        return scene.report(outcomes, plan, grounds[0].store, grounds[0].bundles, fold=fold)


def judge(tree: Tree, batch: Batch, plan: Plan, *, now: datetime, fold: bool = True) -> Report:
    """As ``run``, of a batch that has been read; without ``fold`` every finding is listed."""
    scene = _Scene(batch, now)
    outcome = scene.outcome(enumerate(tree.subjects), tree.store, tree.bundles)
    return scene.report([outcome], plan, tree.store, tree.bundles, fold=fold)


def asking(batch: Batch, plan: Plan, store: Store, *, now: datetime) -> Callable[[Iterable[Subject]], Verdicts]:
    """What is found in some subjects, for each profile that asks a finding of its own, in the order of places.

    Ignores hold, and ``store`` has the comments among them; what was asked about and what is only context does not
    matter. One may ask many times: rules are made ready for the first question that needs them.
    """
    runner = Judge(registry.infos(), now, frozenset(), batch.surroundings)
    settle = _settlement(batch, plan, store, (), marked=any(map(_marked, batch.sources)), now=now)

    def found(subjects: Iterable[Subject]) -> Verdicts:
        runner.begin_anew()
        for subject in subjects:
            runner.judge(subject, asked=True)
        kept = settle.divide(runner.findings) if settle else runner.findings
        return tuple(sorted(dict.fromkeys(kept), key=place)), tuple(runner.faults)

    return found


def _settlement(
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


def _marked(source: Source) -> bool:
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


class _Scene:
    """What is the same for all processes of a run."""

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
            marked=any(map(_marked, sources)),
        )

    def report(
        self, outcomes: Sequence[Outcome], plan: Plan, store: Store, bundles: Iterable[Bundle], *, fold: bool = True
    ) -> Report:
        """The report of all outcomes."""
        return assemble(
            outcomes,
            _settlement(
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
