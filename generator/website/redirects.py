"""Addresses that have moved, as rules for servers: the pages that lead on do the same wherever no server knows them."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from generator.core.edition import Edition

FOR_HOSTS = "_redirects"
"""What hosts of static sites read by themselves (GitLab Pages, Netlify, Cloudflare)."""
FOR_NGINX = "redirects.nginx.conf"
"""What an administrator includes in the `server` of an nginx."""


def redirects(edition: Edition, site_url: str) -> Mapping[str, bytes]:
    """The files with the rules; none where nothing has moved."""
    base = urlsplit(site_url).path or "/"
    moved = [(f"{base}{each.address}", f"{base}{each.to}") for each in edition.addresses if each.to]
    if not moved:
        return {}
    hosts = "".join(f"{here} {there} 301\n" for here, there in moved)
    nginx = "".join(f"location = {here} {{ return 301 {there}; }}\n" for here, there in moved)
    return {FOR_HOSTS: hosts.encode(), FOR_NGINX: nginx.encode()}
