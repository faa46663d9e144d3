"""Examples of the rule ``cert-name-missing``."""

from __future__ import annotations

from tests import builder


def bad_localhost_in_the_subject_only() -> bytes:
    return builder.server(subject="localhost", alternative_names=None).annotated


def bad_name_of_a_service() -> bytes:
    return builder.server(subject="EMQX broker", alternative_names=None).annotated


def bad_mail_address_only() -> bytes:
    return builder.server(subject="ops", alternative_names=("email:ops@example.com",)).annotated


def bad_address_as_dns_name() -> bytes:
    name = builder.der.implicit(2, b"10.0.0.7")
    return builder.server(subject="broker", alternative_names=(name,)).annotated


def good_domain_name() -> bytes:
    return builder.server().annotated


def good_wildcard() -> bytes:
    return builder.server(subject="Example", alternative_names=("*.example.com",)).annotated


def good_localhost_as_alternative_name() -> bytes:
    return builder.server(subject="localhost", alternative_names=("localhost",)).annotated


def good_ip_address() -> bytes:
    return builder.server(subject="broker", alternative_names=("10.0.0.7", "2001:db8::7")).annotated


def good_common_name_only() -> bytes:
    return builder.server(alternative_names=None).annotated


def good_client() -> bytes:
    return builder.client().annotated


def good_authority() -> bytes:
    return builder.intermediate().annotated
