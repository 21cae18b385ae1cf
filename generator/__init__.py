"""Jiangpu (匠谱): a static site generator for the portfolios and disclosures of master studios."""

__version__ = "0.1.0"
