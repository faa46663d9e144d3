"""``pemlint init``: write a manifest for each bundle that has none."""

from __future__ import annotations

from pemlint import engine, files, subjects
from pemlint.cli import clock, difference, door, progress, reading, settings, streams
from pemlint.cli.usage import UsageError
from pemlint.files import Change, repository_root
from pemlint.fixer import New
from pemlint.proposing import Wish, propose
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from pemlint.batch import Batch
    from pemlint.cli.reading import Reading
    from pemlint.model import Fault, Report
    from pemlint.proposing import Proposal

__all__ = ["init"]


def init(options: argparse.Namespace) -> int:
    """Run the command and give its exit status."""
    if "-" in options.paths:
        message = "a manifest stands beside a file, and standard input is none"
        raise UsageError(message)
    now = clock.judged_at(options.now)
    with progress.watching() as watch:
        found = reading.read(options, watch)
        plan = found.settings.plan

        def lint(batch: Batch) -> Report:
            return engine.run(batch, plan, now=now, public_roots=files.public_roots, fold=False, watch=watch)

        tree = subjects.read(found.batch, plan, files.public_roots, now=now, infer=True, watch=watch)
        wish = Wish(
            _names(options),
            within_folder=not (repository_root(found.settings.cwd) or found.settings.plan.configuration.path),
        )
        proposals = propose(tree, found.batch, wish, lint)
    made = [one for one in proposals if one.error is None]
    faults = list(found.inputs.faults)
    if options.diff:
        changes = [New(one.path, None, one.text()) for one in made]
        streams.say(door.passed(difference.unified(changes), found.inputs.sources))
    else:
        faults += _written(made, found)
    _say(proposals, found)
    reading.say_faults(faults, found.inputs)
    reading.say_unread(found.inputs)
    return 2 if faults else 0


def _names(options: argparse.Namespace) -> tuple[str, ...]:
    """The profiles to name. Raises ConfigurationError for one that does not exist."""
    names = tuple(settings.words(options.names, "--profile"))
    loader = settings.loader()
    for name in names:
        loader.policy(name)
    return names


def _written(proposals: Sequence[Proposal], found: Reading) -> list[Fault]:
    """Write the manifests, none in the place of another file, and say which."""
    fault = files.write_set([Change(one.path, one.text(), only_new=True) for one in proposals])
    if fault:
        return [fault]
    lines = [f"wrote {one.path}, for {one.certificate}" for one in proposals]
    for line in door.passed("\0".join(lines), found.inputs.sources).split("\0") if lines else ():
        streams.say(f"{_clean(line)}\n")
    return []


def _say(proposals: Sequence[Proposal], found: Reading) -> None:
    """On standard error: for which bundles no manifest is written, and why."""
    lines = [
        f"no manifest for {one.certificate}: {one.error.rule}, {one.error.message}"
        for one in proposals
        if one.error is not None
    ]
    if not proposals:
        lines.append(f"no bundle without a manifest found ({plural(found.inputs.files, 'file')} read)")
    for line in door.passed("\0".join(lines), found.inputs.sources).split("\0") if lines else ():
        streams.remark(line)


def _clean(line: str) -> str:
    from pemlint.reporters.escape import clean

    return clean(line)
