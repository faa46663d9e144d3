"""Rules about single certificates (RFC 5280)."""
