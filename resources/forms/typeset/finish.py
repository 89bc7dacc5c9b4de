# SPDX-License-Identifier: GPL-3.0-or-later
"""What makes a drawn sheet a document: its fields, its tags and its language."""

from . import acroform, pdf, structure
from .sheet import PAGE_HEIGHT


def finish(source, target, sheet, font_path):
    """Copy the drawn *sheet* from *source* to *target* with all that cairo does not know."""
    file = pdf.File(source)
    acroform.add_fields(file, [page.boxes for page in sheet.pages], PAGE_HEIGHT, font_path)
    structure.add_tree(file, sheet.document)
    file.write(target)
