# SPDX-License-Identifier: GPL-3.0-or-later
"""Lettering of a sheet: PT Serif for what is signed, PT Sans for what only explains."""

import dataclasses
import re

import cairo
import gi

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

MM = 72 / 25.4

FAMILIES = ("PT Serif", "PT Sans")


@dataclasses.dataclass(frozen=True)
class Style:
    font: str
    leading: float = 1.0
    centred: bool = False
    hanging: float = 0


TEXT = Style("PT Serif 11.5", 1.05)
HEADING = Style("PT Serif Bold 16", centred=True)
SUBHEADING = Style("PT Serif Italic 11.5", centred=True)
SECTION = Style("PT Serif Bold 11.5")
CAPTION = Style("PT Sans 8")
MEMO = Style("PT Sans 8.5", hanging=3.1 * MM)
MEMO_HEADING = Style("PT Sans Bold 8.5")
MARK = Style("PT Sans Bold 9.5")


def tie(text):
    """Keep a short word, a number sign and a dash from being left at the wrong end of a line."""
    text = re.sub(r"(?<![\w-])(\w{1,2}|№|ст\.|ч\.|п\.|статьи|статья|статьёй) ", "\\1\u00a0", text)
    return text.replace(" —", "\u00a0—")


def new_context():
    """Return a Pango context that measures as the page is printed, free of any screen's pixels."""
    context = PangoCairo.FontMap.get_default().create_context()
    PangoCairo.context_set_resolution(context, 72)
    options = cairo.FontOptions()
    options.set_hint_style(cairo.HINT_STYLE_NONE)
    options.set_hint_metrics(cairo.HINT_METRICS_OFF)
    PangoCairo.context_set_font_options(context, options)
    context.set_round_glyph_positions(False)
    context.set_language(Pango.Language.from_string("ru"))
    return context


CONTEXT = new_context()


class Block:
    """A piece of text set in one style, on one line or broken at *available* points."""

    def __init__(self, text, style, available=None):
        self.layout = Pango.Layout(CONTEXT)
        self.layout.set_font_description(Pango.FontDescription.from_string(style.font))
        if available:
            self.layout.set_width(round(available * Pango.SCALE))
            self.layout.set_indent(-round(style.hanging * Pango.SCALE))
            text = tie(text)
        if style.leading != 1.0:
            self.layout.set_line_spacing(style.leading)
        if style.centred:
            self.layout.set_alignment(Pango.Alignment.CENTER)
        self.layout.set_text(text, -1)
        extent = self.layout.get_extents()[1]
        self.width = extent.width / Pango.SCALE
        self.height = extent.height / Pango.SCALE

    def draw(self, context, left, top):
        context.move_to(left, top)
        PangoCairo.show_layout(context, self.layout)

    def draw_on_baseline(self, context, left, baseline):
        self.draw(context, left, baseline - self.layout.get_baseline() / Pango.SCALE)


def width(text, style):
    return Block(text, style).width


def draw_rule(context, left, right, y, thickness):
    context.set_line_width(thickness)
    context.move_to(left, y)
    context.line_to(right, y)
    context.stroke()


def missing_families():
    """Return those of our families that this machine does not have."""
    present = {family.get_name() for family in CONTEXT.get_font_map().list_families()}
    return [family for family in FAMILIES if family not in present]
