"""Typed records: what people may write, field by field."""
