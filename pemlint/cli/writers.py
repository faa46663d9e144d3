"""What can be said to the commands that write files."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from typing import Any

__all__ = ["complete", "init"]


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
    command.set_defaults(run=run, profile=[], select=[], ignore=[], stdin_filename="")
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
    reading.add_argument("--now", metavar="TIME", help="judge validity at this date or time, RFC 3339 or @seconds")
    _excluding(reading)
    return reading


def complete(commands: Any, run: Callable[[argparse.Namespace], int]) -> argparse._ArgumentGroup:
    """Describe ``pemlint complete``, and give the group of its options about reading."""
    command = commands.add_parser(
        "complete",
        help="add the missing intermediates to a chain",
        description="Find the certificates between that of each file and a known root, in the tree and, with --online,"
        " at the addresses that the certificates name, and add those that the file lacks. Each is proved by its"
        " signature before it is used.",
        epilog="exit status: 0 complete, 1 an issuer was not found, 2 pemlint could not do its job",
    )
    # what only `check` lets people choose
    command.set_defaults(run=run, profile=[], select=[], ignore=[], paths=[], stdin_filename="")
    command.add_argument("files", nargs="+", metavar="FILE", help="files with a certificate, or with some of its chain")
    command.add_argument(
        "-o", "--output-file", metavar="FILE", help="write the chain without the certificate to this file"
    )
    command.add_argument("--with-root", action="store_true", help="put the root in as well, where it is known")
    command.add_argument("--diff", action="store_true", help="show what would change, and change nothing")
    network = command.add_argument_group("the network")
    network.add_argument("--online", action="store_true", help="ask the addresses that certificates name (caIssuers)")
    network.add_argument("--private-addresses", action="store_true", help="also hosts in private networks, any port")
    reading: argparse._ArgumentGroup = command.add_argument_group("what is read")
    reading.add_argument(
        "--search", action="append", default=[], metavar="PATH", help="look for issuers here (default: .); repeatable"
    )
    reading.add_argument("--now", metavar="TIME", help="prefer what is valid at this time, RFC 3339 or @seconds")
    _excluding(reading)
    return reading


def _excluding(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--force-exclude", action="store_true", help="leave out excluded files that are named too")
