# SPDX-License-Identifier: GPL-3.0-or-later
"""What a sheet is made of, in the order in which it is read: the tags a screen reader goes by.

Cairo marks each piece of a page with a number but knows neither fields nor ornaments, so the tree it writes
is put aside and another takes its place: it holds the fields where they are read, and what only decorates
or repeats itself on each page is no part of it.
"""

import dataclasses
import re

# Every piece is drawn as one or the other of these; what they become is told by the tree.
READ, PASSED_OVER = "P", "NonStruct"

LANGUAGE = "u:ru-RU"


@dataclasses.dataclass
class Element:
    """A tag with its *kids*: further elements, marks of a page, and boxes of fields."""

    role: str
    kids: list = dataclasses.field(default_factory=list)
    alternative: str = ""

    def add(self, role, alternative=""):
        kid = Element(role, alternative=alternative)
        self.kids.append(kid)
        return kid


@dataclasses.dataclass
class Mark:
    """A piece of a page; *number* is known once it is drawn, and only what is *read* is in the tree."""

    draw: object
    arguments: tuple
    read: bool
    page: int = 0
    number: int = 0


def draw_marks(context, page, marks):
    """Draw the *marks* of the page with the index *page*, numbered as cairo numbers them."""
    for number, mark in enumerate(marks):
        tag = READ if mark.read else PASSED_OVER
        mark.page, mark.number = page, number
        context.tag_begin(tag, "")
        mark.draw(context, *mark.arguments)
        context.tag_end(tag)


class Tree:
    """The tree as it is written into a file."""

    def __init__(self, file):
        self.file = file
        self.of_marks = [{} for _ in file.pages]
        self.of_widgets = []

    def kid(self, element, reference, kid):
        if isinstance(kid, Element):
            return self.write(kid, reference)
        if isinstance(kid, Mark):
            element["/Pg"] = self.file.pages[kid.page]
            self.of_marks[kid.page][kid.number] = reference
            return kid.number
        page = self.file.value(kid.widget)["/P"]
        self.file.change(kid.widget, {"/StructParent": len(self.file.pages) + len(self.of_widgets)})
        self.of_widgets.append(reference)
        return {"/Type": "/OBJR", "/Obj": kid.widget, "/Pg": page}

    def write(self, element, parent):
        reference = self.file.reserve()
        value = {"/Type": "/StructElem", "/S": f"/{element.role}", "/P": parent}
        if element.role == "Document":
            value["/Lang"] = LANGUAGE
        if element.alternative:
            value["/Alt"] = f"u:{element.alternative}"
        value["/K"] = [self.kid(value, reference, kid) for kid in element.kids]
        self.file.put(reference, value)
        return reference

    def parents(self):
        """Return the table that leads from a piece or a field back to its element."""
        table = []
        for index, marks in enumerate(self.of_marks):
            row = [marks.get(number) for number in range(max(marks, default=-1) + 1)]
            table += [index, self.file.add(row)]
        for index, reference in enumerate(self.of_widgets, len(self.of_marks)):
            table += [index, reference]
        return {"/Nums": table}


def pass_over_ornaments(file):
    """Mark as ornament what is drawn on the pages and is no part of the tree."""
    for index, page in enumerate(file.pages):
        contents = file.value(page)["/Contents"]
        ornament = rf"/{PASSED_OVER} << /MCID \d+ >> BDC".encode("ascii")
        file.put_stream(contents, re.sub(ornament, b"/Artifact BMC", file.stream(contents)))
        file.change(page, {"/StructParents": index})


def add_tree(file, document):
    """Tag *file* with the element *document* and all it holds; the fields must be there already."""
    root = file.reserve()
    tree = Tree(file)
    top = tree.write(document, root)
    parents = tree.parents()
    next_key = len(tree.of_marks) + len(tree.of_widgets)
    file.put(
        root,
        {"/Type": "/StructTreeRoot", "/K": [top], "/ParentTree": parents, "/ParentTreeNextKey": next_key},
    )
    pass_over_ornaments(file)
    file.change(
        file.root,
        {
            "/StructTreeRoot": root,
            "/MarkInfo": {"/Marked": True},
            "/Lang": LANGUAGE,
            "/ViewerPreferences": {"/DisplayDocTitle": True},
        },
    )
