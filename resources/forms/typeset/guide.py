# SPDX-License-Identifier: GPL-3.0-or-later
"""A page that explains a sample: the sheet in small with numbers on it, and what to write at each."""

import dataclasses
import math

from . import lettering, sheet
from .lettering import MM

MARK = "Памятка к образцу. Не заменяет совета юриста"

# How wide the small sheet is: a sample of two pages has them one below the other.
WIDTH_OF_ONE, WIDTH_OF_TWO = 76 * MM, 62 * MM
BETWEEN = 4 * MM
COLUMN_GAP = 8 * MM
NUMBER_RADIUS = 2.3 * MM
NUMBER_ROOM = 7 * MM


@dataclasses.dataclass(frozen=True)
class Guide:
    """What is said of a sample.

    *steps* are pairs of the names of places and what to do there; the places of a step bear its number.
    """

    title: str
    purpose: str
    ready: tuple
    steps: tuple
    after: tuple


def draw_number(context, number, x, y):
    """Draw a number in a black circle about *x* and *y*."""
    context.new_path()
    context.arc(x, y, NUMBER_RADIUS, 0, 2 * math.pi)
    context.fill()
    block = lettering.Block(str(number), lettering.NUMBER)
    context.set_source_rgb(1, 1, 1)
    block.draw(context, x - block.width / 2, y - block.height / 2)
    context.set_source_rgb(0, 0, 0)


def draw_small(context, page, left, top, scale):
    """Draw a *page* of the sample with its corner at *left* and *top*."""
    context.save()
    context.translate(left, top)
    context.scale(scale, scale)
    context.rectangle(0, 0, sheet.PAGE_WIDTH, sheet.PAGE_HEIGHT)
    context.set_line_width(0.5 / scale)
    context.stroke()
    for mark in page.marks:
        mark.draw(context, *mark.arguments)
    for box in page.boxes:
        for rule in box.rules:
            lettering.draw_rule(context, box.left, box.right, box.top + rule, sheet.RULE_WIDTH)
        if isinstance(box.field, sheet.Tick):
            context.rectangle(box.left, box.top, sheet.TICK, sheet.TICK)
            context.stroke()
    context.restore()


class Leaf(sheet.Sheet):
    """The one page of a guide to the *sample*."""

    mark = MARK

    def __init__(self, guide, sample):
        super().__init__(f"Как заполнить: {guide.title}", sample.title)
        self.sample = sample

    def list(self, sentences):
        with self.part("L"):
            for sentence in sentences:
                block = lettering.Block(f"— {sentence}", lettering.GUIDE_ITEM, self.right - self.left)
                self._need(block.height)
                with self.part("LI"), self.part("LBody"):
                    self._mark(block.draw, self.left, self.y)
                self.y += block.height + 0.8 * MM

    def subject(self, text):
        self.skip(2.6)
        self.paragraph(text, lettering.GUIDE_HEADING, "H2")
        self.skip(0.8)

    def steps(self, steps):
        with self.part("L"):
            for number, (_places, words) in enumerate(steps, 1):
                self._step(number, words)

    def _step(self, number, words):
        block = lettering.Block(words, lettering.GUIDE, self.right - self.left - NUMBER_ROOM)
        self._need(block.height)
        with self.part("LI"):
            with self.part("Lbl"):
                middle = self.y + NUMBER_RADIUS + 0.5 * MM
                self._mark(draw_number, number, self.left + NUMBER_RADIUS, middle)
            with self.part("LBody"):
                self._mark(block.draw, self.left + NUMBER_ROOM, self.y)
        self.y += max(block.height, 2 * NUMBER_RADIUS) + 1.5 * MM

    def picture(self, steps, width):
        """Draw the pages of the sample from where the page stands and return where they end."""
        scale = width / sheet.PAGE_WIDTH
        height = sheet.PAGE_HEIGHT * scale
        alternative = f"Образец «{self.sample.title}» в уменьшенном виде; места пронумерованы"
        with self.part("Figure", alternative):
            self._mark(self._draw_picture, steps, self.left, self.y, scale)
        return self.y + height * len(self.sample.pages) + BETWEEN * (len(self.sample.pages) - 1)

    def _draw_picture(self, context, steps, left, top, scale):
        for page in self.sample.pages:
            draw_small(context, page, left, top, scale)
            for number, (places, _words) in enumerate(steps, 1):
                for x, y in (page.places[name] for name in places if name in page.places):
                    draw_number(context, number, left + x * scale + NUMBER_RADIUS, top + y * scale)
            top += sheet.PAGE_HEIGHT * scale + BETWEEN


def check_places(guide, sample):
    known = {name for page in sample.pages for name in page.places}
    missing = {name for places, _words in guide.steps for name in places} - known
    if missing:
        raise ValueError(f"the sample has no place {', '.join(sorted(missing))}")


def compose(guide, sample):
    """Return the leaf of *guide* to the finished sheet *sample*."""
    check_places(guide, sample)
    leaf = Leaf(guide, sample)
    leaf.paragraph(f"Как заполнить: {guide.title}", lettering.GUIDE_TITLE, "H1")
    leaf.skip(1.5)
    leaf.paragraph(guide.purpose, lettering.GUIDE)
    leaf.skip(4)
    width = WIDTH_OF_ONE if len(sample.pages) == 1 else WIDTH_OF_TWO
    start = leaf.y
    end = leaf.picture(guide.steps, width)
    leaf.left += width + COLUMN_GAP
    leaf.y = start - 3 * MM
    leaf.subject("Приготовьте")
    leaf.list(guide.ready)
    leaf.subject("Что написать")
    leaf.steps(guide.steps)
    leaf.left = sheet.LEFT
    leaf.y = max(leaf.y, end)
    leaf.subject("Что дальше")
    leaf.list(guide.after)
    if len(leaf.pages) > 1:
        raise ValueError("the guide does not fit on a page")
    return leaf
