"""The figures of `cargo lab metadata` for trafilatura, on the same pages and with the same normalisation.

    python3 -m venv VENV && VENV/bin/pip install trafilatura lxml_html_clean zstandard
    VENV/bin/python crates/lab/peers/metadata.py --data DIR FILE...

Prints for each file and field: the pages whose gold has the field, for how many of them trafilatura gives a value, and for
how many the value is the gold's. `--misses N` prints the first N misses of each field, too.
"""

import argparse
import io
import json
import pathlib
import re

import trafilatura
import zstandard

FIELDS = ("title", "author", "date")


def rows(path):
    with open(path, "rb") as file:
        reader = zstandard.ZstdDecompressor().stream_reader(file)
        for line in io.TextIOWrapper(reader, encoding="utf-8"):
            if line.strip():
                yield json.loads(line)


def words(text):
    """Lower case, runs of letters and digits."""
    return [word for word in re.split(r"[\W_]+", text.replace("\xad", "").lower()) if word]


def normal(field, text):
    if field == "title":
        return words(text)
    if field == "author":
        # As a set: the order of several authors and the "and" between them are no mistakes.
        return sorted(set(words(text)) - {"and"})
    return text[:10]


def given(html, url):
    document = trafilatura.extract_metadata(html, default_url=url)
    if document is None:
        return dict.fromkeys(FIELDS, "")
    return {field: getattr(document, field, None) or "" for field in FIELDS}


def measure(path, most):
    gold_has, gives, right = (dict.fromkeys(FIELDS, 0) for _ in range(3))
    misses = []
    for row in rows(path):
        said = given(row["html"], row.get("url"))
        for field in FIELDS:
            gold = normal(field, row.get(field) or "")
            if not gold:
                continue
            gold_has[field] += 1
            gives[field] += bool(said[field])
            if normal(field, said[field]) == gold:
                right[field] += 1
            else:
                misses.append((field, row["id"], row[field], said[field]))
    print(f"== {path.name}")
    for field in FIELDS:
        if gold_has[field]:
            share = 100 * right[field] / gold_has[field]
            print(f"{field:<8} {gold_has[field]:>5} in the gold {gives[field]:>5} given {right[field]:>5} right {share:5.1f} %")
    for field in FIELDS:
        for miss in [miss for miss in misses if miss[0] == field][:most]:
            print(*miss, sep="\t")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True, help="the folder of the data files")
    parser.add_argument("--misses", type=int, default=0, help="how many misses of each field to print")
    parser.add_argument("names", nargs="+", metavar="FILE")
    arguments = parser.parse_args()
    for name in arguments.names:
        measure(arguments.data / name, arguments.misses)


if __name__ == "__main__":
    main()
