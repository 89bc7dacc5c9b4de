# SPDX-License-Identifier: GPL-3.0-or-later
"""A PDF file as qpdf tells it in JSON, with what is added to it and what is changed in it."""

import base64
import json
import subprocess


class File:
    """The PDF at *source*; new objects are numbered after those it already has."""

    def __init__(self, source):
        command = ["qpdf", "--json=2", "--json-stream-data=inline", source]
        known = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        self.source = source
        self.header, self.existing = known["qpdf"]
        self.pages = [page["object"] for page in known["pages"]]
        self.root = self.existing["trailer"]["value"]["/Root"]
        self.last_number = self.header["maxobjectid"]
        self.entries = {}

    def reserve(self):
        """Return a reference for an object that is written later, so that others may name it before."""
        self.last_number += 1
        return f"{self.last_number} 0 R"

    def put(self, reference, value):
        self.entries[f"obj:{reference}"] = {"value": value}

    def add(self, value):
        reference = self.reserve()
        self.put(reference, value)
        return reference

    def put_stream(self, reference, data, dictionary=None):
        encoded = base64.b64encode(data).decode("ascii")
        self.entries[f"obj:{reference}"] = {"stream": {"data": encoded, "dict": dictionary or {}}}

    def add_stream(self, data, dictionary=None):
        reference = self.reserve()
        self.put_stream(reference, data, dictionary)
        return reference

    def value(self, reference):
        key = f"obj:{reference}"
        return self.entries.get(key, self.existing.get(key))["value"]

    def stream(self, reference):
        return base64.b64decode(self.existing[f"obj:{reference}"]["stream"]["data"])

    def change(self, reference, changes):
        """Give keys of a dictionary other values."""
        self.put(reference, self.value(reference) | changes)

    def write(self, target):
        update = f"{target}.json"
        header = self.header | {"maxobjectid": self.last_number}
        with open(update, "w", encoding="utf-8") as stream:
            json.dump({"qpdf": [header, self.entries]}, stream, ensure_ascii=False)
        subprocess.run(
            [
                "qpdf",
                self.source,
                f"--update-from-json={update}",
                "--deterministic-id",
                "--recompress-flate",
                "--compression-level=9",
                "--object-streams=generate",
                target,
            ],
            check=True,
        )
