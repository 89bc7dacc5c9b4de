# SPDX-License-Identifier: GPL-3.0-or-later
"""A sheet of A4 with text, ruled lines and the places where a visitor writes.

Lengths in the calls are millimetres; inside, everything is in points, from the upper left corner.
"""

import contextlib
import dataclasses

from . import lettering, structure
from .lettering import MM

PAGE_WIDTH, PAGE_HEIGHT = 595.276, 841.89

MARK = "Образец. Не является официальным бланком"

LEFT, RIGHT = 25 * MM, PAGE_WIDTH - 15 * MM
TOP, BOTTOM = 22 * MM, PAGE_HEIGHT - 18 * MM
HEAD, FOOT = 15 * MM, PAGE_HEIGHT - 12 * MM
ASIDE = 90 * MM

# A hand needs at least 8 mm from line to line.
LINE = 8.5 * MM
CAPTION = 4.2 * MM
GAP = 1.6 * MM
# What is typed into a field stands a little above its line, level with the words beside it.
RULE_BELOW_BASELINE = 0.9 * MM
TYPED_HEIGHT = 6 * MM
# The first typed line of several stands level with the word before them.
TYPED_TOP = 2.6 * MM
RULE_WIDTH = 0.45
TICK = 4.6 * MM

# The place of the last line for the pen.
SIGNATURE = "signature"


@dataclasses.dataclass
class Field:
    """A place to write in: *name* is for programs, *tip* for people; no *width* takes what is left."""

    name: str
    tip: str
    width: float | None = None
    caption: str = ""
    max_length: int = 0


@dataclasses.dataclass
class Choice(Field):
    """A place to write in that offers *options*; a visitor may write something else."""

    options: tuple = ()


@dataclasses.dataclass
class Tick:
    """A square to tick. Squares of one *name* with a *value* each exclude one another."""

    name: str
    tip: str
    value: str = ""


@dataclasses.dataclass
class Pen:
    """A line that is only ever written on by hand, such as a signature."""

    width: float | None = None
    caption: str = ""


@dataclasses.dataclass
class Box:
    """A field in its place; *rules* are the lines of its empty look, measured from its top.

    The *widget* is what the field became in the file.
    """

    field: Field | Tick
    left: float
    top: float
    right: float
    bottom: float
    multiline: bool = False
    rules: tuple = ()
    widget: str = ""


@dataclasses.dataclass
class Page:
    marks: list = dataclasses.field(default_factory=list)
    boxes: list = dataclasses.field(default_factory=list)
    # Where a guide puts a number: the left end of a field or of a line for the pen.
    places: dict = dataclasses.field(default_factory=dict)


def shared_width(items, available):
    """Return the width of each item of a row; those without one share the rest of *available* equally."""
    widths = []
    for item in items:
        if isinstance(item, str):
            widths.append(lettering.width(item, lettering.TEXT))
        elif isinstance(item, Tick):
            widths.append(TICK)
        else:
            widths.append(item.width * MM if item.width else None)
    rest = available - GAP * (len(items) - 1) - sum(width for width in widths if width)
    growing = widths.count(None)
    if rest < growing * 15 * MM:
        raise ValueError(f"the row is too long: {items}")
    return [width or rest / growing for width in widths]


