"""Rules about certification requests (RFC 2986)."""
