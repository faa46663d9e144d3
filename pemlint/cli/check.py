"""``pemlint check``: read, judge, say, and turn what was found into an exit status."""

from __future__ import annotations

import os
from functools import partial

from pemlint import __version__, files, reporters
from pemlint.cli import clock, door, progress, reading, streams
from pemlint.cli.arguments import AUTO, UsageError, fails
from pemlint.model import Fault, Report, Severity, Summary
from pemlint.sharing import WHOLE
from pemlint.wording import timestamp

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from pemlint.baseline import Baseline
    from pemlint.cli.outputs import Output
    from pemlint.cli.processes import Processes
    from pemlint.cli.settings import Settings
    from pemlint.shard import Shard
    from pemlint.sharing import Share
    from pemlint.watch import Watch

__all__ = ["check"]

#: what is said where nothing else is asked for
_PLAIN: tuple[Output, ...] = (("text", None),)
#: formats that tell of the rules as well
_DETAILED = ("sarif", "rdjson", "markdown")
#: from so many files on two processes are done sooner than one
_WORTH_TWO = 400


def check(options: argparse.Namespace) -> int:
    """Run the command and give its exit status."""
    now = clock.judged_at(options.now)
    asked = _asked(options)
    mends = options.fix or options.unsafe_fixes or options.diff
    if mends and (options.shard or "-" in options.paths):
        message = "--fix, --unsafe-fixes and --diff need files, not standard input, and the whole run, not a shard"
        raise UsageError(message)
    if options.diff and options.output_format:
        message = "--diff is a format of its own: leave out --output-format"
        raise UsageError(message)
    with progress.watching() as watch:
        read = reading.read(options, watch, partial(_searchers, options.jobs))
        if asked != _PLAIN:
            from pemlint.cli import outputs

            outputs.refuse(asked, read, options.paths)
        baseline = _baseline(options, read)
        if mends:
            from pemlint.cli import mending

            # what is about to be written down is mended first
            known = baseline if options.write_baseline is None else None
            lint = partial(_judged, now=now, options=options, watch=watch, baseline=known, detail=False, fold=False)
            read, changes = mending.mended(read, options, lint)
            if options.diff:
                return mending.shown(read, changes, options)
        inputs = read.inputs
        detail = any(kind in _DETAILED for kind, _ in asked)
        report = _judged(read, now, options, watch, baseline=baseline, detail=detail)
    report = report._replace(faults=(*inputs.faults, *report.faults))
    if inputs.excluded:
        left_out = read.settings.discovery.left_out(inputs.excluded)
        report = report._replace(overrides=report.overrides._replace(excluded=left_out))
    if options.shard:
        report = report._replace(shard=_shard(options, read))
    if options.baseline is not None or options.write_baseline is not None:
        from pemlint.cli import baselines

        report = baselines.settled(report, options, read.inputs.sources)
    fault = _publish(report, asked, options, read)
    return _status(report, inputs, options, fault)


def _asked(options: argparse.Namespace) -> tuple[Output, ...]:
    """The formats, and where each goes."""
    if not options.output_format and options.output_file is None:
        return _PLAIN
    from pemlint.cli import outputs

    return outputs.asked(options.output_format or ["text"], options.output_file)


def _judged(
    read: reading.Reading,
    now: datetime,
    options: argparse.Namespace,
    watch: Watch,
    *,
    baseline: Baseline | None,
    detail: bool,
    fold: bool = True,
) -> Report:
    """What the rules say; they and all that they stand on are left alone where there is nothing to judge.

    Without ``fold`` every finding that nobody has accepted is listed, and no other.
    """
    if not (read.batch.sources or read.batch.manifests or read.batch.unread or detail or baseline):
        return Report(__version__, timestamp(now), (), Summary())
    from pemlint.engine import run

    return run(
        read.batch,
        read.settings.plan,
        now=now,
        public_roots=files.public_roots,
        detail=detail,
        show=fold and (options.show_suppressed or options.write_baseline is not None),
        baseline=baseline,
        team=_team(options.jobs, len(read.inputs.sources)),
        part=_part(options.shard, read),
        fold=fold,
        watch=watch,
    )


def _baseline(options: argparse.Namespace, read: reading.Reading) -> Baseline | None:
    if options.baseline is None and options.write_baseline is None:
        return None
    from pemlint.cli import baselines

    return baselines.load(options, read)


def _team(jobs: int, files: int, meanwhile: Callable[[], object] = bool) -> Processes | None:
    """The processes that share the work on so many files; None where one does it alone."""
    if jobs == 1 or (jobs == AUTO and files < _WORTH_TWO):
        return None
    from pemlint.cli import processes

    wanted = jobs if jobs != AUTO else min(processes.available(), files // _WORTH_TWO * 2)
    return processes.team(min(wanted, files), meanwhile)


def _searchers(jobs: int, prepared: Settings, files: int, certain: int) -> Processes | None:
    """The processes that share the search of so many files, of which so many are to be judged for certain."""

    def meanwhile() -> None:
        if certain >= _WORTH_TWO:
            from pemlint.ahead import make_ready

            make_ready(prepared.plan)

    return _team(jobs, files, meanwhile)


def _part(asked: tuple[int, int] | None, read: reading.Reading) -> Share:
    """The files to report on."""
    if asked is None:
        return WHOLE
    from pemlint.cli import shards

    return shards.part(asked, (*read.batch.sources, *(each.source for each in read.batch.unread)))


def _shard(options: argparse.Namespace, read: reading.Reading) -> Shard:
    from pemlint.cli import shards

    return shards.shard(options.shard, read, options)


def _publish(
    report: Report, asked: tuple[Output, ...], options: argparse.Namespace, read: reading.Reading
) -> Fault | None:
    """Write the report to where it was asked for, files first."""
    texts = [(path, _text(report, kind, options, read, to_file=path is not None)) for kind, path in asked]
    fault = None
    if to_files := [(path, text) for path, text in texts if path is not None]:
        from pemlint.cli import outputs

        fault = outputs.write(to_files)
    for path, text in texts:
        if path is None:
            streams.say(text)
    return fault


def _text(report: Report, kind: str, options: argparse.Namespace, read: reading.Reading, *, to_file: bool) -> str:
    """The report in a format, as it may be said."""
    prepared = read.settings
    prefix = os.path.relpath(prepared.cwd, prepared.root).replace(os.sep, "/")
    text = reporters.render(
        report,
        kind,
        color=streams.wants_color(options.color) if not to_file or options.color == "always" else False,
        width=streams.columns(),
        prefix="" if prefix == "." else prefix,
    )
    return door.passed(text, read.inputs.sources, _digests(report))


def _digests(report: Report) -> Iterator[str]:
    yield from (finding.fingerprint for finding in report.findings)
    yield from (each.finding.fingerprint for each in report.accepted)


def _status(report: Report, inputs: files.Inputs, options: argparse.Namespace, fault: Fault | None) -> int:
    """0 clean, 1 findings at or above ``--fail-on``, 2 not able; each cause of 2 in one line on standard error."""
    faults = (*report.faults, *((fault,) if fault else ()))
    reading.say_faults(faults, inputs)
    summary = report.summary
    empty = not (report.materials or summary.bundles or report.findings)
    if empty and not faults:
        message = reading.nothing_found(inputs)
        if options.require_input:
            streams.complain(message)
            return 2
        streams.remark(message)
    if faults:
        return 2
    return int(fails(options, max((finding.severity for finding in report.findings), default=Severity.OFF)))
