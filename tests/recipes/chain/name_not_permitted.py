"""Examples of the rule ``chain-name-not-permitted``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.builder import der, names
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def _chain(*alternative: str, permitted: tuple[str, ...] = (), excluded: tuple[str, ...] = ()) -> bytes:
    constraints = names.name_constraints(permitted, excluded)
    middle = builder.intermediate(extensions=(constraints,))
    return builder.server(issuer=middle, alternative_names=alternative).annotated + middle.annotated


def bad_outside_of_the_permitted_domain() -> bytes:
    return _chain("server.example.com", "server.example.org", permitted=("example.com",))


def bad_excluded_domain() -> bytes:
    return _chain("server.example.com", excluded=("example.com",))


def bad_wildcard_could_stand_for_an_excluded_name() -> bytes:
    return _chain("*.example.com", excluded=("secret.example.com",))


def bad_outside_of_the_permitted_network() -> bytes:
    return _chain("server.example.com", "192.0.2.1", permitted=("10.0.0.0/8",))


def bad_malformed_constraint() -> bytes:
    constraints = names.name_constraints((der.implicit(2, b"*.example.com"),))
    middle = builder.intermediate(extensions=(constraints,))
    return builder.server(issuer=middle).annotated + middle.annotated


def bad_constraint_of_a_declared_root() -> Folder:
    root = builder.root(extensions=(names.name_constraints(("example.org",)),))
    return kit.bundle(builder.server(issuer=root).annotated, roots=root.annotated)


def bad_organization() -> bytes:
    organization = der.explicit(4, names.name((("O", "Example"),)))
    middle = builder.intermediate(extensions=(names.name_constraints((organization,)),))
    return builder.server(issuer=middle).annotated + middle.annotated


def good_permitted() -> bytes:
    return _chain("server.example.com", "10.0.0.7", permitted=("example.com", "10.0.0.0/8"))


def good_constraint_of_another_kind() -> bytes:
    return _chain("server.example.com", permitted=("email:example.org",))


def good_wildcard_below_the_permitted_domain() -> bytes:
    return _chain("server.example.com", "*.example.com", permitted=("example.com",), excluded=("a.b.example.com",))
