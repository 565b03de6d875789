"""Register: files become rows of raw_document, read or rejected with a reason, and their texts rows of raw_text."""

from orchestration.register.intake import BadPath, Skipped
from orchestration.register.landing import READER_VERSION, Entry, IntakeSummary, register, renew

__all__ = ["READER_VERSION", "BadPath", "Entry", "IntakeSummary", "Skipped", "register", "renew"]
