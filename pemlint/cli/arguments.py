"""What can be said on the command line."""

from __future__ import annotations

from pemlint import __version__
from pemlint.cli.usage import AUTO, Parser, UsageError, jobs, shard
from pemlint.model import Severity
from pemlint.reporters import FORMATS
from pemlint.views import CHAIN_FORMATS, LIST_FORMATS, PLATFORM_FORMATS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

__all__ = ["AUTO", "UsageError", "fails", "parser"]

_PATHS = "files and folders; '-' is standard input (default: .)"
_LOOKING = "exit status: 0 whatever there is to see, 2 pemlint could not do its job"


def fails(options: argparse.Namespace, gravest: Severity) -> bool:
    """Whether the gravest finding is at or above ``--fail-on``; OFF stands for no finding at all."""
    if options.exit_zero or options.fail_on == "never":
        return False
    return gravest >= Severity[options.fail_on.upper()]


def _lazily(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """A command whose module is imported when it runs."""

    def run(options: argparse.Namespace) -> int:
        from importlib import import_module

        status: int = getattr(import_module(f"pemlint.cli.{module}"), function)(options)
        return status

    return run


def parser(words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The parser of the whole command line; of the one command that the first of ``words`` names, if it names one.

    To describe the options of all commands takes longer than to read a certificate.
    """
    top = Parser(
        prog="pemlint",
        description="The linter for TLS material in repositories: certificates, chains, keys and bundle manifests.",
        epilog="'pemlint COMMAND --help' says more of each; exit status: 0 nothing to report, 1 findings, 2 pemlint"
        " could not do its job",
    )
    top.add_argument("--version", action="version", version=f"pemlint {__version__}")
    top.set_defaults(run=_no_command)
    describing = {
        "check": _check,
        "chain": _chain,
        "list": _list,
        "platforms": _platforms,
        "init": _writer("init"),
        "complete": _writer("complete"),
        "config": _asker("config"),
        "rules": _asker("rules"),
        "explain": _asker("explain"),
        "profiles": _asker("profiles"),
        "merge": _merge,
    }
    # told its name, argparse need not format a usage for it, for which it would measure the terminal
    commands = top.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser, prog=top.prog)
    named = describing.get(words[0]) if words else None
    if named:
        top.speaks_of = f"{top.prog} {words[0]}"
    elif not words:
        top.set_defaults(run=_no_command(tuple(describing)))
    elif not words[0].startswith("-"):
        raise UsageError(_unknown(words[0], tuple(describing)))
    for describe in (named,) if named else describing.values():
        describe(commands)
    return top


def _no_command(known: tuple[str, ...]) -> Callable[[argparse.Namespace], int]:
    def run(_options: argparse.Namespace) -> int:
        message = f"a command is missing: {', '.join(known[:-1])} or {known[-1]} (see 'pemlint --help')"
        raise UsageError(message)

    return run


def _unknown(word: str, known: tuple[str, ...]) -> str:
    """What to say of a word that is no command; who names a path at once means ``check``."""
    from os.path import lexists

    from pemlint.suggest import nearest

    near = nearest(word, known)
    meant = f"; did you mean '{near}'?" if near else "; did you mean 'pemlint check'?" if lexists(word) else ""
    return f"unknown command '{word}'{meant} (see 'pemlint --help')"


def _check(commands: Any) -> None:
    check = commands.add_parser(
        "check",
        help="check files and folders",
        description="Check certificates, chains, keys and bundle manifests.",
        epilog="exit status: 0 nothing to report, 1 findings at or above --fail-on, 2 pemlint could not do its job",
    )
    check.set_defaults(run=_lazily("check", "check"))
    check.add_argument("paths", nargs="*", metavar="PATH", help=_PATHS)
    judging = check.add_argument_group("what is judged")
    judging.add_argument(
        "--profile",
        action="append",
        default=[],
        metavar="NAMES|FILES",
        help="profiles, built in or files, comma separated; repeatable",
    )
    judging.add_argument("--now", metavar="TIME", help="judge validity at this date or time, RFC 3339 or @seconds")
    judging.add_argument(
        "--select", action="append", default=[], metavar="RULES", help="only these rules or groups, comma separated"
    )
    judging.add_argument(
        "--ignore", action="append", default=[], metavar="RULES", help="all but these rules or groups, comma separated"
    )
    judging.add_argument("--baseline", metavar="FILE", help="do not report the findings that this file knows")
    judging.add_argument(
        "--write-baseline", metavar="FILE", help="write down what is found, as known from now on; exit with 0"
    )
    _configuration(judging)
    reading = check.add_argument_group("what is read")
    _names(reading)
    reading.add_argument("--require-input", action="store_true", help="fail with 2 when there is no TLS material")
    _mending(check.add_argument_group("what is mended"))
    sharing = check.add_argument_group("who does the work")
    sharing.add_argument(
        "--jobs",
        type=jobs,
        default=0,
        metavar="N",
        help="processes (default: auto, as many as pay); the output is the same",
    )
    sharing.add_argument(
        "--shard",
        type=shard,
        metavar="I/N",
        help="report on the I-th of N parts of the folders, with all else as context; see 'pemlint merge'",
    )
    saying = check.add_argument_group("what is said")
    saying.add_argument(
        "--output-format",
        action="append",
        default=[],
        metavar="FORMAT[=FILE]",
        help=f"{', '.join(FORMATS)} (default: text); repeatable, where all but one name a file",
    )
    saying.add_argument("--show-suppressed", action="store_true", help="show the findings too that somebody ignores")
    _output(saying)
    _failing(saying)


def _mending(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--fix", action="store_true", help="make the fixes that leave every block as it is")
    group.add_argument("--unsafe-fixes", action="store_true", help="as --fix, and add or delete blocks too")
    group.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")


def _merge(commands: Any) -> None:
    merge = commands.add_parser(
        "merge",
        help="put the reports of all shards together",
        description="Put the reports of 'pemlint check --shard', JSON or SARIF, together: they give that of one run.",
        epilog="exit status: 0 nothing to report, 1 findings at or above --fail-on, 2 a report is missing or not whole",
    )
    merge.set_defaults(run=_lazily("merge", "merge"))
    merge.add_argument(
        "reports", nargs="+", metavar="REPORT", help="the reports of all shards of one run, in any order"
    )
    merge.add_argument("-o", "--output-file", metavar="FILE", help="write to a file instead of standard output")
    _failing(merge)


def _failing(group: argparse._ActionsContainer) -> None:
    group.add_argument(
        "--fail-on",
        choices=("error", "warning", "note", "never"),
        default="error",
        help="the least severity that makes the exit status 1 (default: error)",
    )
    group.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever is found")


def _chain(commands: Any) -> None:
    chain = commands.add_parser(
        "chain",
        help="draw the chains",
        description="Draw what pemlint understood: each chain from leaf to root, with its keys, its gaps and why.",
        epilog=_LOOKING,
    )
    chain.set_defaults(run=_lazily("look", "chain"))
    _looking(chain, CHAIN_FORMATS)


def _list(commands: Any) -> None:
    list_ = commands.add_parser(
        "list",
        help="list certificates and keys",
        description="List each certificate and key once, with every place where it stands, soonest expiry first.",
        epilog=_LOOKING,
    )
    list_.set_defaults(run=_lazily("look", "list_"))
    _looking(list_, LIST_FORMATS)


def _platforms(commands: Any) -> None:
    platforms = commands.add_parser(
        "platforms",
        help="say where bundles could be deployed",
        description="Say of each bundle which platforms would take it, and why the others would not. Without a manifest"
        " each server certificate is tried with the chain and the key that belong to it.",
        epilog=_LOOKING,
    )
    platforms.set_defaults(run=_lazily("look", "platforms"))
    _looking(platforms, PLATFORM_FORMATS)
    platforms.add_argument(
        "--profile",
        action="append",
        default=[],
        metavar="NAMES|FILES",
        help="these profiles instead of all that are platforms, comma separated; repeatable",
    )


def _looking(command: argparse.ArgumentParser, formats: Iterable[str]) -> None:
    """The options of commands that show and do not judge."""
    first, *_ = formats
    # what only `check` lets people choose
    command.set_defaults(profile=[], select=[], ignore=[])
    command.add_argument("paths", nargs="*", metavar="PATH", help=_PATHS)
    reading = command.add_argument_group("what is read")
    reading.add_argument("--now", metavar="TIME", help="count days from this date or time, RFC 3339 or @seconds")
    _configuration(reading)
    _names(reading)
    saying = command.add_argument_group("what is said")
    saying.add_argument("--output-format", choices=tuple(formats), default=first, help=f"(default: {first})")
    _output(saying)


def _configuration(group: argparse._ActionsContainer) -> None:
    which = group.add_mutually_exclusive_group()
    which.add_argument("--config", metavar="FILE", help="this configuration instead of the nearest pemlint.toml")
    which.add_argument("--isolated", action="store_true", help="use no configuration file")


def _names(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--stdin-filename", default="", metavar="PATH", help="the name of what '-' reads")
    group.add_argument("--force-exclude", action="store_true", help="leave out excluded files that are named too")


def _output(group: argparse._ArgumentGroup) -> None:
    group.add_argument("-o", "--output-file", metavar="FILE", help="write to a file instead of standard output")
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="(default: auto)")


def _writer(name: str) -> Callable[[Any], None]:
    """What describes a command that writes files."""

    def describe(commands: Any) -> None:
        from pemlint.cli import writers

        _configuration(getattr(writers, name)(commands, _lazily(name, name)))

    return describe


def _asker(name: str) -> Callable[[Any], None]:
    """What describes a command that reads no TLS material."""

    def describe(commands: Any) -> None:
        from pemlint.cli import askers

        getattr(askers, name)(commands, _lazily(askers.MODULES[name], name))

    return describe
