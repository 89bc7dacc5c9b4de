# SPDX-License-Identifier: GPL-3.0-or-later
"""The texts of Kapka and their translations, for the programs that check and list them."""

import ast
import csv
import functools
import pathlib
import re
import subprocess
import tempfile

LANGUAGES = ['ru', 'udm']
# Where each Udmurt word comes from.
ATTESTED = 'tests/data/udmurt-attested.tsv'
# What the catalogue and the keyboard say to people.
LOCAL_KEYS = ['Name', 'Description', 'Door', 'Hint']
KEYWORDS = ['-k_', '-kN_', '-kC_:1c,2', '-kNC_:1c,2', '-kg_dngettext:2,3']
MARKED = re.compile(r'(\b_|N_|NC_|C_) ?\("|g_dngettext')


class Entry:
    """One text of a .po file: `key` is its context and its English."""

    def __init__(self):
        self.context = self.english = self.plural = ''
        self.translations = []
        self.places = []
        self.flags = []

    @property
    def key(self):
        return self.context, self.english


def _read_line(entry, keyword, value):
    if keyword == 'msgctxt':
        entry.context = value
    elif keyword == 'msgid':
        entry.english = value
    elif keyword == 'msgid_plural':
        entry.plural = value
    else:
        entry.translations.append(value)


def _read_block(block):
    entry = Entry()
    for line in block.splitlines():
        if line.startswith('#:'):
            entry.places += line[2:].split()
        elif line.startswith('#,'):
            entry.flags += [flag.strip() for flag in line[2:].split(',')]
        elif not line.startswith('#'):
            keyword, value = line.split(' ', 1)
            _read_line(entry, keyword.split('[')[0], ast.literal_eval(value))
    return entry


def read_po(path):
    """Returns the entries of a .po file, as msgattrib prints them: its header and what is obsolete left out."""
    text = subprocess.run(['msgattrib', '--no-obsolete', '--no-wrap', path], check=True, capture_output=True, text=True).stdout
    # A text of several lines has its keyword before an empty one.
    text = re.sub(r'^(msg\S+) ""\n((?:".*"\n?)+)',
                  lambda m: m[1] + ' "' + ''.join(line[1:-1] for line in m[2].splitlines()) + '"\n', text, flags=re.MULTILINE)
    entries = [_read_block(block) for block in text.split('\n\n') if 'msgid' in block]
    return [entry for entry in entries if entry.english]


def list_files(root, *patterns):
    listed = subprocess.run(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard', *patterns],
                            cwd=root, check=True, capture_output=True, text=True)
    return sorted(name for name in listed.stdout.split('\0') if name and (root / name).is_file())


def list_sources(root):
    """Returns the files that have texts for people."""
    code = [name for name in list_files(root, 'app/*.c', 'ui/*.c') if MARKED.search((root / name).read_text())]
    templates = [name for name in list_files(root, 'resources/ui/*.ui') if 'translatable="yes"' in (root / name).read_text()]
    return code + templates


def read_sources(root):
    """Returns an entry for every text of the sources, with the places where it stands."""
    with tempfile.NamedTemporaryFile(suffix='.pot') as template:
        subprocess.run(['xgettext', '--from-code=UTF-8', *KEYWORDS, '-o', template.name, *list_sources(root)], cwd=root, check=True)
        return read_po(template.name)


def read_translations(root):
    """Returns for each language its entries by key."""
    return {language: {entry.key: entry for entry in read_po(root / 'resources' / 'po' / f'{language}.po')} for language in LANGUAGES}


def read_attested(root):
    """Returns the rows of the Udmurt words that sources attest, each by its word."""
    with open(root / ATTESTED, encoding='utf-8', newline='') as file:
        return {row['udm']: row for row in csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE)}


def read_local_texts(root):
    """Yields file, group, key and the texts by language of everything the catalogue and the keyboard say to people."""
    for name in list_files(root, 'resources/catalog/*.ini', 'resources/keyboard/*.keys'):
        group, texts = '', {}
        for line in (root / name).read_text().splitlines() + ['[]']:
            if line.startswith('['):
                yield from ((name, group, key, by_language) for key, by_language in texts.items())
                group, texts = line.strip('[]'), {}
            match = re.fullmatch(r'([A-Za-z]+)(?:\[(\w+)\])?=(.*)', line)
            if match and match[1] in LOCAL_KEYS:
                texts.setdefault(match[1], {})[match[2] or 'ru'] = match[3]


@functools.lru_cache
def _list_code(root):
    return {pathlib.PurePath(name).stem: str(pathlib.PurePath(name).parent) for name in list_files(root, 'ui/*.c')}


def find_room(root, place):
    """Returns the folder whose code says the text of @place; a template belongs to the code of its name."""
    path = pathlib.PurePath(place.rsplit(':', 1)[0])
    return _list_code(root).get(path.stem, 'ui') if path.suffix == '.ui' else str(path.parent)
