"""Showing problems: one module per form, each a function from problems to text."""
