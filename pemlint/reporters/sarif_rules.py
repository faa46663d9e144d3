"""Rules as SARIF describes them (3.49), and the words that its descriptors have in common."""

from __future__ import annotations

from pemlint.model import Severity
from pemlint.reporters.escape import one_line, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

    from pemlint.model import RuleText

__all__ = ["described", "pascal", "sentence"]

_MOST_DESCRIPTION: Final = 1_024
_PROBLEM: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}


def described(rule: RuleText) -> dict[str, Any]:
    """A reportingDescriptor."""
    properties: dict[str, Any] = {
        "tags": ["tls", rule.id.partition("-")[0], *(["security"] if rule.security else [])],
        "precision": "very-high",
        "problem.severity": _PROBLEM.get(rule.severity, "recommendation"),
    }
    if rule.security:
        properties["security-severity"] = rule.security
    explanation = _explanation(rule)
    entry: dict[str, Any] = {
        "id": rule.id,
        "name": pascal(rule.id),
        "shortDescription": {"text": _bounded(sentence(one_line(rule.summary)))},
        "fullDescription": {"text": _bounded(sentence(_first_paragraph(rule)))},
        "help": {"text": explanation, "markdown": explanation},
        "defaultConfiguration": {"level": rule.severity.label if rule.severity else "note"},
        "properties": properties,
    }
    if rule.url:
        entry["helpUri"] = rule.url
    return entry


def _explanation(rule: RuleText) -> str:
    """The Markdown of a rule, and the standards that it cites where the text does not name them."""
    lines = (rule.markdown.strip() or sentence(rule.summary)).split("\n")
    cited = [standard for standard in rule.spec if standard not in rule.markdown]
    if cited:
        lines += ("", f"Standards: {', '.join(cited)}.")
    # Not `clean`: a heading is made of the `##` that it breaks up, which `dump` does as well.
    return "\n".join(map(visible, lines))


def _first_paragraph(rule: RuleText) -> str:
    """The first prose of the explanation that is no heading."""
    paragraphs = (one_line(each) for each in rule.markdown.split("\n\n"))
    return next((each for each in paragraphs if each and not each.startswith("#")), one_line(rule.summary))


def pascal(id_: str) -> str:
    """An id as a name: ``NotJudged`` of ``not-judged``."""
    return "".join(part.capitalize() for part in id_.split("-"))


def sentence(text: str) -> str:
    """A text with its full stop."""
    return text if text.endswith(".") else f"{text}."


def _bounded(text: str) -> str:
    return text if len(text) <= _MOST_DESCRIPTION else text[: _MOST_DESCRIPTION - 3] + "..."
