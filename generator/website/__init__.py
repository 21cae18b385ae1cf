"""The built site as files.

The only package that knows MkDocs and Jinja2. MkDocs renders hand-written pages and a few frames (`engine`), our own
Jinja renders the data pages (`render`), and both meet in one mapping of addresses to bytes (`site`), which
`jiangpu build` stages beside its target and `mkdocs build` writes in place (`build`).
"""
