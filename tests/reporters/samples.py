"""Reports made by hand, for all tests of the formats."""

from __future__ import annotations

from typing import Any, TypeVar

from pemlint.baseline import Known, Use
from pemlint.model import (
    Accepted,
    Create,
    Edit,
    Fault,
    Finding,
    Fix,
    Frame,
    Location,
    Overrides,
    Related,
    Relaxed,
    Report,
    Row,
    RuleText,
    Severity,
    Span,
    Summary,
)

T = TypeVar("T")

NOW = "2026-11-01T00:00:00Z"
PAGE = "https://docs.emqx.com/en/cloud/latest/deployments/tls_ssl.html"

RULES = (
    RuleText(
        id="cert-expires-soon",
        summary="The certificate expires within the days that the profile names",
        markdown="The certificate expires within the days that the profile names.\n\n"
        "## Why it matters\n\nA `renewal` takes time.\n",
        severity=Severity.WARNING,
        spec=("RFC 5280 4.1.2.5",),
        url="https://github.com/pemlint/pemlint/blob/main/docs/rules/cert-expires-soon.md",
    ),
    RuleText(
        id="chain-out-of-order",
        summary="The certificates of a chain are not in the order in which they certify each other",
        markdown="## Why it matters\n\nStrict clients (RFC 8446 4.4.2) refuse the chain.\n\n"
        "## How to fix\n\n```sh\ncat leaf.pem ca.pem > chain.pem\n```\n",
        severity=Severity.ERROR,
        spec=("RFC 8446 4.4.2",),
    ),
    RuleText(
        id="key-in-repository",
        summary="A private key is committed",
        markdown="Whoever reads the repository holds the key.",
        severity=Severity.OFF,
        security="7.5",
    ),
    RuleText(id="pem-unused", summary="Off, and of no finding", markdown="Off.", severity=Severity.OFF),
)

ORDER = Finding(
    rule="chain-out-of-order",
    severity=Severity.ERROR,
    message="block 2 is the server certificate; it must be first",
    location=Location("certs/chain.pem", 31, 1, 31, 28),
    fingerprint="1f" * 32,
    block=2,
    help="put the server certificate first, then each issuer below what it signed:\n"
    "    cat server.pem r11.pem > chain.pem\n"
    "and keep the root out of it, because clients have their own",
    profiles=("emqx-cloud", "default"),
    why="The chain has to be given as user certificate, intermediate, root, in that order",
    source=PAGE,
    related=(
        Related(Location("certs/mqtt.bundle.toml", 7, 1, 7, 29), "the bundle names the chain here"),
        Related(Location("certs/my chain #1%.pem", 1, 1, 1, 28), "a copy [old] of it"),
    ),
    frame=Frame(
        ("block", "subject", "role", "verdict"),
        (
            Row(("1", "CN=R11,O=Let's Encrypt,C=US", "intermediate", "must be block 2"), fault=True),
            Row(("2", "CN=mqtt.example.com", "server", "must be block 1"), fault=True),
            Row(("10", "CN=株式会社例,O=Zoë", "root", "")),
        ),
    ),
    fix=Fix("re-order the blocks", (Edit("certs/chain.pem", Span(0, 9), b"x"), Create("new.pem", b"y")), safe=True),
    repo_path="deploy/certs/chain.pem",
    spki_sha256="ab" * 32,
    line_hash="9f2c1d5e6a7b8c90:1",
)
SOON = Finding(
    rule="cert-expires-soon",
    severity=Severity.WARNING,
    message="the certificate CN=mqtt.example.com expires in 12 days, at 2026-11-13T00:00:00Z",
    location=Location("certs/größe/server #1.pem", 1, 1, 1, 28),
    fingerprint="2e" * 32,
    block=1,
    help="renew it",
    profiles=("emqx-cloud",),
    repo_path="deploy/certs/größe/server #1.pem",
    line_hash="b3:1",
)
KEY = Finding(
    rule="key-in-repository",
    severity=Severity.NOTE,
    message="a private key is in the repository",
    location=Location("server.der"),
    fingerprint="3d" * 32,
    profiles=("default",),
    fix=Fix("remove the key", (), safe=False),
    repo_path="deploy/server.der",
)

