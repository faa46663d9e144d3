"""``pemlint check``: read, judge, say, and turn what was found into an exit status."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pemlint import files, manifests, reporters
from pemlint.cli import clock, settings, streams
from pemlint.engine import Batch, run
from pemlint.globs import Patterns
from pemlint.model import Fault, Report, Severity

if TYPE_CHECKING:
    import argparse

    from pemlint.cli.settings import Settings
    from pemlint.manifests import Manifest

__all__ = ["check"]

_DETAILED = ("sarif",)


def check(options: argparse.Namespace) -> int:
    """Run the command and give its exit status."""
    now = clock.judged_at(options.now)
    prepared = settings.load(options)
    own = _own_bundles(prepared)
    inputs = files.collect(
        options.paths or ["."],
        cwd=prepared.cwd,
        root=prepared.root,
        exclude=Patterns(prepared.plan.configuration.exclude),
        force_exclude=options.force_exclude,
        stdin=streams.standard_input() if "-" in options.paths else None,
        stdin_filename=options.stdin_filename,
        tables={own.repo_path: own.paths} if own else {},
    )
    batch = Batch(
        sources=inputs.sources,
        manifests=(
            *((source, manifests.parse(source.data, source.repo_path)) for source in inputs.manifests),
            *((source, own) for source in inputs.sources if own and source.repo_path == own.repo_path),
        ),
        absent=inputs.absent,
        resolved=inputs.resolved,
    )
    report = run(
        batch,
        prepared.plan,
        now=now,
        public_roots=files.public_roots,
        detail=options.output_format in _DETAILED,
    )
    report = report._replace(faults=(*inputs.faults, *report.faults))
    fault = _publish(report, options, prepared)
    return _status(report, inputs, options, fault)


def _own_bundles(prepared: Settings) -> Manifest | None:
    """The ``[[bundle]]`` tables of the configuration, as a manifest."""
    tables = prepared.plan.configuration.bundles
    if not tables:
        return None
    return manifests.parse_tables(tables, prepared.configuration_data, prepared.configuration_path)


def _publish(report: Report, options: argparse.Namespace, prepared: Settings) -> Fault | None:
    """Write the report to where it was asked for."""
    to_file = options.output_file is not None
    prefix = os.path.relpath(prepared.cwd, prepared.root).replace(os.sep, "/")
    text = reporters.render(
        report,
        options.output_format,
        color=streams.wants_color(options.color) if not to_file or options.color == "always" else False,
        width=streams.columns(),
        prefix="" if prefix == "." else prefix,
    )
    if to_file:
        return files.write_whole(options.output_file, text.encode("utf-8", "backslashreplace"))
    streams.say(text)
    return None


def _status(report: Report, inputs: files.Inputs, options: argparse.Namespace, fault: Fault | None) -> int:
    """0 clean, 1 findings at or above ``--fail-on``, 2 not able; each cause of 2 in one line on standard error."""
    faults = (*report.faults, *((fault,) if fault else ()))
    for each in dict.fromkeys(faults):
        streams.complain(f"{each.path}: {each.message}" if each.path else each.message)
    for each in inputs.skipped:
        streams.remark(f"warning: {each.path}: {each.message}")
    summary = report.summary
    empty = not (summary.certificates or summary.keys or summary.bundles or report.findings)
    if empty and not faults:
        from pemlint.frames import plural

        excluded = f", {inputs.excluded} excluded" if inputs.excluded else ""
        message = f"no TLS material found ({plural(inputs.files, 'file')} read{excluded})"
        if options.require_input:
            streams.complain(message)
            return 2
        streams.remark(message)
    if faults:
        return 2
    if options.exit_zero or options.fail_on == "never":
        return 0
    least = Severity[options.fail_on.upper()]
    return int(any(finding.severity >= least for finding in report.findings))
