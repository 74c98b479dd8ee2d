"""Reading, labelling and cleaning raw pages: bodycopy beside Resiliparse and trafilatura, in one run on one core.

    pip install resiliparse trafilatura lxml_html_clean zstandard
    python bench/pages.py DATA/wcxb-train.jsonl.zst

Takes 300 raw pages: of those that still hold a <script>, in the order of the hashes of their ids, the first 300. Time is
CPU time, of every page the median of several rounds; pages are in memory and decoded. bodycopy is `cargo lab speed`,
which reads the same pages from a temporary folder and does the same. All three do the whole: HTML in, clean text out.
"""

import argparse
import hashlib
import io
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import trafilatura
import zstandard
from resiliparse.extract.html2text import extract_plain_text

PAGES = 300


def pages(file):
    """The pages, as text."""
    raw = []
    with open(file, "rb") as stream:
        reader = zstandard.ZstdDecompressor().stream_reader(stream)
        for line in io.TextIOWrapper(reader, encoding="utf-8"):
            row = json.loads(line)
            html = row.get("html") or ""
            if re.search("<script", html, re.IGNORECASE):
                # A lone surrogate is no text that could be written.
                html = html.encode("utf-8", "replace").decode("utf-8")
                raw.append((hashlib.sha256(row["id"].encode()).hexdigest(), html))
    raw.sort()
    return [html for _, html in raw[:PAGES]]


def cpu_time(extract, texts, rounds):
    """Seconds for all texts."""
    total = 0.0
    for text in texts:
        times = []
        for _ in range(rounds):
            start = time.process_time()
            extract(text)
            times.append(time.process_time() - start)
        total += statistics.median(times)
    return total


def ours(command, texts, folder):
    """What our own command prints."""
    files = []
    for number, text in enumerate(texts):
        file = Path(folder) / f"{number:03}.html"
        file.write_text(text, encoding="utf-8", newline="")
        files.append(str(file))
    return subprocess.run(command + files, check=True, capture_output=True, text=True).stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", help="wcxb-train.jsonl.zst")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--command",
        default="cargo run --release --quiet --package bodycopy-lab -- speed",
        help="what runs `speed` of our lab; built before, so that nothing is built while it is timed",
    )
    options = parser.parse_args()
    texts = pages(options.file)
    size = sum(len(text.encode("utf-8")) for text in texts)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        report = ours(options.command.split(), texts, folder)
    print(report)
    found = re.search(r"^whole\s+([0-9.]+)", report, re.MULTILINE)
    if not found:
        sys.exit("no line `whole` in what our command printed")
    speeds = {"bodycopy": float(found[1])}
    peers = {
        "Resiliparse": (lambda text: extract_plain_text(text, main_content=True), options.rounds),
        "trafilatura": (trafilatura.extract, 1),
    }
    for name, (extract, rounds) in peers.items():
        speeds[name] = size / cpu_time(extract, texts, rounds) / 1e6
    print(f"{'':<16}{'MB/s':>8}{'bodycopy is':>16}")
    for name, speed in speeds.items():
        print(f"{name:<16}{speed:>8.1f}{speeds['bodycopy'] / speed:>10.2f} times")


if __name__ == "__main__":
    main()
