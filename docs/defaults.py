"""The module ``pemlint.defaults``: the profile ``default`` as it is once its TOML has been read and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pemlint import files, registry
from pemlint.policy import Loader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pemlint.model import Severity
    from pemlint.rule import Setting

_HEAD = '''"""The profile of rules/default.toml, by docs/generate.py: `make docs` after that file was changed."""

from __future__ import annotations

from pemlint.model import Severity
from pemlint.policy import Policy
from pemlint.rule import Setting
'''


def defaults() -> str:
    """The text of the module."""
    policy = Loader(registry.infos(), files.profile, files.profile_names, _nothing).policy("default")
    lines = [_HEAD, "POLICY = Policy("]
    lines += [f"    {text!r}," for text in (policy.name, policy.title, policy.description)]
    lines.append("    {")
    for rule_id, setting in policy.settings.items():
        lines.append(f"        {rule_id!r}: Setting(")
        lines += [f"            {value}," for value in _values(setting)]
        lines.append("        ),")
    return "\n".join([*lines, "    },", ")", ""])


def _values(setting: Setting) -> tuple[str, ...]:
    return (
        _grade(setting.severity),
        repr(dict(setting.options)),
        repr(setting.why),
        repr(setting.source),
        _grades(setting.by_role),
        _grade(setting.when_selected),
    )


def _grades(by_role: Mapping[str, Severity]) -> str:
    return f"{{{', '.join(f'{role!r}: {_grade(grade)}' for role, grade in by_role.items())}}}"


def _grade(severity: Severity) -> str:
    return f"Severity.{severity.name}"


def _nothing(path: str, _base: str) -> tuple[bytes, str]:
    """A built-in profile extends no file."""
    raise FileNotFoundError(path)
