"""What can be said to the commands that read no TLS material: they tell of rules, profiles and configurations."""

from __future__ import annotations

from types import MappingProxyType

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping
    from typing import Any

__all__ = ["MODULES", "config", "explain", "profiles", "rules"]

#: the module of ``pemlint.cli`` that runs each
MODULES: Mapping[str, str] = MappingProxyType(
    {"config": "inspect", "explain": "inform", "profiles": "profiles", "rules": "inform"}
)
_STATUS = "exit status: 0, 2 pemlint could not do its job"


def rules(commands: Any, run: Callable[[argparse.Namespace], int]) -> None:
    """Describe ``pemlint rules``."""
    command = commands.add_parser(
        "rules", help="list the rules", description="List the rules and their grades.", epilog=_STATUS
    )
    command.set_defaults(run=run)
    command.add_argument("--profile", default="default", metavar="NAME|FILE", help="grades of this profile")
    _format(command)


def explain(commands: Any, run: Callable[[argparse.Namespace], int]) -> None:
    """Describe ``pemlint explain``."""
    command = commands.add_parser(
        "explain", help="explain a rule", description="Explain a rule in full, as Markdown.", epilog=_STATUS
    )
    command.set_defaults(run=run)
    command.add_argument("rule", metavar="RULE", help="the id of a rule")


def profiles(commands: Any, run: Callable[[argparse.Namespace], int]) -> None:
    """Describe ``pemlint profiles``."""
    command = commands.add_parser(
        "profiles",
        help="list the profiles, and compare what they ask for",
        description="List the built-in profiles with their restrictions; compare those that are named.",
        epilog=_STATUS,
    )
    command.set_defaults(run=run)
    command.add_argument("names", nargs="*", metavar="NAME|FILE", help="compare these profiles, built in or files")
    _format(command)


def config(commands: Any, run: Callable[[argparse.Namespace], int]) -> None:
    """Describe ``pemlint config``."""
    command = commands.add_parser(
        "config",
        help="say what is in force for a path",
        description="Say which profiles, grades and options are in force for a path, and which line says so.",
        epilog=_STATUS,
    )
    command.set_defaults(run=run, ignore=[])
    command.add_argument("paths", nargs="*", metavar="PATH", help="files and folders, there or not (default: .)")
    command.add_argument("--profile", action="append", default=[], metavar="NAMES|FILES", help="as for 'check'")
    command.add_argument(
        "--select", action="append", default=[], metavar="RULES", help="speak of these rules or groups only"
    )
    which = command.add_mutually_exclusive_group()
    which.add_argument("--config", metavar="FILE", help="this configuration instead of the nearest pemlint.toml")
    which.add_argument("--isolated", action="store_true", help="use no configuration file")
    _format(command)


def _format(command: argparse.ArgumentParser) -> None:
    command.add_argument("--output-format", choices=("text", "json"), default="text", help="(default: text)")
