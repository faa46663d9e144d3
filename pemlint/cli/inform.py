"""``pemlint rules`` and ``pemlint explain``."""

from __future__ import annotations

from pemlint import explain as words
from pemlint import files, registry
from pemlint.cli import settings, streams
from pemlint.cli.arguments import UsageError
from pemlint.suggest import did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Any

__all__ = ["explain", "rules"]


def rules(options: argparse.Namespace) -> int:
    """List every rule with its grade in a profile."""
    policy = settings.loader().policy(options.profile)
    rows = []
    for info in registry.infos().values():
        setting = policy.settings[info.id]
        rows.append(
            {
                "id": info.id,
                "severity": setting.severity.label,
                "summary": words.summary(registry.load(info)),
                "options": [option.name for option in info.options],
            }
        )
    _print(rows, ("id", "severity", "summary"), options.output_format)
    return 0


def explain(options: argparse.Namespace) -> int:
    """Print the page of one rule."""
    known = registry.infos()
    if options.rule not in known:
        group = any(rule.startswith(f"{options.rule}-") for rule in known)
        meant = "; rules begin so: see 'pemlint rules'" if group else did_you_mean(options.rule, known)
        message = f"unknown rule '{options.rule}'{meant}"
        raise UsageError(message)
    info = known[options.rule]
    profiles = settings.loader()
    policies = [profiles.policy(name) for name in files.profile_names()]
    streams.say(words.markdown(info, registry.load(info), policies))
    return 0


def _print(rows: Sequence[dict[str, Any]], columns: tuple[str, ...], output_format: str) -> None:
    """Rows as an aligned table, or whole as JSON."""
    if output_format == "json":
        import json

        streams.say(json.dumps(rows, indent=2) + "\n")
        return
    widths = [max(len(str(row[column])) for row in rows) for column in columns]
    for row in rows:
        cells = (str(row[column]).ljust(width) for column, width in zip(columns, widths, strict=True))
        streams.say("  ".join(cells).rstrip() + "\n")
