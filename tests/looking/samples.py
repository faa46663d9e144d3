"""Records made by hand, for all tests of the views."""

from __future__ import annotations

from pemlint.looking.records import (
    CertificateEntry,
    Deployment,
    Drawing,
    Inventory,
    KeyEntry,
    KeyMark,
    Node,
    OtherEntry,
    Outline,
    Owner,
    Reason,
    Remark,
    Spot,
    Standing,
    Survey,
    Unopened,
    Validity,
)

NOW = "2026-06-01T00:00:00Z"
YEAR = Validity("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", 214, "valid")
SOON = Validity("2025-06-12T00:00:00Z", "2026-06-12T00:00:00Z", 11, "valid")
PAST = Validity("2025-01-01T00:00:00Z", "2026-05-31T00:00:00Z", -1, "expired")
AHEAD = Validity("2026-06-03T00:00:00Z", "2026-09-01T00:00:00Z", 92, "not yet valid", 2)

ROOT = Node(
    "CN=Example Root CA",
    "root",
    "EC P-384",
    Validity("2020-01-01T00:00:00Z", "2045-01-01T00:00:00Z", 6789, "valid"),
    Spot("certs/root.crt", 1, 1),
    origin="not in the chain",
)
GAP = Node(
    "CN=R11",
    "",
    spot=Spot("certs/extra/r11.pem", 1, 1),
    missing=True,
    words=("key identifier AB:CD",),
    remarks=(Remark("error", "chain-issuer-missing", "the issuer is missing from the chain"),),
    issuers=(ROOT,),
)
LEAF = Node(
    "CN=mqtt.example.com",
    "server",
    "RSA 2048",
    PAST,
    Spot("certs/mqtt.crt", 5, 1),
    keys=(
        KeyMark(Spot("certs/mqtt.key", 1, 1), encrypted=False, belongs=True),
        KeyMark(
            Spot("certs/other.key", 1, 1),
            encrypted=False,
            belongs=False,
            remarks=(Remark("error", "key-does-not-match-certificate", "the private key does not belong to it"),),
        ),
        KeyMark(Spot("certs/locked.key", 1, 1), encrypted=True, belongs=None),
    ),
    remarks=(
        Remark("error", "cert-expired", "'CN=mqtt.example.com' expired 1 day ago, on 2026-05-31"),
        Remark("note", "cert-san-missing", "a note that is long enough to be wrapped, " * 4),
    ),
    issuers=(GAP,),
)
TWICE = Node("CN=株式会社例", "leaf", "Ed25519", SOON, Spot("certs/mqtt.crt", 61, 3), words=("the leaf again",))
DRAWING = Drawing(
    NOW,
    (
        Outline(
            "bundle",
            "mqtt-prod",
            Spot("certs/mqtt.bundle.toml", 2),
            "1 certificate, incomplete",
            (Remark("warning", "bundle-part-missing", "no client CA is declared"),),
            (LEAF, ROOT._replace(origin="")),
            (TWICE,),
            errors=3,
            warnings=1,
            notes=1,
        ),
        Outline("certificate", "", Spot("a.pem", 1, 1), "its issuer is not here", (), (TWICE._replace(words=()),)),
    ),
    (KeyMark(Spot("stray.key", 1, 1), encrypted=True, belongs=None),),
)

INVENTORY = Inventory(
    now=NOW,
    files=7,
    certificates=(
        CertificateEntry(
            "1f" * 32,
            "CN=mqtt.example.com",
            "CN=mqtt.example.com,O=Example",
            "CN=R11",
            "CN=R11,O=Let's Encrypt,C=US",
            "RSA 2048",
            "2e" * 32,
            PAST,
            ("server",),
            (Spot("certs/mqtt.crt", 5, 1), Spot("chart/values.yaml", 31, 2)),
            (Spot("certs/mqtt.key", 1, 1),),
        ),
        CertificateEntry(
            "3d" * 32,
            "CN=Root",
            "CN=Root",
            "CN=Root",
            "CN=Root",
            "EC P-256",
            "4c" * 32,
            AHEAD,
            ("root", "trust-bundle"),
            tuple(Spot("certs/roots.pem", line, line) for line in range(1, 15)),
            (),
        ),
        CertificateEntry(
            "5b" * 32,
            "a certificate without a name",
            "",
            "",
            "",
            "",
            "",
            Validity(),
            ("unknown",),
            (Spot("broken.der", 1),),
            (),
        ),
    ),
    keys=(
        KeyEntry(
            "2e" * 32,
            "RSA 2048",
            ("PKCS#1", "PKCS#8"),
            "both",
            "",
            (Owner("1f" * 32, "CN=mqtt.example.com", Spot("certs/mqtt.crt", 5, 1)),),
            (Spot("certs/mqtt.key", 1, 1),),
        ),
        KeyEntry("", "", ("PKCS#8",), "encrypted", "", (), (Spot("locked.key", 1, 1),)),
        KeyEntry("", "", (), "unencrypted", "the numbers do not fit", (), (Spot("odd.key", 1, 1),)),
    ),
    others=(
        OtherEntry("certificate request", "6a" * 32, "CN=new", "CN=new", "Ed25519", Validity(), (Spot("a.csr", 1, 1),)),
        OtherEntry("revocation list", "79" * 32, "CN=R11", "CN=R11", "", SOON, (Spot("a.crl", 1, 1),)),
    ),
    unopened=(Unopened("PKCS#12", "a container", Spot("a.p12", 1)),),
)
_REASONS = (
    Reason(
        "error",
        "key-encrypted",
        "the private key is encrypted, as PKCS#8",
        Spot("certs/mqtt.key", 1, 1),
        "the private key must be unencrypted",
        "https://cloud.example.com/tls",
    ),
    Reason(
        "warning",
        "chain-missing",
        "'CN=mqtt.example.com' is signed by 'CN=R11', and no certificate chain is declared",
        Spot("certs/mqtt.crt", 5, 1),
        "the chain must be included, says one page; another one says that it may be",
        "https://cloud.example.com/chain",
    ),
    Reason("error", "bundle-file-missing", "no such file", Spot("certs/mqtt.bundle.toml", 4), "", ""),
)
SURVEY = Survey(
    NOW,
    (
        Deployment(
            "mqtt-prod",
            Spot("certs/mqtt.bundle.toml", 2),
            "manifest",
            (
                Standing("a-cloud", "A Cloud", "yes", 0, 0, ()),
                Standing("a-server", "A Server", "with warnings", 0, 1, (_REASONS[1],)),
                Standing("other-cloud", "Another Cloud", "no", 2, 1, _REASONS),
            ),
        ),
        Deployment("site.pem", Spot("site.pem", 1), "files", ()),
    ),
)
EMPTY = (Drawing(NOW, (), ()), Inventory(NOW, 0, (), (), (), ()), Survey(NOW, ()))
