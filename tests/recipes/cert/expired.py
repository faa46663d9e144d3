"""Examples of the rule ``cert-expired``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests import builder

if TYPE_CHECKING:
    from tests.recipes import kit


def bad_last_month() -> bytes:
    return builder.server(not_after=datetime(2026, 5, 1, tzinfo=UTC)).annotated


def bad_an_hour_ago() -> bytes:
    return builder.server(not_after=datetime(2026, 5, 31, 23, tzinfo=UTC)).annotated


def bad_authority() -> bytes:
    return builder.intermediate(not_after=datetime(2025, 1, 1, tzinfo=UTC)).annotated


def bad_root_in_a_trust_bundle() -> bytes:
    # Only a note: trust bundles keep old roots for old clients.
    old = builder.root(subject="Old Root CA", key="spare", not_after=datetime(2024, 1, 1, tzinfo=UTC))
    return builder.root().annotated + old.annotated


def good_valid() -> bytes:
    return builder.server().annotated


def good_renewed() -> bytes:
    return builder.server(not_before=builder.NOW).annotated


def good_bundle_of_roots() -> bytes:
    return builder.root().annotated + builder.client_ca().annotated


def good_in_test_fixtures() -> kit.Folder:
    return {
        "pemlint.toml": '[[override]]\npaths = ["tests/**"]\nprofile = "test-fixtures"\n',
        "tests/old.pem": builder.server(not_after=datetime(2026, 5, 1, tzinfo=UTC)).annotated,
    }
