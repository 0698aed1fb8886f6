"""The record types, one folder each."""
