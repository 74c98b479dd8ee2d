"""Quality filters: bodycopy beside datatrove, document by document and filter by filter, in one run.

    pip install 'datatrove[processing]==0.10.*' spacy zstandard
    cargo build --release --package bodycopy-cli
    python bench/quality.py --data DIR

Takes the first 1,000 documents of DIR/wcxb-train.jsonl.zst, their field `main_content`. Every filter of datatrove has its defaults;
each sees the document as it is. Compared are decision and reason; of ours the first reason counts, as datatrove gives one.
Speed is CPU time of one thread for the same documents: of ours the whole command, with all other signals and the writing of JSON;
of datatrove the four filters without reading and writing. Words that are cut once are kept by it, as in a pipeline.
"""

import argparse
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import zstandard
from datatrove.data import Document
from datatrove.pipeline.filters import (
    C4QualityFilter,
    FineWebQualityFilter,
    GopherQualityFilter,
    GopherRepetitionFilter,
)

FILTERS = {
    "gopher_quality": GopherQualityFilter,
    "gopher_repetition": GopherRepetitionFilter,
    "c4": C4QualityFilter,
    "fineweb": FineWebQualityFilter,
}


def documents(file, field, count):
    """The texts of the first rows."""
    texts = []
    with open(file, "rb") as stream:
        reader = zstandard.ZstdDecompressor().stream_reader(stream)
        for line in io.TextIOWrapper(reader, encoding="utf-8"):
            text = json.loads(line).get(field) or ""
            # A lone surrogate is no text that could be written.
            texts.append(text.encode("utf-8", "replace").decode("utf-8"))
            if len(texts) == count:
                break
    return texts


def ours(command, texts, folder):
    """The rows of our own command, and its CPU seconds."""
    file = Path(folder) / "documents.jsonl"
    with open(file, "w", encoding="utf-8") as out:
        for text in texts:
            out.write(json.dumps({"text": text}) + "\n")
    arguments = [command, "quality", "--text-field", "text", "--jobs", "1", str(file)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(arguments, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    rows = [json.loads(line) for line in done.stdout.split("\n") if line]
    if len(rows) != len(texts):
        sys.exit(f"{len(texts)} documents in, {len(rows)} rows out")
    return rows, seconds


def theirs(texts):
    """The reasons of datatrove, by document and filter, and its CPU seconds by filter."""
    filters = {name: kind() for name, kind in FILTERS.items()}
    # Tables are loaded with the first document.
    for one in filters.values():
        one.filter(Document(text="One sentence. Another one, of seven words.", id="warm"))
    seconds = Counter()
    rows = []
    for number, text in enumerate(texts):
        row = {}
        for name, one in filters.items():
            # C4's writes its lines into the document.
            document = Document(text=text, id=str(number))
            start = time.process_time()
            result = one.filter(document)
            seconds[name] += time.process_time() - start
            row[name] = None if result is True else result[1]
        rows.append(row)
    return rows, seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True, help="the folder of the file")
    parser.add_argument("--file", default="wcxb-train.jsonl.zst")
    parser.add_argument("--field", default="main_content")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--command", default="target/release/bodycopy")
    options = parser.parse_args()
    texts = documents(Path(options.data) / options.file, options.field, options.count)
    size = sum(len(text.encode("utf-8")) for text in texts) / 1e6
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        our_rows, our_seconds = ours(options.command, texts, folder)
    their_rows, their_seconds = theirs(texts)

    print(f"{len(texts)} documents, {size:.1f} MB")
    columns = ["both keep", "both drop", "only we drop", "only they drop", "other reason"]
    print(f"{'filter':<20}" + "".join(f"{column:>16}" for column in columns))
    differing = []
    for name in FILTERS:
        counts = Counter()
        for number, (our, their) in enumerate(zip(our_rows, their_rows)):
            reasons = our["decisions"][name]
            first = reasons[0] if reasons else None
            outcome = {(False, False): 0, (True, True): 1, (True, False): 2, (False, True): 3}
            counts[columns[outcome[first is not None, their[name] is not None]]] += 1
            if first != their[name]:
                counts["other reason"] += first is not None and their[name] is not None
                differing.append(f"document {number + 1}, {name}: {reasons} here, {their[name]} there")
        print(f"{name:<20}" + "".join(f"{counts[column]:>16}" for column in columns))
    for line in differing:
        print(line)
    print(f"{len(differing)} differences")

    print(f"\n{'CPU time':<20}{'s':>8}{'MB/s':>10}")
    for name in FILTERS:
        print(f"{'datatrove ' + name:<28}{their_seconds[name]:>8.2f}{size / their_seconds[name]:>10.2f}")
    total = sum(their_seconds.values())
    print(f"{'datatrove, the four':<28}{total:>8.2f}{size / total:>10.2f}")
    print(f"{'bodycopy quality':<28}{our_seconds:>8.2f}{size / our_seconds:>10.2f}")
    print(f"{total / our_seconds:.0f} times as fast")


if __name__ == "__main__":
    main()
