"""The MkDocs plugin: the same site from `mkdocs build` and `mkdocs serve` as from our own verbs.

Everything it does is elsewhere; here stands only when. In `mkdocs build` it reads and checks before MkDocs empties
the folder, lends MkDocs the frames, and finishes the folder when MkDocs is done. Our own build uses it for the
frames alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from generator.bags.mounting import Mounter
from generator.core.pages import draw
from generator.core.pages.chrome import chrome
from generator.core.pipeline import prepare
from generator.day import resolve_day
from generator.decoding import decoder
from generator.website import assets
from generator.website.build import finish_in_place
from generator.website.epoch import pin
from generator.website.facade import Facade, facade
from generator.website.fault import WebsiteError
from generator.website.frame import FrameKey
from generator.website.house import House, find_house
from generator.website.live import POLICY
from generator.website.plan import Plan, plan_for
from generator.website.tell import tell
from generator.wording import wording

Command = Literal["build", "gh-deploy", "serve"]


class Options(Config):  # type: ignore[no-untyped-call]
    """None: what there is to say about the site is said in content/site.yml."""


class JiangpuPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """`plugins: [jiangpu]`."""

    def __init__(self) -> None:
        self.only: tuple[House, Plan] | None = None
        self.command: Command = "build"

    def ask(self, house: House, plan: Plan) -> None:
        """Render what `plan` says and nothing else: no reading, no checking, no finishing."""
        self.only = house, plan

    def on_startup(self, *, command: Command, dirty: bool) -> None:
        """Also tells MkDocs to keep this object from one rebuild to the next."""
        self.only = None
        self.command = command
        if dirty:
            raise Abort(str(WebsiteError("dirty")))

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """The last moment at which the old site is still whole."""
        if self.only:
            self.house, self.plan = self.only
        else:
            self._prepare(Path(config.config_file_path).parent)
        self.assets = assets.published(self.house.theme)
        self.facade = facade(self.plan.chrome, self.plan.open_doors, self.assets, wording(), self.plan.cards)
        _dress(config, self.facade, keep_url=self.command == "serve")

    def _prepare(self, root: Path) -> None:
        self.house = find_house(root)
        self.prepared = prepare(root, resolve_day(root), decode=decoder(root), mount=Mounter(root))
        pin(self.prepared.as_of)
        tell(self.prepared)
        if self.prepared.edition is None:
            raise Abort(str(WebsiteError("blocked")))
        try:
            self.plan = plan_for(self.house, chrome(self.prepared.edition), draw(self.prepared.edition))
        except WebsiteError as error:
            raise Abort(str(error)) from error

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the frames, leave out what of Material is not used, rename what carries its hash."""
        for file in list(files):
            if file.src_dir is None or Path(file.src_dir) == Path(config.docs_dir):
                continue
            if file.src_uri in self.assets:
                file.dest_uri = self.assets[file.src_uri]
            elif not assets.of_material(file.src_uri):
                files.remove(file)
        for key in self.plan.keys:
            files.append(_frame_file(key, config))
        return files

    def on_env(self, env: Environment, **_: object) -> Environment:
        """Let the theme see the facade as `site`."""
        env.globals["site"] = self.facade
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Hang the data pages, and end as `jiangpu build` would: a fault of a studio is written around, and told."""
        if self.only:
            return
        # While serving, the address is MkDocs' own.
        address = config.site_url or self.plan.chrome.site_url
        built = finish_in_place(Path(config.site_dir), self.house, self.prepared, self.plan, address)
        tell(replace(self.prepared, problems=built.problems))
        if self.command != "serve" and (self.prepared.errors or built.problems):
            raise Abort(str(WebsiteError("faults")))

    def on_serve(self, server: LiveReloadServer, **_: object) -> LiveReloadServer:
        """Rebuild when a record, a rule or the theme changes, not only when a page does."""
        let_reload(server)
        for folder in ("studios", "content", "theme"):
            if (self.house.root / folder).is_dir():
                server.watch(str(self.house.root / folder))
        return server


def _dress(config: MkDocsConfig, site: Facade, *, keep_url: bool) -> None:
    """Say what content/site.yml says in MkDocs' terms. While serving, MkDocs needs the address it serves at."""
    config.site_name = site.chrome.site_name
    if not keep_url:
        config.site_url = site.chrome.site_url
    config.extra_css = [*config.extra_css, *(style for style in site.styles if style not in config.extra_css)]
    config.mdx_configs.setdefault("toc", {})["permalink_title"] = site.t("chrome.permalink")


def let_reload(server: LiveReloadServer) -> None:
    """Let pages run the script that MkDocs' server puts into them to reload: published, they allow nothing inline."""
    inject: Callable[[bytes, int], bytes] = server._inject_js_into_html  # MkDocs offers no other way
    server._inject_js_into_html = lambda content, epoch: inject(POLICY.sub(b"", content, count=1), epoch)  # type: ignore[method-assign]


def _frame_file(key: FrameKey, config: MkDocsConfig) -> File:
    return File.generated(config, key.source, content=key.markdown, inclusion=InclusionLevel.NOT_IN_NAV)