FULL = Report(
    version="0.1.0",
    now=NOW,
    findings=(ORDER, SOON, KEY),
    summary=Summary(files=4, certificates=6, keys=1, bundles=1, error=1, warning=1, note=1, suppressed=2),
    profiles=("emqx-cloud",),
    rules=RULES,
)
CLEAN = Report(
    version="0.1.0",
    now=NOW,
    findings=(),
    summary=Summary(files=1, certificates=1, keys=2),
    profiles=("default",),
    rules=RULES,
)
FAULTY = CLEAN._replace(
    summary=Summary(),
    faults=(Fault("no such file or folder", "certs/absent.pem"), Fault("rule pem-broken raised ZeroDivisionError")),
)

RELAXED = (
    Relaxed("pemlint.toml", (), "key-in-repository", Severity.OFF, Severity.ERROR),
    Relaxed("pemlint.toml", (), "pem-unused", Severity.NOTE, Severity.ERROR),
    Relaxed(
        "pemlint.toml",
        (),
        "pem-unused",
        Severity.NOTE,
        Severity.NOTE,
        (),
        (("days", 1, 30), ("allow", ("RSA", "EC \u202e"), ()), ("loud", False, True), ("since", "", "2024-01-01")),
    ),
    Relaxed("pemlint.toml", ("tests/**", "old [x]/"), "chain-out-of-order", Severity.OFF, Severity.ERROR),
    Relaxed("certs/mqtt.bundle.toml", (), "cert-expires-soon", Severity.NOTE, Severity.ERROR, ("client", "server")),
)
_IGNORED = (("chain-out-of-order", 1), ("key-in-repository", 1))
OVERRIDDEN = CLEAN._replace(
    overrides=Overrides(
        RELAXED,
        (("certs/a.pem", "chain-out-of-order", 1), *(("pemlint.toml", *each) for each in _IGNORED)),
        (("pemlint.toml", 12),),
        "pemlint.toml",
    )
)

#: what somebody has accepted, shown, and a baseline of which something is gone
_COPY = FULL.findings[0]._replace(location=Location("other.pem"), repo_path="deploy/other.pem", fingerprint="e" * 64)
ACCEPTED = FULL._replace(
    findings=FULL.findings[:1],
    accepted=(
        Accepted(FULL.findings[1], "comment", "certs/chain.pem", "kept to read ##[error] old backups \u202e"),
        Accepted(_COPY, "configuration", "pemlint.toml", "::error::being replaced"),
        Accepted(FULL.findings[2], "baseline", "known.json", in_tree=False),
    ),
    baseline=Use("known.json", 1, tuple(Known(f"certs/{name}.pem", "cert-expired", name * 64) for name in "abcd")),
)

REPORTS = {"full": FULL, "clean": CLEAN, "faulty": FAULTY, "overridden": OVERRIDDEN, "accepted": ACCEPTED}

#: what an attacker may put into the name of a certificate or of a file
HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;https://evil.example\x07here",
    "\x1b[0Ksection_start:1:x\r\x1b[0K",
    "\x9b31m\x00\x7f\x08",
    "admin\u202egpj.exe\u2066\u200b\ufeff\u00ad",
    "filler\u3164\ufe0f\u034f\U000e0101\u2800",
    "two\nlines\r\nor\x85three\u2028four\u2029",
    "##[add-mask]x",
    "###[error]x ####vso[x",
    "##vso[task.setvariable variable=a]b",
    "##teamcity[buildStatus text='x']",
    "::error file=a.py,line=1::x",
    " \t\u00a0::add-mask::x",
    "\n::stop-commands::x",
    "\u2028::error::x",
    "%0A::error::x",
    "`</code>`<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[click](https://evil.example) ![x](https://evil.example/x.png) ](9)",
    "{0} {{1}} %s $HOME $(id)",
    "\ud800\udcff",
    "-----BEGIN CERTIFICATE-----",
    "..\\..\\x",
)


def infected(value: T, text: str) -> T:
    """The same record with every string in it replaced."""
    return _infected(value, text)  # type: ignore[no-any-return]


def _infected(value: Any, text: str) -> Any:
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        parts = [_infected(each, text) for each in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return value
