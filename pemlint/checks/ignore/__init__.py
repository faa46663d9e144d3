"""Rules about the ignores in comments and configurations."""
