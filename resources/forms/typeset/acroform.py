# SPDX-License-Identifier: GPL-3.0-or-later
"""Text fields over a typeset sheet, written as the update qpdf reads in its JSON form."""

import base64
import json
import subprocess

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


class Objects:
    """New objects of a PDF file, numbered after those it already has."""

    def __init__(self, last_number):
        self.last_number = last_number
        self.entries = {}

    def _next(self):
        self.last_number += 1
        return f"{self.last_number} 0 R"

    def add(self, value):
        reference = self._next()
        self.replace(reference, value)
        return reference

    def add_stream(self, data, dictionary=None):
        reference = self._next()
        encoded = base64.b64encode(data).decode("ascii")
        self.entries[f"obj:{reference}"] = {"stream": {"data": encoded, "dict": dictionary or {}}}
        return reference

    def replace(self, reference, value):
        self.entries[f"obj:{reference}"] = {"value": value}


def appearance(objects, box):
    """Draw an empty field: nothing, or the lines a pen needs.

    The lines of a field of many lines belong to its empty look rather than to the page.  When a visitor
    fills the field on the screen the viewer draws a new look, and the text stands on clean paper instead
    of running across lines that are spaced for handwriting.
    """
    width, height = box.right - box.left, box.bottom - box.top
    strokes = [f"0 {height - y:.2f} m {width:.2f} {height - y:.2f} l S" for y in box.rules]
    content = " ".join(["0.45 w", *strokes]) if strokes else ""
    return objects.add_stream(
        content.encode("ascii"),
        {
            "/Type": "/XObject",
            "/Subtype": "/Form",
            "/BBox": [0, 0, round(width, 2), round(height, 2)],
            "/Resources": {},
        },
    )


def widget(objects, box, page, page_height):
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
        "/AP": {"/N": appearance(objects, box)},
    }
    if field.max_length:
        look["/MaxLen"] = field.max_length
    return objects.add(look)


def describe(source):
    """Return what qpdf says of a file: its objects and the references of its pages."""
    run = subprocess.run(["qpdf", "--json=2", source], check=True, capture_output=True)
    return json.loads(run.stdout)


def add_fields(source, target, pages, page_height, font_path):
    """Copy the PDF *source* to *target* with the fields of each of *pages* on it."""
    known = describe(source)
    header, existing = known["qpdf"]
    objects = Objects(header["maxobjectid"])
    font = face.add_to(objects, font_path)
    fields = []
    for page, boxes in zip(known["pages"], pages, strict=True):
        reference = page["object"]
        widgets = [widget(objects, box, reference, page_height) for box in boxes]
        fields += widgets
        changed = dict(existing[f"obj:{reference}"]["value"])
        objects.replace(reference, changed | {"/Annots": widgets, "/Tabs": "/S"})
    root = existing["trailer"]["value"]["/Root"]
    objects.replace(
        root,
        existing[f"obj:{root}"]["value"]
        | {
            "/Lang": "u:ru-RU",
            "/ViewerPreferences": {"/DisplayDocTitle": True},
            "/AcroForm": {
                "/Fields": fields,
                "/DA": f"u:{STYLE}",
                "/DR": {"/Font": {face.RESOURCE_NAME: font}},
            },
        },
    )
    header = header | {"maxobjectid": objects.last_number}
    update = f"{target}.json"
    with open(update, "w", encoding="utf-8") as stream:
        json.dump({"qpdf": [header, objects.entries]}, stream, ensure_ascii=False)
    subprocess.run(
        [
            "qpdf",
            source,
            f"--update-from-json={update}",
            "--deterministic-id",
            "--recompress-flate",
            "--compression-level=9",
            "--object-streams=generate",
            target,
        ],
        check=True,
    )
