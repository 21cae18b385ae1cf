"""Tests of the built site as files."""
