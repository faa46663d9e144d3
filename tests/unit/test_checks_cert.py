"""The rules on certificates: the moments at which they begin and cease to speak, and what they call a host."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from pemlint.chains import SelfSignature
from pemlint.checks.cert.expired import expired
from pemlint.checks.cert.expires_soon import expires_soon
from pemlint.checks.cert.issuer_empty import issuer_empty
from pemlint.checks.cert.key_algorithm_not_allowed import key_algorithm_not_allowed
from pemlint.checks.cert.name_missing import name_missing
from pemlint.checks.cert.not_yet_valid import not_yet_valid
from pemlint.checks.cert.self_signature_invalid import self_signature_invalid
from pemlint.checks.cert.unreadable import unreadable
from pemlint.checks.cert.version_not_3 import version_not_3
from tests import builder
from tests.builder import NOW, der
from tests.unit import judging

if TYPE_CHECKING:
    from pemlint.material import Certificate
    from pemlint.rule import Rule

ON_CERTIFICATES: tuple[Rule, ...] = (
    expired,
    expires_soon,
    issuer_empty,
    key_algorithm_not_allowed,
    name_missing,
    not_yet_valid,
    version_not_3,
)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


def _ends(when: datetime) -> Certificate:
    return judging.certificate(builder.server(not_after=when).der)


def _begins(when: datetime) -> Certificate:
    return judging.certificate(builder.server(not_before=when).der)


@pytest.mark.parametrize(
    ("left", "rule"),
    [
        (-SECOND, expired),
        (timedelta(0), expires_soon),
        (30 * DAY - SECOND, expires_soon),
        (30 * DAY, None),
    ],
)
def test_the_end_of_validity_is_a_matter_of_one_rule(left: timedelta, rule: Rule | None) -> None:
    # Valid through notAfter, inclusive (RFC 5280 4.1.2.5).
    subject = _ends(NOW + left)
    spoken = [each for each in (expired, expires_soon, not_yet_valid) for _ in judging.findings(each, subject)]
    assert spoken == ([] if rule is None else [rule])


def test_the_beginning_of_validity_is_inclusive_too() -> None:
    assert judging.messages(not_yet_valid, _begins(NOW)) == []
    assert judging.messages(not_yet_valid, _begins(NOW + SECOND)) == [
        "'CN=server.example.com' is not valid yet: its validity begins within a day, at 2026-06-01 00:00 UTC"
    ]


def test_what_is_not_valid_yet_does_not_expire_soon() -> None:
    later = judging.certificate(builder.server(not_before=NOW + DAY, not_after=NOW + 2 * DAY).der)
    assert judging.messages(expires_soon, later) == []
    assert len(judging.messages(not_yet_valid, later)) == 1


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (2 * DAY, "expires in 2 days, on 2026-06-03"),
        (2 * DAY - SECOND, "expires in 1 day, on 2026-06-02"),
        (DAY - SECOND, "expires within a day, at 2026-06-01 23:59 UTC"),
    ],
)
def test_the_days_that_are_left_are_whole_days(left: timedelta, words: str) -> None:
    assert judging.messages(expires_soon, _ends(NOW + left)) == [f"'CN=server.example.com' {words}"]


def test_the_threshold_is_an_option_without_a_limit() -> None:
    subject = _ends(NOW + 179 * DAY)
    assert judging.messages(expires_soon, subject, days=179) == []
    (message,) = judging.messages(expires_soon, subject, days=180)
    assert "180" not in message
    assert len(judging.messages(expires_soon, subject, days=10**15)) == 1
    assert judging.messages(expires_soon, subject, days=-(10**15)) == []


def test_dates_at_the_edge_of_the_calendar_are_told() -> None:
    first = der.tlv(0x18, b"00010101000000Z")
    last = der.tlv(0x18, b"99991231235959Z")
    assert len(judging.messages(expired, judging.certificate(builder.server(not_after=first).der))) == 1
    assert len(judging.messages(not_yet_valid, judging.certificate(builder.server(not_before=last).der))) == 1
    assert judging.messages(expires_soon, judging.certificate(builder.server(not_after=last).der)) == []


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("mqtt.example.com", True),
        ("MQTT.Example.COM", True),
        ("mqtt.example.com.", True),
        ("xn--bcher-kva.example", True),
        ("my_service.internal", True),
        ("*.example.com", True),
        ("1password.example", True),
        ("localhost", False),
        ("broker", False),
        ("*", False),
        ("*.*.com", False),
        ("a.*.example.com", False),
        ("EMQX Cloud", False),
        ("-a.example.com", False),
        ("a-.example.com", False),
        ("a..example.com", False),
        (".example.com", False),
        ("", False),
        ("https://example.com", False),
        ("ops@example.com", False),
        ("example.123", False),
        ("999.0.0.7", False),
        (f"{'a' * 64}.example.com", False),
    ],
)
def test_what_counts_as_a_host_name(name: str, counts: bool) -> None:
    alternative = der.implicit(2, name.encode())
    in_names = builder.server(subject=(("O", "Example"),), alternative_names=(alternative,))
    assert bool(judging.messages(name_missing, judging.certificate(in_names.der), "server", fqdn=True)) is not counts
    if name:
        in_subject = builder.server(subject=name, alternative_names=None)
        assert (
            bool(judging.messages(name_missing, judging.certificate(in_subject.der), "server", fqdn=True)) is not counts
        )


@pytest.mark.parametrize("name", ["localhost", "redis", "redis."])
def test_a_single_label_counts_as_an_alternative_name_only(name: str) -> None:
    in_names = builder.server(subject=(("O", "Example"),), alternative_names=(name,))
    assert judging.messages(name_missing, judging.certificate(in_names.der), "server") == []
    in_subject = builder.server(subject=name, alternative_names=None)
    assert judging.messages(name_missing, judging.certificate(in_subject.der), "server") != []


def test_an_address_counts_in_its_own_type_and_in_the_common_name() -> None:
    def messages(subject: str, *names: str | bytes) -> list[str]:
        built = builder.server(subject=subject, alternative_names=list(names) if names else None)
        return judging.messages(name_missing, judging.certificate(built.der), "server")

    assert messages("10.0.0.7") == []
    assert messages("2001:db8::7") == []
    assert messages("broker", "10.0.0.7") == []
    assert len(messages("broker", der.implicit(2, b"10.0.0.7"))) == 1
    assert len(messages("broker", der.implicit(7, b"\x0a\0\0"))) == 1


def test_a_name_is_wanted_of_servers_only() -> None:
    nameless = judging.certificate(builder.server(subject="broker", alternative_names=None).der)
    for role in ("server", "unknown"):
        assert len(judging.messages(name_missing, nameless, role)) == 1
    for role in ("ca", "root", "client", "other", "trust-bundle"):
        assert judging.messages(name_missing, nameless, role) == []
    assert judging.messages(name_missing, nameless) == []


def test_a_certificate_without_any_name_is_not_named() -> None:
    bare = judging.certificate(builder.server(subject=(), alternative_names=None).der)
    (found,) = judging.findings(name_missing, bare, "server")
    assert found.message.startswith("the certificate names no host")
    assert found.frame is None


def test_allowed_keys_are_compared_as_people_write_them() -> None:
    subject = judging.certificate(builder.server(key="p256").der)
    assert judging.messages(key_algorithm_not_allowed, subject) == []
    assert judging.messages(key_algorithm_not_allowed, subject, allow=("RSA 2048", "ec p-256")) == []
    assert judging.messages(key_algorithm_not_allowed, subject, allow=("RSA 2048",)) == [
        "the key of 'CN=server.example.com' is EC P-256; only RSA 2048 is allowed"
    ]
    assert judging.messages(key_algorithm_not_allowed, subject, allow=("RSA 1024", "RSA 2048", "Ed25519")) == [
        "the key of 'CN=server.example.com' is EC P-256; only RSA 1024, RSA 2048 and Ed25519 are allowed"
    ]


BROKEN = {
    "nothing": b"",
    "not DER": bytes(range(7, 200)),
    "cut short": builder.server().der[:200],
    "empty sequence": der.sequence(),
    "empty parts": der.sequence(der.sequence(), der.sequence(), der.bit_string(b"")),
    "end date": builder.server(not_after=der.tlv(0x17, b"261301000000Z")).der,
    "begin date": builder.server(not_before=der.tlv(0x17, b"xx0101000000Z")).der,
    "key": builder.server(public_key=der.sequence(der.null(), der.bit_string(b""))).der,
    "names": builder.server(
        alternative_names=None, extensions=(builder.names.extension("2.5.29.17", der.octet_string(b"a")),)
    ).der,
    "subject": builder.server(subject=der.octet_string(b"CN=a")).der,
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())
def test_a_field_that_cannot_be_read_is_told_once_and_by_one_rule(data: bytes) -> None:
    subject = judging.file(builder.block("CERTIFICATE", data))
    told = judging.findings(unreadable, subject)
    if data:
        assert len(told) == 1
        assert "(byte " in told[0].message
    for certificate in subject.certificates:
        for rule in ON_CERTIFICATES:
            options = {"allow": ("RSA 2048",)} if rule is key_algorithm_not_allowed else {}
            assert judging.messages(rule, certificate, "server", **options) == []


def test_the_frame_has_a_row_for_each_reason() -> None:
    two = builder.server(
        not_before=der.tlv(0x17, b"xx0101000000Z"), public_key=der.sequence(der.null(), der.bit_string(b""))
    )
    (found,) = judging.findings(unreadable, judging.file(two.pem))
    assert found.frame is not None
    assert [row.cells[0] for row in found.frame.rows] == ["start of validity", "public key"]
    assert [row.fault for row in found.frame.rows] == [True, False]
    (whole,) = judging.findings(unreadable, judging.file(builder.block("CERTIFICATE", BROKEN["not DER"])))
    assert whole.message.startswith("block 1 (CERTIFICATE) is no certificate: ")
    assert whole.frame is not None
    assert [row.cells[0] for row in whole.frame.rows] == ["signed part and 11 more"]


def test_an_embedded_certificate_is_judged_when_it_is_one() -> None:
    data = b"  ca: |\n" + b"".join(b"    " + line + b"\n" for line in _pem(BROKEN["end date"]))
    assert len(judging.findings(unreadable, judging.file(data, "values.yaml", tls=False))) == 1
    example = b"  ca: |\n" + b"".join(b"    " + line + b"\n" for line in _pem(BROKEN["not DER"]))
    assert judging.findings(unreadable, judging.file(example, "values.yaml", tls=False)) == []


def _pem(data: bytes) -> list[bytes]:
    return builder.block("CERTIFICATE", data).splitlines()


def test_a_private_key_in_place_of_a_certificate_is_told_with_a_warning() -> None:
    (found,) = judging.findings(unreadable, judging.file(builder.block("CERTIFICATE", builder.keys.pkcs8("server"))))
    assert found.message == "block 1 is labelled CERTIFICATE but holds a private key (PKCS#8)"
    assert "may have been given away" in found.help


def test_two_empty_names_are_the_fault_of_the_issuers_name_alone() -> None:
    nobody = judging.certificate(builder.self_signed(subject=(), signer="other").der)
    assert len(judging.messages(issuer_empty, nobody)) == 1
    assert judging.messages(self_signature_invalid, SelfSignature(nobody)) == []


def test_validity_is_judged_at_the_given_time_only() -> None:
    subject = _ends(datetime(2026, 5, 1, tzinfo=UTC))
    assert judging.messages(expired, subject, now=datetime(2026, 4, 1, tzinfo=UTC)) == []
    assert len(judging.messages(expired, subject, now=datetime(2026, 6, 1, tzinfo=UTC))) == 1
