# SPDX-License-Identifier: GPL-3.0-or-later
"""The typeface in which a filled field is written.

A text field names its font in the form's resources, and a viewer encodes what a visitor types with that
font's own tables.  The simple fonts every viewer knows have no Cyrillic, so the sheet carries PT Sans
itself as a Type 0 font with Identity-H encoding and a ToUnicode table: a letter then finds its glyph on a
machine without any font installed.  Only letters a Russian or Udmurt reader may write are kept.
"""

import io

from fontTools import subset
from fontTools.ttLib import TTFont

# Letters of the languages of Russia in Cyrillic, Latin for addresses in the Internet, and the punctuation
# of both.
WANTED = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *range(0x400, 0x530),
    *range(0x2010, 0x2016),
    *range(0x2018, 0x201F),
    *(0x2022, 0x2026, 0x2030, 0x2039, 0x203A, 0x20AC, 0x20BD, 0x2116, 0x2212),
]

RESOURCE_NAME = "/PTSans"


def cut(path):
    """Return the font at *path* as TrueType bytes, its glyph for each code point, and the parsed font."""
    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13]
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += ["kern", "GPOS", "GSUB", "GDEF", "DSIG", "FFTM"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=WANTED)
    subsetter.subset(font)
    data = io.BytesIO()
    font.save(data, reorderTables=True)
    glyphs = {code: font.getGlyphID(name) for code, name in font.getBestCmap().items()}
    return data.getvalue(), glyphs, font


def to_unicode(glyphs):
    """Write the CMap that leads back from a glyph to its letter, so that printed text can be searched."""
    codes = {}
    for code, glyph in sorted(glyphs.items()):
        codes.setdefault(glyph, code)
    pairs = [f"<{glyph:04X}> <{code:04X}>" for glyph, code in sorted(codes.items())]
    # The CMap format allows at most a hundred entries in one block.
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )


def add_to(objects, path):
    """Add the font at *path* to *objects* and return the reference a form's resources should hold."""
    data, glyphs, font = cut(path)
    per_em = 1000 / font["head"].unitsPerEm
    widths = [round(font["hmtx"][name][0] * per_em) for name in font.getGlyphOrder()]
    box = [round(font["head"].__dict__[side] * per_em) for side in ("xMin", "yMin", "xMax", "yMax")]
    name = "/KAPKAF+PTSans-Regular"
    descriptor = objects.add(
        {
            "/Type": "/FontDescriptor",
            "/FontName": name,
            "/Flags": 32,
            "/FontBBox": box,
            "/ItalicAngle": 0,
            "/Ascent": round(font["hhea"].ascent * per_em),
            "/Descent": round(font["hhea"].descent * per_em),
            "/CapHeight": 700,
            "/StemV": 80,
            "/FontFile2": objects.add_stream(data, {"/Length1": len(data)}),
        }
    )
    descendant = objects.add(
        {
            "/Type": "/Font",
            "/Subtype": "/CIDFontType2",
            "/BaseFont": name,
            "/CIDSystemInfo": {"/Registry": "u:Adobe", "/Ordering": "u:Identity", "/Supplement": 0},
            "/CIDToGIDMap": "/Identity",
            "/DW": widths[0],
            "/W": [0, widths],
            "/FontDescriptor": descriptor,
        }
    )
    return objects.add(
        {
            "/Type": "/Font",
            "/Subtype": "/Type0",
            "/BaseFont": name,
            "/Encoding": "/Identity-H",
            "/DescendantFonts": [descendant],
            "/ToUnicode": objects.add_stream(to_unicode(glyphs).encode("ascii")),
        }
    )
