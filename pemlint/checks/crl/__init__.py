"""Rules about certificate revocation lists (RFC 5280 5)."""
