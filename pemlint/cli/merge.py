"""``pemlint merge``: one report of those of all shards of a run."""

from __future__ import annotations

from pemlint import files
from pemlint.cli import UNABLE, UnableError, streams
from pemlint.cli.arguments import fails
from pemlint.model import Fault
from pemlint.reporters.merging import ShardError
from pemlint.reporters.merging import merge as merged

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["merge"]


def merge(options: argparse.Namespace) -> int:
    """Run the command and give its exit status. Raises UnableError."""
    try:
        report = merged([(name, _read(name)) for name in options.reports])
    except ShardError as error:
        raise UnableError(str(error)) from None
    faults = [*report.faults]
    if options.output_file is None:
        streams.say(report.text)
    else:
        fault = files.write_whole(options.output_file, report.text.encode("ascii"))
        faults += [fault] if fault else []
    for each in faults:
        streams.complain(f"{each.path}: {each.message}" if each.path else each.message)
    return UNABLE if faults else int(fails(options, report.gravest))


def _read(name: str) -> bytes:
    data = files.read_file(name)
    if isinstance(data, Fault):
        message = f"{data.path}: {data.message}"
        raise UnableError(message)
    return data
