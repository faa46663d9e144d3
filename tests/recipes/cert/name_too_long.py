"""Examples of the rule ``cert-name-too-long``, with the lengths of RFC 5280."""

from __future__ import annotations

from tests import builder

CONFIG = """\
[rules.cert-name-too-long]
max-subject = 120
max-common-name = 64
max-alternative-name = 100
"""


LONG = "a-service-with-a-long-name.in-a-department-with-a-long-name.example.com"
LONGER = f"one-more-long-label-of-many.{LONG}.internal.example.org"


def bad_common_name() -> bytes:
    return builder.server(subject=LONG, alternative_names=(LONG,)).annotated


def bad_alternative_name() -> bytes:
    return builder.server(alternative_names=("server.example.com", LONGER)).annotated


def bad_subject() -> bytes:
    units = (("OU", "A department of many words, each of them needed"), ("O", "A company of many words, all of them"))
    subject = (*units, ("L", "A town by the sea"), ("CN", "server.example.com"))
    return builder.server(subject=subject).annotated


def good_short_names() -> bytes:
    return builder.server().annotated


def good_exactly_64_characters() -> bytes:
    host = f"{'a' * 52}.example.com"
    return builder.server(subject=host, alternative_names=(host,)).annotated
