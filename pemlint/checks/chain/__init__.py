"""Rules about chains of certificates."""
