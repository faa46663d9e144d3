"""The command line: the only place that knows the clock, the environment, the standard streams and the exit status."""

from __future__ import annotations

from pemlint import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["UnableError", "entry", "main"]

#: the tool could not do its job
UNABLE = 2


class UnableError(Exception):
    """The tool cannot do its job, for a reason outside of its input; the text is one line."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run pemlint with these arguments (those of the process for None) and give its exit status: 0, 1 or 2."""
    import sys

    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:
        # asked by every build that caches, and answered without all that follows
        from pemlint.cli.streams import say

        say(f"pemlint {__version__}\n")
        return 0

    from pemlint.cli.arguments import UsageError, parser
    from pemlint.cli.streams import OutputError, complain, discard_output
    from pemlint.policy import ConfigurationError

    try:
        options = parser(arguments[:1]).parse_args(arguments)
        status: int = options.run(options)
    except (UnableError, UsageError, ConfigurationError) as error:
        complain(str(error))
        return UNABLE
    except OutputError as error:
        complain(str(error))
        discard_output()
        return UNABLE
    except KeyboardInterrupt:
        complain("interrupted")
        return UNABLE
    return status


def entry() -> None:
    """The console script: ``main``, with whatever goes wrong inside said in one line."""
    import gc
    import os

    from pemlint.cli.streams import OutputError, complain, discard_output, finish, remark

    # everything lives until the end of the process: collecting garbage only costs time
    gc.disable()
    try:
        status = _done()
        finish()
    except OutputError as error:
        complain(str(error))
        discard_output()
        status = UNABLE
    except Exception as error:  # noqa: BLE001 - whatever went wrong, it is said in one line
        if os.environ.get("PEMLINT_TRACEBACK"):
            from pemlint.cli.trace import steps

            for step in steps(error):
                remark(step)
        complain(f"internal error, {type(error).__name__}; please report it (PEMLINT_TRACEBACK=1 shows where)")
        status = UNABLE
    # nor is anything gained by taking it all apart again, object by object
    os._exit(status)


def _done() -> int:
    """As ``main``; ``--help`` and ``--version`` end by themselves, and their output may fail as any other."""
    try:
        return main()
    except SystemExit as asked:
        return asked.code if isinstance(asked.code, int) else 0