class Sheet:
    """The pages of one sample, filled from top to bottom by the calls of its source."""

    mark = MARK
    right = RIGHT

    def __init__(self, title, law):
        self.title = title
        self.law = law
        self.pages = []
        self.left = LEFT
        self.document = structure.Element("Document")
        self.element = self.document
        self.break_page()

    def break_page(self):
        self.pages.append(Page())
        self.y = TOP
        self._frame(first=len(self.pages) == 1)

    @contextlib.contextmanager
    def part(self, role, alternative=""):
        """Let what follows be one element of the document, within the element it stands in."""
        outer = self.element
        self.element = outer.add(role, alternative)
        yield
        self.element = outer

    def _mark(self, draw, *arguments):
        mark = structure.Mark(draw, arguments, read=True)
        self.pages[-1].marks.append(mark)
        self.element.kids.append(mark)

    def _ornament(self, draw, *arguments):
        self.pages[-1].marks.append(structure.Mark(draw, arguments, read=False))

    def _rule(self, left, right, y):
        self._ornament(lettering.draw_rule, left, right, y, RULE_WIDTH)

    def _box(self, box):
        self.pages[-1].boxes.append(box)
        self.pages[-1].places.setdefault(box.field.name, (box.left, (box.top + box.bottom) / 2))
        self.element.add("Form").kids.append(box)

    def _need(self, height):
        if self.y + height > BOTTOM + 0.01:
            self.break_page()

    def skip(self, height):
        self.y += height * MM

    @contextlib.contextmanager
    def aside(self):
        """Set what follows in the narrow column at the right, where a letter names its two sides."""
        self.left = ASIDE
        with self.part("Sect"):
            yield
        self.left = LEFT

    def heading(self, text, below=""):
        self.skip(5)
        self.paragraph(text, lettering.HEADING, "H1")
        if below:
            self.skip(1)
            self.paragraph(below, lettering.SUBHEADING)
        self.skip(3)

    def section(self, text):
        self.skip(3)
        self.paragraph(text, lettering.SECTION, "H2")

    def paragraph(self, text, style=lettering.TEXT, role="P"):
        block = lettering.Block(text, style, self.right - self.left)
        self._need(block.height)
        with self.part(role):
            self._mark(block.draw, self.left, self.y)
        self.y += block.height

    def _word(self, text, left, rule):
        block = lettering.Block(text, lettering.TEXT)
        self._mark(block.draw_on_baseline, left, rule - RULE_BELOW_BASELINE)
        return block.width

    def _caption(self, text, left, right, rule):
        block = lettering.Block(text, lettering.CAPTION)
        if block.width > right - left + 2 * GAP:
            raise ValueError(f"the caption is wider than its line: {text}")
        self._mark(block.draw, (left + right - block.width) / 2, rule + 0.5 * MM)

    def _place(self, field, left, right, rule):
        if isinstance(field, Tick):
            self._box(Box(field, left, rule - TICK, right, rule))
            return
        self._rule(left, right, rule)
        if isinstance(field, Field):
            self._box(Box(field, left, rule - TYPED_HEIGHT, right, rule))
        else:
            self.pages[-1].places[SIGNATURE] = (left, rule - TYPED_HEIGHT / 2)
        if field.caption:
            self._caption(field.caption, left, right, rule)

    def row(self, *items):
        """Set words, fields and pen lines side by side on one line."""
        captioned = any(not isinstance(item, str) and item.caption for item in items)
        height = LINE + (CAPTION if captioned else 0)
        self._need(height)
        rule = self.y + LINE
        x = self.left
        with self.part("P"):
            for item, width in zip(items, shared_width(items, self.right - self.left), strict=True):
                if isinstance(item, str):
                    self._word(item, x, rule)
                else:
                    self._place(item, x, x + width, rule)
                x += width + GAP
        self.y += height

    def tick_row(self, *choices):
        """Set squares with what each stands for side by side, in columns of one width."""
        width = (self.right - self.left + GAP) / max(len(choices), 2)
        height = TICK + 1.4 * MM
        self._need(height)
        with self.part("P"):
            for column, (tick, words) in enumerate(choices):
                left = self.left + width * column
                block = lettering.Block(words, lettering.TEXT)
                if block.width > width - TICK - 2 * GAP:
                    raise ValueError(f"the words are wider than their column: {words}")
                self._box(Box(tick, left, self.y, left + TICK, self.y + TICK))
                self._mark(block.draw, left + TICK + GAP, self.y - 0.3 * MM)
        self.y += height

    def ticks(self, *choices):
        """Set squares with what each stands for, one a line."""
        for tick, words in choices:
            block = lettering.Block(words, lettering.TEXT, self.right - self.left - TICK - GAP)
            height = max(block.height, TICK) + 1.4 * MM
            self._need(height)
            with self.part("P"):
                self._box(Box(tick, self.left, self.y, self.left + TICK, self.y + TICK))
                self._mark(block.draw, self.left + TICK + GAP, self.y - 0.3 * MM)
            self.y += height

    def lines(self, name, tip, count=None, caption="", label=""):
        """Rule *count* lines for free text, or as many as the page still holds, behind a *label*."""
        below = CAPTION if caption else 0
        if count is None:
            count = int((BOTTOM - self.y - below) / LINE)
        self._need(count * LINE + below)
        with self.part("P"):
            self._lines(Field(name, tip), count, caption, label)
        self.y += count * LINE + below

    def _lines(self, field, count, caption, label):
        left, bottom = self.left, self.y + count * LINE
        if label:
            left += self._word(label, left, self.y + LINE) + GAP
        top = self.y + TYPED_TOP
        rules = tuple(LINE * line - TYPED_TOP for line in range(1, count + (0 if caption else 1)))
        self._box(Box(field, left, top, RIGHT, bottom, multiline=True, rules=rules))
        # The line over a caption belongs to the page: the caption hangs on it, filled or not.
        if caption:
            self._rule(left, RIGHT, bottom)
            self._caption(caption, left, RIGHT, bottom)

    def memo(self, *sentences):
        """Advise the visitor in small type at the foot of the page."""
        heading = lettering.Block("Памятка", lettering.MEMO_HEADING, RIGHT - LEFT)
        blocks = [lettering.Block(f"— {text}", lettering.MEMO, RIGHT - LEFT) for text in sentences]
        height = heading.height + sum(block.height for block in blocks)
        self._need(height + 4 * MM)
        self.y = BOTTOM - height
        self._rule(LEFT, RIGHT, self.y - 2 * MM)
        with self.part("H2"):
            self._mark(heading.draw, LEFT, self.y)
        self.y += heading.height
        with self.part("L"):
            self._memo_items(blocks)

    def _memo_items(self, blocks):
        for block in blocks:
            with self.part("LI"), self.part("LBody"):
                self._mark(block.draw, LEFT, self.y)
            self.y += block.height

    def _frame(self, first):
        """Set what stands at the head and the foot of every page, and is read on the first one only."""
        mark = lettering.Block(self.mark, lettering.MARK)
        law = lettering.Block(self.law, lettering.CAPTION)
        self._rule(LEFT, RIGHT, HEAD + 2 * MM)
        for block, baseline in ((mark, HEAD), (law, FOOT)):
            if first:
                with self.part("P"):
                    self._mark(block.draw_on_baseline, LEFT, baseline)
            else:
                self._ornament(block.draw_on_baseline, LEFT, baseline)

    def _number_pages(self):
        count = len(self.pages)
        law = lettering.width(self.law, lettering.CAPTION)
        for number, page in enumerate(self.pages, 1):
            block = lettering.Block(f"Страница {number} из {count}", lettering.CAPTION)
            left = RIGHT - block.width
            if LEFT + law + GAP > left:
                raise ValueError(f"the law does not fit beside the page number: {self.law}")
            page.marks.append(structure.Mark(block.draw_on_baseline, (left, FOOT), read=False))

    def draw(self, context):
        """Draw every page on a cairo *context* of a surface of pages."""
        if len(self.pages) > 1:
            self._number_pages()
        for index, page in enumerate(self.pages):
            structure.draw_marks(context, index, page.marks)
            context.show_page()
