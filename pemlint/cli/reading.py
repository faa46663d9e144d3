"""From arguments to what they name: the settings in force, the files that were read, and the batch to judge."""

from __future__ import annotations

from functools import partial

from pemlint import files, manifests
from pemlint.batch import Batch
from pemlint.cli import door, settings, streams, surroundings
from pemlint.record import NamedTuple
from pemlint.watch import unwatched

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from pemlint.cli.settings import Settings
    from pemlint.model import Fault
    from pemlint.watch import Watch

    Sharing = Callable[[Settings, int, int], files.Team | None]

__all__ = ["Reading", "nothing_found", "read", "say_faults", "say_unread"]


class Reading(NamedTuple):
    """Everything that a command works on."""

    settings: Settings
    inputs: files.Inputs
    batch: Batch


def read(options: argparse.Namespace, watch: Watch = unwatched, sharing: Sharing | None = None) -> Reading:
    """Find the configuration, and read what the arguments name. Raises UsageError or ConfigurationError.

    ``sharing`` gives the processes that share the search of so many files, of which so many are TLS by their names.
    """
    prepared = settings.load(options)
    discovery = prepared.discovery
    inputs = files.collect(
        options.paths or ["."],
        cwd=prepared.cwd,
        root=prepared.root,
        exclude=discovery,
        force_exclude=options.force_exclude,
        stdin=streams.standard_input(files.FILE_LIMIT) if "-" in options.paths else None,
        stdin_filename=options.stdin_filename,
        tables=discovery.tables,
        watch=watch,
        sharing=sharing and partial(sharing, prepared),
    )
    own = {manifest.repo_path: manifest for manifest in discovery.manifests()}
    batch = Batch(
        sources=inputs.sources,
        manifests=(
            *((source, manifests.parse(source.data, source.repo_path)) for source in inputs.manifests),
            *((source, own[source.repo_path]) for source in inputs.sources if source.repo_path in own),
        ),
        absent=inputs.absent,
        resolved=inputs.resolved,
        scanned=inputs.scanned,
        surroundings=surroundings.known(),
        unread=inputs.unread,
    )
    paths = (each.repo_path for each in (*inputs.sources, *(unread.source for unread in inputs.unread)))
    return Reading(prepared._replace(plan=discovery.settle(prepared.plan, paths)), inputs, batch)


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
