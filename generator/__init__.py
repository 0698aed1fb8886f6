"""gongkai: transparency sites from a union's records."""

__version__ = "0.1.0"
