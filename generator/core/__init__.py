"""The pure core: from files to an Edition and its pages, one floor at a time.

No MkDocs, no Jinja, no clock, no printing and no file writing here. The day (`as_of`) is an argument everywhere.
Floors, lowest first: problem, values, source, document, prose, records, dataset, compute, checks, edition, pages,
pipeline.
"""
