"""A rule in words: for ``pemlint explain``, for the pages in ``docs/rules`` and for the formats that carry help."""

from __future__ import annotations

from inspect import cleandoc

from pemlint.model import RuleText, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from pemlint.policy import Policy
    from pemlint.registry import RuleInfo
    from pemlint.rule import Rule, Setting

__all__ = ["body", "markdown", "rule_text", "summary"]

#: the profile that the others extend
_BASE = "default"
_PAGES = "https://github.com/pemlint/pemlint/blob/main/docs/rules"


def _doc(rule: Rule) -> str:
    return cleandoc(rule.check.__doc__ or "")


def summary(rule: Rule) -> str:
    """The first sentence: what the fault is."""
    return _doc(rule).partition("\n")[0]


def body(rule: Rule) -> str:
    """Everything below the first sentence, as Markdown."""
    return _doc(rule).partition("\n")[2].strip()


def rule_text(info: RuleInfo, rule: Rule, severity: Severity) -> RuleText:
    """What formats with rule metadata say of a rule."""
    return RuleText(
        id=info.id,
        summary=summary(rule),
        markdown=f"{summary(rule)}\n\n{body(rule)}\n",
        severity=severity,
        spec=rule.spec,
        security=rule.security,
        url=f"{_PAGES}/{info.id}.md",
    )


def markdown(info: RuleInfo, rule: Rule, policies: Iterable[Policy]) -> str:
    """The whole page of a rule: its text, its options with their defaults, and how each profile grades it."""
    return "\n".join(_page(info, rule, tuple(policies))).rstrip() + "\n"


def _page(info: RuleInfo, rule: Rule, policies: tuple[Policy, ...]) -> Iterator[str]:
    yield f"# {info.id}"
    yield ""
    yield summary(rule)
    yield ""
    yield body(rule)
    yield ""
    if info.options:
        yield "| option | type | default |"
        yield "|---|---|---|"
        for option in info.options:
            yield f"| `{option.name}` | {option.type} | `{_toml(option.default)}` |"
        yield ""
    yield "## Profiles"
    yield ""
    yield "| profile | severity | options | why |"
    yield "|---|---|---|---|"
    base = next((policy.settings[info.id] for policy in policies if policy.name == _BASE), None)
    for policy in policies:
        setting = policy.settings[info.id]
        if policy.name != _BASE and setting == base:
            continue
        why = f"{setting.why} ([source]({setting.source}))" if setting.source else setting.why
        yield f"| `{policy.name}` | {_grades(setting)} | {_options(setting)} | {why} |"
    yield ""
    if base is not None:
        yield f"All other profiles grade it as `{_BASE}` does."
        yield ""
    if rule.spec:
        yield f"Standards: {', '.join(rule.spec)}."
    yield f"Since {rule.since}."


def _grades(setting: Setting) -> str:
    """``error``, ``off (error when selected)``, ``error; client: warning``."""
    main = setting.severity.label
    if setting.severity is Severity.OFF:
        main = f"off ({setting.when_selected.label} when selected)"
    others = [
        f"{role}: {grade.label}" for role, grade in sorted(setting.by_role.items()) if grade is not setting.severity
    ]
    return "; ".join((main, *others))


def _options(setting: Setting) -> str:
    return ", ".join(f"`{name.replace('_', '-')} = {_toml(value)}`" for name, value in sorted(setting.options.items()))


def _toml(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
