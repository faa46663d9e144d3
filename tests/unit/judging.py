"""One rule on one subject, without policy, profiles or files on a disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pemlint import material, x509
from pemlint.model import Severity, Source
from pemlint.pem import parse
from pemlint.rule import Context, Rule, Setting
from pemlint.store import File, Store
from tests import builder

if TYPE_CHECKING:
    from datetime import datetime

    from pemlint.material import Certificate
    from pemlint.model import Finding


def store(files: dict[str, bytes], *, tls: bool = True) -> Store:
    """What was read, from contents by path."""
    return Store(_read(Source(path, path, data, tls=tls, target=True)) for path, data in files.items())


def _read(source: Source) -> File:
    document = parse(source.data, embedded=not source.tls)
    return File(source, document, material.read(source, document, memo=x509.Memo()))


def file(data: bytes, path: str = "certs/a.pem", *, tls: bool = True) -> File:
    """One file."""
    return store({path: data}, tls=tls).files[path]


def certificate(der: bytes) -> Certificate:
    """One certificate, as a block in a file."""
    (found,) = file(builder.block("CERTIFICATE", der)).certificates
    return found


def findings(
    rule: Rule,
    subject: Any,
    *circumstances: str,
    now: datetime = builder.NOW,
    by_role: dict[str, Severity] | None = None,
    **options: Any,
) -> list[Finding]:
    """What a rule says of a subject; an error, unless the grades by role say otherwise."""
    setting = Setting(Severity.ERROR, by_role=by_role or {})
    context = Context(rule_id=rule.id, profile="test", setting=setting, now=now, circumstances=circumstances)
    return list(rule.check(subject, context, **options))


def messages(rule: Rule, subject: Any, *circumstances: str, **more: Any) -> list[str]:
    """The same, the messages alone."""
    return [finding.message for finding in findings(rule, subject, *circumstances, **more)]
