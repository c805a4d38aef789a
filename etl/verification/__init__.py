"""Reads what was accepted once more from its original, and tells where the record differs."""

from etl.verification.verifying import files_of, verify

__all__ = ["files_of", "verify"]
