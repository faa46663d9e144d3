"""Which names cover which hosts (RFC 9525, section 6), and how names are written."""

from __future__ import annotations

import pytest

from pemlint.hosts import Coverage, is_host, is_public_suffix, normal_ip, syntax_fault


@pytest.mark.parametrize(
    ("kind", "name", "host"),
    [
        ("DNS", "mqtt.example.com", "mqtt.example.com"),
        ("DNS", "MQTT.example.COM", "mqtt.EXAMPLE.com"),
        ("DNS", "mqtt.example.com.", "mqtt.example.com"),
        ("DNS", "*.example.com", "mqtt.example.com"),
        ("DNS", "xn--bcher-kva.example", "bücher.example"),
        ("DNS", "xn--strae-oqa.de", "straße.de"),
        ("DNS", "localhost", "localhost"),
        ("IP", "10.0.0.7", "10.0.0.7"),
        ("IP", "2001:db8::1", "2001:0db8:0:0:0:0:0:1"),
        ("IP", "2001:db8::1", "[2001:db8::1]"),
    ],
)
def test_covered(kind: str, name: str, host: str) -> None:
    assert Coverage([(kind, name)]).has(host)


@pytest.mark.parametrize(
    ("kind", "name", "host"),
    [
        ("DNS", "example.com", "mqtt.example.com"),
        ("DNS", "*.example.com", "example.com"),
        ("DNS", "*.example.com", "a.b.example.com"),
        ("DNS", "*.com", "example.com"),
        ("DNS", "m*.example.com", "mqtt.example.com"),
        ("DNS", "10.0.0.7", "10.0.0.7"),
        ("IP", "10.0.0.7", "10.0.0.8"),
        ("IP", "", "10.0.0.7"),
        ("email", "mqtt.example.com", "mqtt.example.com"),
        ("DNS", "strasse.de", "straße.de"),
        ("DNS", "", ""),
        ("DNS", "*.example.com", ".example.com"),
    ],
)
def test_not_covered(kind: str, name: str, host: str) -> None:
    assert not Coverage([(kind, name)]).has(host)


@pytest.mark.parametrize("text", ["", "example.com", "1.2.3", "10.0.0.256", "a1", "::g", "host1"])
def test_what_is_no_address(text: str) -> None:
    assert normal_ip(text) == ""


@pytest.mark.parametrize(
    "name",
    [
        "a",
        "localhost",
        "mqtt.example.com",
        "MQTT.Example.com",
        "*.example.com",
        "my_host.example.com",
        "1.example",
        "a" * 63,
    ],
)
def test_names_in_the_preferred_syntax(name: str) -> None:
    assert syntax_fault(name) == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "empty"),
        ("example.com.", "ends with a dot"),
        (".example.com", "empty label"),
        ("a..com", "empty label"),
        ("-a.example", "hyphen"),
        ("a-.example", "hyphen"),
        ("10.0.0.7", "last label is a number"),
        ("a b.example", "character ' '"),
        ("b\u00fccher.example", "character '\\xfc'"),
        ("https://example.com", "character ':'"),
        ("a" * 64, "64 characters"),
        (".".join(["a" * 49] * 6), "299 characters"),
    ],
)
def test_what_is_wrong_with_other_names(name: str, words: str) -> None:
    assert words in syntax_fault(name)


@pytest.mark.parametrize("name", ["com", "co.uk", "CO.UK", "xn--p1ai"])
def test_public_suffixes(name: str) -> None:
    assert is_public_suffix(name)


@pytest.mark.parametrize("name", ["", "example.com", "internal", "local", "github.io", "a.b.c"])
def test_names_of_one_owner_or_of_nobody(name: str) -> None:
    assert not is_public_suffix(name)


@pytest.mark.parametrize(
    "text", ["mqtt.example.com", "localhost", "a_b.example", "bücher.example", "10.0.0.7", "2001:db8::1", "[::1]"]
)
def test_what_clients_connect_to(text: str) -> None:
    assert is_host(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://mqtt.example.com",
        "mqtt.example.com:8883",
        "mqtt.example.com/path",
        "*.example.com",
        "a b.example.com",
        "10.0.0.0/24",
        "[10.0.0.7]",
        "-a.example.com",
    ],
)
def test_what_is_no_host(text: str) -> None:
    assert not is_host(text)
