"""What can be said to the commands that write files."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from typing import Any

__all__ = ["init"]


def init(commands: Any, run: Callable[[argparse.Namespace], int]) -> argparse._ArgumentGroup:
    """Describe ``pemlint init``, and give the group of its options about reading."""
    command = commands.add_parser(
        "init",
        help="write manifests for the bundles of a tree",
        description="Find bundles by matching keys, leaves and chains, and write a manifest for each that has none. No"
        " file is ever changed, and no manifest written that 'pemlint check' would have an error for.",
        epilog="exit status: 0 written, or nothing to write; 2 pemlint could not do its job",
    )
    # what only `check` lets people choose
    command.set_defaults(run=run, profile=[], select=[], ignore=[])
    command.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: .)")
    command.add_argument("--diff", action="store_true", help="show the manifests, and write nothing")
    command.add_argument(
        "--profile",
        dest="names",
        action="append",
        default=[],
        metavar="NAMES",
        help="name these profiles in the manifests, comma separated; repeatable",
    )
    reading: argparse._ArgumentGroup = command.add_argument_group("what is read")
    reading.add_argument("--now", metavar="TIME", help="judge validity at this time, RFC 3339 or @seconds")
    return reading
