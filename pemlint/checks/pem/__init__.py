"""Rules about PEM text (RFC 7468)."""
