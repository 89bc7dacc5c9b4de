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
GUIDE_TITLE = Style("PT Sans Bold 18")
GUIDE_HEADING = Style("PT Sans Bold 13")
GUIDE = Style("PT Sans 12.5")
GUIDE_ITEM = Style("PT Sans 12.5", hanging=4.6 * MM)
NUMBER = Style("PT Sans Bold 8.5")


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


def lay_out(text, font):
    layout = Pango.Layout(CONTEXT)
    layout.set_font_description(font)
    layout.set_text(text, -1)
    return layout


def rows(layout):
    """Break a *layout* into one for each of its lines, with where it starts and its baseline.

    Pango leaves out the space at which a line is broken, and the two words around it would be one to those
    who have the page read to them.  A line laid out by itself keeps its space.
    """
    text = layout.get_text().encode("utf-8")
    font = layout.get_font_description()
    iterator = layout.get_iter()
    while True:
        line = iterator.get_line_readonly()
        own = text[line.start_index : line.start_index + line.length].decode("utf-8")
        start = iterator.get_line_extents()[1].x / Pango.SCALE
        yield lay_out(own, font), start, iterator.get_baseline() / Pango.SCALE
        if not iterator.next_line():
            return


class Block:
    """A piece of text set in one style, on one line or broken at *available* points."""

    def __init__(self, text, style, available=None):
        font = Pango.FontDescription.from_string(style.font)
        layout = lay_out(tie(text) if available else text, font)
        if available:
            layout.set_width(round(available * Pango.SCALE))
            layout.set_indent(-round(style.hanging * Pango.SCALE))
        if style.leading != 1.0:
            layout.set_line_spacing(style.leading)
        if style.centred:
            layout.set_alignment(Pango.Alignment.CENTER)
        extent = layout.get_extents()[1]
        self.width = extent.width / Pango.SCALE
        self.height = extent.height / Pango.SCALE
        self.baseline = layout.get_baseline() / Pango.SCALE
        self.rows = list(rows(layout))

    def draw(self, context, left, top):
        for row, start, baseline in self.rows:
            context.move_to(left + start, top + baseline)
            PangoCairo.show_layout_line(context, row.get_line_readonly(0))

    def draw_on_baseline(self, context, left, baseline):
        self.draw(context, left, baseline - self.baseline)


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
