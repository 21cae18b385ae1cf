"""Bags that are there: where their files lie, whether they are whole, what a snapshot of ours says of itself."""
