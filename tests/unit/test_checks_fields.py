"""The rules on the fields of certificates at their edges: lengths, days, roles, and numbers that hide something."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pemlint import hosts, wording
from pemlint.checks.cert.common_name_not_in_san import common_name_not_in_san
from pemlint.checks.cert.dns_underscore import dns_underscore
from pemlint.checks.cert.extended_key_usage_lacks_purpose import extended_key_usage_lacks_purpose
from pemlint.checks.cert.extended_key_usage_unfit_for_key_usage import extended_key_usage_unfit_for_key_usage
from pemlint.checks.cert.key_algorithm_not_allowed import key_algorithm_not_allowed
from pemlint.checks.cert.name_constraints_invalid import name_constraints_invalid
from pemlint.checks.cert.name_constraints_range import name_constraints_range
from pemlint.checks.cert.rsa_modulus_weak import rsa_modulus_weak
from pemlint.checks.cert.serial_number_too_long import serial_number_too_long
from pemlint.checks.cert.signature_hash_weak import signature_hash_weak
from pemlint.checks.cert.unknown_critical_extension import unknown_critical_extension
from pemlint.checks.cert.validity_too_long import validity_too_long
from tests import builder
from tests.builder import der, names
from tests.unit import judging

LIMITS = ("2026-03-15: 200", "2020-09-01: 398", "2018-03-01: 825", "2015-04-01: 39 months")
RECOMMENDED = ("2020-09-01: 397",)
SECOND = timedelta(seconds=1)


def _valid(begin: datetime, length: timedelta) -> builder.Certificate:
    return builder.server(not_before=begin, not_after=begin + length - SECOND)


@pytest.mark.parametrize(
    ("begin", "days", "over", "told"),
    [
        (datetime(2015, 3, 31, tzinfo=UTC), 3000, 0, None),
        # from June to the end of August three years later
        (datetime(2015, 6, 1, tzinfo=UTC), 1188, 1, None),
        (datetime(2015, 6, 1, tzinfo=UTC), 1188, 2, "too long"),
        (datetime(2016, 11, 30, tzinfo=UTC), 1187, 1, None),
        (datetime(2018, 3, 1, tzinfo=UTC), 825, 0, None),
        (datetime(2018, 3, 1, tzinfo=UTC), 825, 1, "too long"),
        (datetime(2020, 9, 1, tzinfo=UTC), 397, 0, None),
        (datetime(2020, 9, 1, tzinfo=UTC), 397, 1, "recommended"),
        (datetime(2020, 9, 1, tzinfo=UTC), 398, 0, "recommended"),
        (datetime(2020, 9, 1, tzinfo=UTC), 398, 1, "too long"),
        (datetime(2026, 3, 14, 23, 59, 59, tzinfo=UTC), 397, 0, None),
        (datetime(2026, 3, 15, tzinfo=UTC), 200, 1, "too long"),
    ],
)
def test_the_days_that_are_allowed_follow_from_the_day_of_issue(
    begin: datetime, days: int, over: int, told: str | None
) -> None:
    subject = judging.certificate(_valid(begin, timedelta(days=days, seconds=over)).der)
    found = judging.messages(validity_too_long, subject, "server", limits=LIMITS, recommended=RECOMMENDED)
    assert [("recommended" in message) for message in found] == ([] if told is None else [told == "recommended"])


@pytest.mark.parametrize(
    "limits",
    [(), ("",), ("2020-09-01",), ("2020-09-01: many",), (f"2020-09-01: {'9' * 40}",), ("2020-09-01: 99999 months",)],
)
def test_a_limit_that_says_nothing_limits_nothing(limits: tuple[str, ...]) -> None:
    subject = judging.certificate(_valid(datetime(2026, 1, 1, tzinfo=UTC), timedelta(days=9000)).der)
    assert judging.messages(validity_too_long, subject, "server", limits=limits) == []


@pytest.mark.parametrize(
    ("serial", "length"), [((1 << 159) - 1, 0), (1 << 159, 21), (-(1 << 159), 0), (-(1 << 159) - 1, 21)]
)
def test_a_serial_number_has_twenty_bytes_as_it_is_encoded(serial: int, length: int) -> None:
    found = judging.messages(serial_number_too_long, judging.certificate(builder.server(serial=serial).der))
    assert [f"{length} bytes" in message for message in found] == ([True] if length else [])


@pytest.mark.parametrize(
    ("constraint", "words"),
    [
        (der.implicit(7, bytes((10, 0, 0, 7))), "8 or 32 bytes"),
        (der.implicit(7, bytes((10, 0, 0, 0, 255, 0, 255, 0))), "gaps"),
        ("*.example.com", "wildcard"),
        ("https://example.com", "character"),
        ("email:@example.com", "before the '@'"),
        ("URI:localhost", "fully qualified"),
        ("example.com", ""),
        (".example.com", ""),
        (der.implicit(2, b""), ""),
        ("email:.example.com", ""),
        ("URI:.example.com", ""),
        ("10.0.0.0/8", ""),
    ],
)
def test_what_is_a_name_constraint(constraint: names.GeneralName, words: str) -> None:
    extension = names.name_constraints((constraint,))
    found = judging.messages(
        name_constraints_invalid, judging.certificate(builder.intermediate(extensions=(extension,)).der)
    )
    assert [words in message for message in found] == ([True] if words else [])


@pytest.mark.parametrize(
    ("numbers", "told"),
    [((), 0), ((der.implicit(0, b"\0"),), 0), ((der.implicit(0, b"\1"),), 1), ((der.implicit(1, b"\0"),), 1)],
)
def test_a_minimum_of_zero_is_the_default(numbers: tuple[bytes, ...], told: int) -> None:
    tree = der.sequence(names.general_name("example.com"), *numbers)
    extension = names.extension("2.5.29.30", der.sequence(der.explicit(1, tree)), critical=True)
    subject = judging.certificate(builder.intermediate(extensions=(extension,)).der)
    assert len(judging.messages(name_constraints_range, subject)) == told


def _modulus(modulus: int) -> bytes:
    algorithm = der.sequence(der.oid("1.2.840.113549.1.1.1"), der.null())
    numbers = der.sequence(der.integer(modulus), der.integer(65537))
    return builder.server(public_key=der.sequence(algorithm, der.bit_string(numbers))).der


def test_close_factors_are_found_in_a_hundred_rounds_and_not_shown() -> None:
    # Mersenne primes: the square of one, and two of different length
    prime = (1 << 521) - 1
    (message,) = judging.messages(rsa_modulus_weak, judging.certificate(_modulus(prime * prime)))
    assert "close together" in message
    assert str(prime)[:20] not in message
    apart = prime * ((1 << 607) - 1)
    assert judging.messages(rsa_modulus_weak, judging.certificate(_modulus(apart))) == []


def test_an_enormous_modulus_costs_no_time() -> None:
    assert judging.messages(rsa_modulus_weak, judging.certificate(_modulus((1 << 200_000) - 1))) == []


def test_letter_case_counted_from_august_2021_on() -> None:
    for day, told in ((datetime(2021, 8, 24, tzinfo=UTC), 0), (datetime(2021, 8, 25, tzinfo=UTC), 1)):
        made = builder.server(subject="Server.Example.com", not_before=day)
        assert len(judging.messages(common_name_not_in_san, judging.certificate(made.der), "server")) == told


def test_underscores_had_a_time_of_transition() -> None:
    def told(begin: datetime, name: str, days: int = 30) -> int:
        made = builder.server(
            alternative_names=(name,), not_before=begin, not_after=begin + timedelta(days=days) - SECOND
        )
        return len(judging.messages(dns_underscore, judging.certificate(made.der)))

    assert told(datetime(2018, 12, 9, tzinfo=UTC), "www.a_b.example.com") == 1
    assert told(datetime(2018, 12, 10, tzinfo=UTC), "www.a_b.example.com") == 0
    assert told(datetime(2018, 12, 10, tzinfo=UTC), "www.a_b.example.com", days=31) == 1
    assert told(datetime(2018, 12, 10, tzinfo=UTC), "a_b.example.com") == 1
    assert told(datetime(2018, 12, 10, tzinfo=UTC), "www._a.example.com") == 1
    assert told(datetime(2019, 4, 1, tzinfo=UTC), "www.a_b.example.com") == 1


@pytest.mark.parametrize(
    ("role", "purposes", "told"),
    [
        ("server", ("serverAuth",), 0),
        ("server", ("clientAuth",), 1),
        ("server", ("any",), 0),
        ("client", ("clientAuth",), 0),
        ("client", ("serverAuth", "emailProtection"), 1),
        ("other", ("codeSigning",), 0),
        ("ca", ("codeSigning",), 0),
    ],
)
def test_the_purpose_is_wanted_that_the_role_needs(role: str, purposes: tuple[str, ...], told: int) -> None:
    subject = judging.certificate(builder.server(extended_key_usage=purposes).der)
    assert len(judging.messages(extended_key_usage_lacks_purpose, subject, role)) == told
    assert len(judging.messages(extended_key_usage_lacks_purpose, subject, "not-needed", role)) == told


def test_surplus_bits_are_told_only_when_asked_for() -> None:
    made = builder.server(key_usage=("digitalSignature", "dataEncipherment"))
    subject = judging.certificate(made.der)
    assert judging.messages(extended_key_usage_unfit_for_key_usage, subject) == []
    (message,) = judging.messages(extended_key_usage_unfit_for_key_usage, subject, every_bit=True)
    assert "'dataEncipherment'" in message
    private = builder.server(key_usage=("dataEncipherment",), extended_key_usage=("1.3.6.1.4.1.32473.1",))
    assert (
        judging.messages(extended_key_usage_unfit_for_key_usage, judging.certificate(private.der), every_bit=True) == []
    )


def test_the_signature_of_a_root_is_checked_by_nobody_but_that_of_a_server_is() -> None:
    root = judging.certificate(builder.root(digest="sha1").der)
    assert judging.messages(signature_hash_weak, root, "root") == []
    server = judging.certificate(builder.self_signed(ca=True, digest="sha1").der)
    assert len(judging.messages(signature_hash_weak, server, "root")) == 1
    assert judging.messages(signature_hash_weak, server, "root", sha1_since="2026-01-02") == []


def test_extensions_that_are_known_can_be_named() -> None:
    odd = names.extension("1.3.6.1.4.1.32473.1", der.null(), critical=True)
    subject = judging.certificate(builder.server(extensions=(odd,)).der)
    assert len(judging.messages(unknown_critical_extension, subject)) == 1
    assert judging.messages(unknown_critical_extension, subject, known=("1.3.6.1.4.1.32473.1",)) == []


def test_a_kind_alone_allows_every_size() -> None:
    for key, told in (("rsa-1024", 0), ("rsa-4096", 0), ("p256", 1)):
        subject = judging.certificate(builder.server(key=key).der)
        assert len(judging.messages(key_algorithm_not_allowed, subject, allow=("rsa", "EC P-384"))) == told


@pytest.mark.parametrize(("day", "told"), [("1970-01-01", 1), ("2012-07-01", 0), ("2020-08-19", 0), ("2020-08-20", 1)])
def test_a_kind_that_was_allowed_once_passes_in_certificates_of_that_time(day: str, told: int) -> None:
    issued = datetime.fromisoformat(day).replace(tzinfo=UTC)
    subject = judging.certificate(builder.server(key="dsa-2048", not_before=issued).der)
    once = ("DSA: 2012-07-01 to 2020-08-20",)
    assert len(judging.messages(key_algorithm_not_allowed, subject, allow=("RSA",), formerly=once)) == told


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("7.2.0.192.in-addr.arpa", "192.0.2.7"),
        ("7.2.0.192.IN-ADDR.ARPA.", "192.0.2.7"),
        ("2.0.192.in-addr.arpa", ""),
        ("a.b.c.d.in-addr.arpa", ""),
        ("in-addr.arpa", ""),
        (f"1.{'0.' * 23}8.b.d.0.1.0.0.2.ip6.arpa", "2001:db8::1"),
        (f"g.{'0.' * 23}8.b.d.0.1.0.0.2.ip6.arpa", ""),
        (f"10.{'0.' * 22}8.b.d.0.1.0.0.2.ip6.arpa", ""),
        ("arpa.example.com", None),
        ("", None),
    ],
)
def test_names_of_addresses(name: str, address: str | None) -> None:
    assert hosts.reverse_address(name) == address


@pytest.mark.parametrize(
    ("text", "reserved"),
    [
        ("10.0.0.7", True),
        ("127.0.0.1", True),
        ("224.0.0.1", True),
        ("192.88.99.1", True),
        ("1.1.1.1", False),
        ("fe80::1", True),
        ("::ffff:1.1.1.1", True),
        ("4000::1", True),
        ("2002:101:101::1", True),
        ("2606:4700:4700::1111", False),
        ("", False),
    ],
)
def test_reserved_addresses(text: str, reserved: bool) -> None:
    assert hosts.is_reserved_ip(text) is reserved


@pytest.mark.parametrize(
    ("domain", "day", "registered"),
    [
        ("com", "1999-01-01", True),
        ("DE", "1999-01-01", True),
        ("app", "2013-10-22", False),
        ("app", "2026-01-01", True),
        ("mcdonalds", "2016-08-07", False),
        ("mcdonalds", "2017-08-30", True),
        ("mcdonalds", "2017-08-31", False),
        ("onion", "2015-02-17", False),
        ("onion", "2015-02-18", True),
        ("internal", "2026-01-01", False),
        ("", "2026-01-01", False),
    ],
)
def test_top_level_domains_come_and_go(domain: str, day: str, registered: bool) -> None:
    assert hosts.is_registered(domain, day) is registered


def test_lists_in_messages_stay_short() -> None:
    assert wording.listed(()) == "nothing"
    assert wording.listed(("a",)) == "'a'"
    assert wording.listed(("a", "b", "a")) == "'a' and 'b'"
    assert wording.listed(map(str, range(2000))) == "'0', '1', '2' and 1,997 more"
    assert len(wording.quoted("x" * 10_000)) < 100
