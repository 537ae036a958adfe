"""Photos and their paintings as one web page that needs no network: its words and its styles. Knows no file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Pair:
    """after, before: the names of pictures beside the page, before "" where there is none; caption: the line below."""

    after: str
    before: str
    width: int
    height: int
    caption: str


def make_page(title: str, pairs: Iterable[Pair]) -> str:
    """The whole page: a wipe over each pair that mouse, touch and keys move, since it is a slider of the browser's."""
    figures = "\n".join(_figure(pair, number) for number, pair in enumerate(pairs, start=1))
    return _PAGE.format(title=escape(title), style=_STYLE, figures=figures, script=_SCRIPT)


def _figure(pair: Pair, number: int) -> str:
    caption = escape(pair.caption)
    size = f'width="{pair.width}" height="{pair.height}" loading="lazy" decoding="async"'
    after = f'<img src="{escape(pair.after)}" alt="Painting {number}: {caption}" {size}>'
    if not pair.before:
        return f'<figure><div class="pair">{after}</div><figcaption>{caption}</figcaption></figure>'
    before = f'<img class="before" src="{escape(pair.before)}" alt="The photo of painting {number}" {size}>'
    wipe = f'<input type="range" min="0" max="100" value="50" aria-label="Wipe: photo or painting {number}">'
    inside = f'{after}{before}<span class="line"></span>{wipe}'
    return f'<figure><div class="pair">{inside}</div><figcaption>{caption}</figcaption></figure>'


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header><h1>{title}</h1><p>Move the line over a picture: the photo is at its left, the painting at its right.
The paintings were made by a machine.</p></header>
<main>
{figures}
</main>
<script>{script}</script>
</body>
</html>
"""

_STYLE = """
:root { --paper: #fbfaf6; --ink: #1f1f1f; --quiet: #595959; --accent: #8f5a0e; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1b1b1b; --ink: #e6e6e6; --quiet: #a8a8a8; --accent: #d6933a; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1500px; padding: 24px 16px; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 8px; }
header p { color: var(--quiet); max-width: 60ch; margin: 0 0 24px; }
main { display: grid; gap: 24px 16px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr)); }
figure { margin: 0; content-visibility: auto; contain-intrinsic-size: auto 480px; break-inside: avoid; }
figcaption { color: var(--quiet); font-size: .875rem; padding-top: 4px; overflow-wrap: anywhere; }
.pair { position: relative; --at: 50%; overflow: hidden; border-radius: 4px; }
.pair:focus-within { outline: 3px solid var(--accent); outline-offset: 2px; }
img { display: block; width: 100%; height: auto; }
.before { position: absolute; inset: 0; clip-path: inset(0 calc(100% - var(--at)) 0 0); }
.line { position: absolute; top: 0; bottom: 0; left: var(--at); width: 2px; margin-left: -1px; background: #fff;
  box-shadow: 0 0 3px #000; pointer-events: none; }
input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: ew-resize;
  touch-action: pan-y; }
@media print { .line, input { display: none; } }
"""

_SCRIPT = """
document.querySelector('main').addEventListener('input', function (event) {
  event.target.parentElement.style.setProperty('--at', event.target.value + '%');
});
document.querySelector('main').addEventListener('pointermove', function (event) {
  if (event.pointerType !== 'mouse' || event.target.type !== 'range') return;
  var box = event.target.getBoundingClientRect();
  event.target.value = 100 * (event.clientX - box.left) / box.width;
  event.target.parentElement.style.setProperty('--at', event.target.value + '%');
});
"""
