"""Which names cover which hosts (RFC 9525, section 6)."""

from __future__ import annotations

import pytest

from pemlint.hosts import covers, normal_ip


@pytest.mark.parametrize(
    ("kind", "name", "host"),
    [
        ("DNS", "mqtt.example.com", "mqtt.example.com"),
        ("DNS", "MQTT.example.COM", "mqtt.EXAMPLE.com"),
        ("DNS", "mqtt.example.com.", "mqtt.example.com"),
        ("DNS", "*.example.com", "mqtt.example.com"),
        ("DNS", "xn--bcher-kva.example", "bücher.example"),
        ("DNS", "localhost", "localhost"),
        ("IP", "10.0.0.7", "10.0.0.7"),
        ("IP", "2001:db8::1", "2001:0db8:0:0:0:0:0:1"),
        ("IP", "2001:db8::1", "[2001:db8::1]"),
    ],
)
def test_covered(kind: str, name: str, host: str) -> None:
    assert covers(kind, name, host)


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
        ("DNS", "", ""),
        ("DNS", "*.example.com", ".example.com"),
    ],
)
def test_not_covered(kind: str, name: str, host: str) -> None:
    assert not covers(kind, name, host)


@pytest.mark.parametrize("text", ["", "example.com", "1.2.3", "10.0.0.256", "a1", "::g", "host1"])
def test_what_is_no_address(text: str) -> None:
    assert normal_ip(text) == ""
