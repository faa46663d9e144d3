"""Sources and policy in, report out. The only place that runs rules."""

from __future__ import annotations

from pemlint import registry
from pemlint.fingerprints import place
from pemlint.judging import Judge
from pemlint.outcome import Outcome, pack, unpack
from pemlint.scene import Scene, may_ignore, settlement
from pemlint.sharing import WHOLE, Share, by_size
from pemlint.subjects import Subject, Tree, learn, read_files, survey, told
from pemlint.watch import unwatched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from typing import Protocol

    from pemlint.baseline import Baseline
    from pemlint.batch import Batch
    from pemlint.model import Fault, Finding, Report
    from pemlint.plan import Plan
    from pemlint.store import Store
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
    scene = Scene(batch, now, part, detail=detail, show=show, baseline=baseline)
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
    scene = Scene(batch, now)
    outcome = scene.outcome(enumerate(tree.subjects), tree.store, tree.bundles)
    return scene.report([outcome], plan, tree.store, tree.bundles, fold=fold)


def asking(batch: Batch, plan: Plan, store: Store, *, now: datetime) -> Callable[[Iterable[Subject]], Verdicts]:
    """What is found in some subjects, for each profile that asks a finding of its own, in the order of places.

    Ignores hold, and ``store`` has the comments among them; what was asked about and what is only context does not
    matter. One may ask many times: rules are made ready for the first question that needs them.
    """
    runner = Judge(registry.infos(), now, frozenset(), batch.surroundings)
    settle = settlement(batch, plan, store, (), marked=any(map(may_ignore, batch.sources)), now=now)

    def found(subjects: Iterable[Subject]) -> Verdicts:
        runner.begin_anew()
        for subject in subjects:
            runner.judge(subject, asked=True)
        kept = settle.divide(runner.findings) if settle else runner.findings
        return tuple(sorted(dict.fromkeys(kept), key=place)), tuple(runner.faults)

    return found
