# SPDX-License-Identifier: GPL-3.0-or-later
"""Fields over a typeset sheet: places to write in, choices and squares to tick."""

from . import face
from .sheet import RULE_WIDTH, Choice, Tick

RADIO = 1 << 15
NO_TOGGLE_TO_OFF = 1 << 14
MULTILINE = 1 << 12
COMBO = 1 << 17
EDIT = 1 << 18
NO_SPELL_CHECK = 1 << 22
NO_SCROLL = 1 << 23
PRINTED = 4

TEXT_SIZE = 11.5
STYLE = f"{face.RESOURCE_NAME} {TEXT_SIZE} Tf 0 g"
# Poppler breaks a line at the full width of a field and then starts it two points from the left, so a full
# line would lose two points at the right.  Letters narrower by a hundredth make up for it unseen.
STYLE_OF_MANY_LINES = f"{STYLE} 99 Tz"
TICKED = "on"


def look(file, box, content):
    width, height = box.right - box.left, box.bottom - box.top
    form = {
        "/Type": "/XObject",
        "/Subtype": "/Form",
        "/BBox": [0, 0, round(width, 2), round(height, 2)],
        "/Resources": {},
    }
    return file.add_stream(content.encode("ascii"), form)


def empty_look(file, box):
    """Draw an empty field: nothing, or the lines a pen needs.

    The lines of a field of many lines belong to its empty look rather than to the page.  When a visitor
    fills the field on the screen the viewer draws a new look, and the text stands on clean paper instead
    of running across lines that are spaced for handwriting.
    """
    width, height = box.right - box.left, box.bottom - box.top
    strokes = [f"0 {height - y:.2f} m {width:.2f} {height - y:.2f} l S" for y in box.rules]
    return look(file, box, " ".join([f"{RULE_WIDTH} w", *strokes]) if strokes else "")


def tick_looks(file, box):
    """Draw a square as it is printed empty, and ticked as by a pen; no font is needed for either."""
    side = box.right - box.left
    inner = side - 1
    square = f"0.7 w 0.5 0.5 {inner:.2f} {inner:.2f} re S"
    points = [(0.22, 0.52), (0.43, 0.26), (0.80, 0.80)]
    (x, y), *rest = [(side * across, side * up) for across, up in points]
    stroke = f"{x:.2f} {y:.2f} m " + " ".join(f"{x:.2f} {y:.2f} l" for x, y in rest)
    state = f"/{box.field.value or TICKED}"
    ticked = f"{square} 1 J 1 j 1.6 w {stroke} S"
    return {state: look(file, box, ticked), "/Off": look(file, box, square)}


def writing(file, box):
    """What a place to write in has of its own; a choice is one that offers something."""
    field = box.field
    value = {
        "/FT": "/Tx",
        "/Ff": NO_SPELL_CHECK | NO_SCROLL | (MULTILINE if box.multiline else 0),
        "/DA": f"u:{STYLE_OF_MANY_LINES if box.multiline else STYLE}",
        "/AP": {"/N": empty_look(file, box)},
    }
    if isinstance(field, Choice):
        options = [f"u:{option}" for option in field.options]
        value |= {"/FT": "/Ch", "/Ff": COMBO | EDIT | NO_SPELL_CHECK, "/Opt": options}
    if field.max_length:
        value["/MaxLen"] = field.max_length
    return value


def ticking(file, box):
    value = {"/AS": "/Off", "/AP": {"/N": tick_looks(file, box)}}
    if not box.field.value:
        value |= {"/FT": "/Btn", "/V": "/Off"}
    return value


def add_widget(file, box, page, page_height):
    sides = (box.left, page_height - box.bottom, box.right, page_height - box.top)
    value = {
        "/Type": "/Annot",
        "/Subtype": "/Widget",
        "/TU": f"u:{box.field.tip}",
        "/F": PRINTED,
        "/P": page,
        "/Rect": [round(side, 2) for side in sides],
    }
    value |= ticking(file, box) if isinstance(box.field, Tick) else writing(file, box)
    box.widget = file.add(value)
    return box.widget


class Fields:
    """The fields of a document; squares that exclude one another are one field of several widgets."""

    def __init__(self, file):
        self.file = file
        self.references = []
        self.groups = {}

    def add(self, box):
        name = box.field.name
        if not isinstance(box.field, Tick) or not box.field.value:
            self.file.change(box.widget, {"/T": f"u:{name}"})
            self.references.append(box.widget)
            return
        if name not in self.groups:
            self.groups[name] = self.file.add(
                {"/FT": "/Btn", "/Ff": RADIO | NO_TOGGLE_TO_OFF, "/T": f"u:{name}", "/V": "/Off", "/Kids": []}
            )
            self.references.append(self.groups[name])
        group = self.groups[name]
        kids = self.file.value(group)["/Kids"]
        self.file.change(group, {"/Kids": [*kids, box.widget]})
        self.file.change(box.widget, {"/Parent": group})


def add_fields(file, pages, page_height, font_path):
    """Put the boxes of each of *pages* on its page of *file*."""
    if not any(pages):
        return
    font = face.add_to(file, font_path)
    fields = Fields(file)
    for page, boxes in zip(file.pages, pages, strict=True):
        widgets = [add_widget(file, box, page, page_height) for box in boxes]
        file.change(page, {"/Annots": widgets, "/Tabs": "/S"})
        for box in boxes:
            fields.add(box)
    resources = {"/Font": {face.RESOURCE_NAME: font}}
    form = {"/Fields": fields.references, "/DA": f"u:{STYLE}", "/DR": resources}
    file.change(file.root, {"/AcroForm": form})
