"""``--baseline`` and ``--write-baseline``."""

from __future__ import annotations

import os

from pemlint import files
from pemlint.baseline import Baseline, BaselineError, Known, parse, plain
from pemlint.cli import UnableError, door, outputs, streams
from pemlint.cli.arguments import UsageError
from pemlint.model import Fault
from pemlint.reporters.json_ import dump
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from pemlint.cli.reading import Reading
    from pemlint.model import Report, Source

__all__ = ["load", "settled"]


def load(options: argparse.Namespace, read: Reading) -> Baseline | None:
    """The baseline that the command line names; one that takes everything where it is to be written.

    Raises UsageError, or UnableError where the file is no baseline.
    """
    if options.write_baseline is not None:
        if options.shard:
            message = "--write-baseline is not allowed with --shard: a shard does not know what the others find"
            raise UsageError(message)
        outputs.refuse([("baseline", options.write_baseline)], read, options.paths)
        return Baseline("", {}, in_tree=False, takes_all=True)
    data = files.read_file(options.baseline)
    if isinstance(data, Fault):
        message = f"--baseline {options.baseline}: {data.message}"
        raise UnableError(message)
    path = files.shown(options.baseline)
    real = os.path.realpath(options.baseline)
    read.settings.consulted.append(data)
    try:
        return parse(data, path, in_tree=files.is_within(real, os.path.realpath(read.settings.root)))
    except BaselineError as error:
        message = f"--baseline {path}: {error}"
        raise UnableError(message) from None


def settled(report: Report, options: argparse.Namespace, sources: Sequence[Source]) -> Report:
    """Write down what was found, if that was asked for, or say that entries are stale; and the report to publish."""
    if options.write_baseline is None:
        _say(report)
        return report
    # where something was not judged, it would be found again
    fault = None if report.faults else _write(report, options.write_baseline, sources)
    if not options.show_suppressed:
        report = report._replace(accepted=())
    return report._replace(baseline=None, faults=(*report.faults, *((fault,) if fault else ())))


def _write(report: Report, path: str, sources: Sequence[Source]) -> Fault | None:
    found = [each.finding for each in report.accepted if each.by == "baseline"]
    known = [Known(each.repo_path or each.location.path, each.rule, each.fingerprint) for each in found]
    text = door.passed(dump(plain(known)), sources, (each.fingerprint for each in known))
    fault = files.write_whole(path, text.encode("ascii", "backslashreplace"))
    if fault is None:
        streams.remark(f"{plural(len(known), 'finding')} written to {files.shown(path)}")
    return fault


def _say(report: Report) -> None:
    if report.baseline is not None and report.baseline.stale:
        first, *others = report.baseline.stale
        more = f" and {len(others)} more" if others else ""
        streams.remark(
            f"{report.baseline.path} has entries that nothing answers to any more: {first.rule} in {first.path}{more};"
            " --write-baseline writes it anew"
        )
