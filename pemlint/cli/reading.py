"""From arguments to what they name: the settings in force, the files that were read, and the batch to judge."""

from __future__ import annotations

from pemlint import files, manifests
from pemlint.batch import Batch
from pemlint.cli import door, settings, streams, surroundings
from pemlint.globs import Patterns
from pemlint.record import NamedTuple
from pemlint.watch import unwatched

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from pemlint.cli.settings import Settings
    from pemlint.manifests import Manifest
    from pemlint.model import Fault
    from pemlint.watch import Watch

__all__ = ["Reading", "nothing_found", "read", "say_faults", "say_unread"]


class Reading(NamedTuple):
    """Everything that a command works on."""

    settings: Settings
    inputs: files.Inputs
    batch: Batch


def read(options: argparse.Namespace, watch: Watch = unwatched) -> Reading:
    """Find the configuration, and read what the arguments name. Raises UsageError or ConfigurationError."""
    prepared = settings.load(options)
    own = _own_bundles(prepared)
    inputs = files.collect(
        options.paths or ["."],
        cwd=prepared.cwd,
        root=prepared.root,
        exclude=Patterns(prepared.plan.configuration.exclude),
        force_exclude=options.force_exclude,
        stdin=streams.standard_input(files.FILE_LIMIT) if "-" in options.paths else None,
        stdin_filename=options.stdin_filename,
        tables={own.repo_path: own.paths} if own else {},
        watch=watch,
    )
    batch = Batch(
        sources=inputs.sources,
        manifests=(
            *((source, manifests.parse(source.data, source.repo_path)) for source in inputs.manifests),
            *((source, own) for source in inputs.sources if own and source.repo_path == own.repo_path),
        ),
        absent=inputs.absent,
        resolved=inputs.resolved,
        scanned=inputs.scanned,
        surroundings=surroundings.known(),
        unread=inputs.unread,
    )
    return Reading(prepared, inputs, batch)


def _own_bundles(prepared: Settings) -> Manifest | None:
    """The ``[[bundle]]`` tables of the configuration, as a manifest."""
    tables = prepared.plan.configuration.bundles
    if not tables:
        return None
    return manifests.parse_tables(tables, prepared.configuration_data, prepared.configuration_path)


def say_faults(faults: Iterable[Fault], inputs: files.Inputs) -> None:
    """Each cause of exit status 2, in one line on standard error."""
    _say((f"error: {each.path}: {each.message}" if each.path else f"error: {each.message}" for each in faults), inputs)


def say_unread(inputs: files.Inputs) -> None:
    """What nobody named and could not be read, each in one line on standard error: for commands without findings."""
    _say((f"warning: {each.source.path}: {each.detail}" for each in inputs.unread), inputs)


def _say(lines: Iterable[str], inputs: files.Inputs) -> None:
    """Distinct lines on standard error, all through the last door at once."""
    text = "\0".join(dict.fromkeys(lines))
    for line in door.passed(text, inputs.sources).split("\0") if text else ():
        streams.remark(line)


def nothing_found(inputs: files.Inputs) -> str:
    """That there is no TLS material, and how much was read."""
    from pemlint.wording import plural

    excluded = f", {inputs.excluded} excluded" if inputs.excluded else ""
    return f"no TLS material found ({plural(inputs.files, 'file')} read{excluded})"
