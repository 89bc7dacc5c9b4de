# SPDX-License-Identifier: GPL-3.0-or-later
"""Fields over a typeset sheet."""

from . import face

MULTILINE = 1 << 12
NO_SPELL_CHECK = 1 << 22
NO_SCROLL = 1 << 23
PRINTED = 4

TEXT_SIZE = 11.5
STYLE = f"{face.RESOURCE_NAME} {TEXT_SIZE} Tf 0 g"
# Poppler breaks a line at the full width of a field and then starts it two points from the left, so a full
# line would lose two points at the right.  Letters narrower by a hundredth make up for it unseen.
STYLE_OF_MANY_LINES = f"{STYLE} 99 Tz"


def appearance(file, box):
    """Draw an empty field: nothing, or the lines a pen needs.

    The lines of a field of many lines belong to its empty look rather than to the page.  When a visitor
    fills the field on the screen the viewer draws a new look, and the text stands on clean paper instead
    of running across lines that are spaced for handwriting.
    """
    width, height = box.right - box.left, box.bottom - box.top
    strokes = [f"0 {height - y:.2f} m {width:.2f} {height - y:.2f} l S" for y in box.rules]
    content = " ".join(["0.45 w", *strokes]) if strokes else ""
    return file.add_stream(
        content.encode("ascii"),
        {
            "/Type": "/XObject",
            "/Subtype": "/Form",
            "/BBox": [0, 0, round(width, 2), round(height, 2)],
            "/Resources": {},
        },
    )


def widget(file, box, page, page_height):
    field = box.field
    sides = (box.left, page_height - box.bottom, box.right, page_height - box.top)
    look = {
        "/Type": "/Annot",
        "/Subtype": "/Widget",
        "/FT": "/Tx",
        "/T": f"u:{field.name}",
        "/TU": f"u:{field.tip}",
        "/F": PRINTED,
        "/Ff": NO_SPELL_CHECK | NO_SCROLL | (MULTILINE if box.multiline else 0),
        "/DA": f"u:{STYLE_OF_MANY_LINES if box.multiline else STYLE}",
        "/P": page,
        "/Rect": [round(side, 2) for side in sides],
        "/AP": {"/N": appearance(file, box)},
    }
    if field.max_length:
        look["/MaxLen"] = field.max_length
    box.widget = file.add(look)
    return box.widget


def add_fields(file, pages, page_height, font_path):
    """Put the boxes of each of *pages* on its page of *file*."""
    font = face.add_to(file, font_path)
    fields = []
    for page, boxes in zip(file.pages, pages, strict=True):
        widgets = [widget(file, box, page, page_height) for box in boxes]
        fields += widgets
        file.change(page, {"/Annots": widgets, "/Tabs": "/S"})
    resources = {"/Font": {face.RESOURCE_NAME: font}}
    file.change(file.root, {"/AcroForm": {"/Fields": fields, "/DA": f"u:{STYLE}", "/DR": resources}})
