"""Takes docs/screenshot.png, the picture in the READMEs: a proposal's page of the built site, at a desk and on a phone."""

from __future__ import annotations

import shutil
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PAGE = "proposals/TA-0803-007.html"
FRAME = """<!doctype html><style>body{{margin:0;background:#e7e3da;display:flex;gap:32px;align-items:flex-start;padding:32px}}
img{{display:block;border-radius:6px;border:1px solid #cfc9bc}}</style><img src="{desk}" height="760"><img src="{phone}" height="760">"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing to log."""


def main() -> int:
    """Build nothing: `make site` has been run. Returns 1 where there is no site."""
    site = ROOT / "site"
    if not (site / PAGE).is_file():
        print("no site: run make site first")
        return 1
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        shoot(browser, f"http://127.0.0.1:{server.server_port}/{PAGE}", ROOT / "docs" / "screenshot.png")
        browser.close()
    server.shutdown()
    return 0


def shoot(browser: Browser, address: str, target: Path) -> None:
    """One picture of a page at both widths."""
    work = target.parent
    for name, width, height in (("desk", 1280, 900), ("phone", 390, 844)):
        page = browser.new_page(
            viewport={"width": width, "height": height}, device_scale_factor=2 if name == "phone" else 1
        )
        page.goto(address)
        page.screenshot(path=work / f".{name}.png")
    frame = work / ".frame.html"
    frame.write_text(FRAME.format(desk=".desk.png", phone=".phone.png"), "utf-8")
    page = browser.new_page(viewport={"width": 1530, "height": 824})
    page.goto(frame.as_uri())
    page.screenshot(path=target)
    for name in (".desk.png", ".phone.png", ".frame.html"):
        (work / name).unlink()


if __name__ == "__main__":
    sys.exit(main())
