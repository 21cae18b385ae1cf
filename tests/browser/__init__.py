"""Real Chromium over the built sample."""
