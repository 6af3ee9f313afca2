#!/usr/bin/env python3
"""Run wirecopy and other tools over one dump and print a table of costs and results.

usage: python3 benchmarks/compare.py DUMP.jsonl [--rounds N] [--slow]

Each tool runs as a process of its own, one after the other. The script needs a
release build, and the tools to compare (pip install rensa datasketch
datatrove). It names and skips a tool that is not installed. datatrove takes
minutes and runs only with --slow.

The other tools follow their documentation for texts: shingles of five words,
128 permutations, a threshold of .7, and no comparison word by word. CPU
seconds include child processes, from wait4(2); peak memory is that of the
largest process. Of several rounds the one with the least CPU time counts.
"""

import argparse
import datetime
import importlib.metadata
import json
import os
import pathlib
import platform
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
WIRECOPY = ROOT / "target" / "release" / "wirecopy"
THRESHOLD = 0.7
PERMUTATIONS = 128
WIDTH = 5
WORD = re.compile(r"\w+")


def texts(dump):
    """Yield the number and the shingles of each text that has any."""
    with open(dump, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            words = WORD.findall((json.loads(line).get("text") or "").lower())
            shingles = {" ".join(words[at:at + WIDTH]) for at in range(len(words) - WIDTH + 1)}
            if shingles:
                yield number, shingles


def rensa(dump, _):
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=16)
    sketches = []
    pairs = 0
    for _, shingles in texts(dump):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(list(shingles))
        pairs += sum(sketch.jaccard(sketches[other]) >= THRESHOLD for other in index.query(sketch))
        index.insert(len(sketches), sketch)
        sketches.append(sketch)
    return f"{pairs:,} pairs"


def datasketch(dump, _):
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    sketches = {}
    pairs = 0
    for number, shingles in texts(dump):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in shingles])
        pairs += sum(sketch.jaccard(sketches[other]) >= THRESHOLD for other in index.query(sketch))
        index.insert(number, sketch)
        sketches[number] = sketch
    return f"{pairs:,} pairs"


def datatrove(dump, work):
    from datatrove.executor.local import LocalPipelineExecutor
    from datatrove.pipeline import dedup
    from datatrove.pipeline.readers import JsonlReader

    config = dedup.MinhashConfig(num_buckets=14, hashes_per_bucket=8, n_grams=WIDTH)
    source = pathlib.Path(dump)

    def run(name, steps, tasks):
        LocalPipelineExecutor(
            pipeline=steps, tasks=tasks, workers=min(tasks, 2), logging_dir=f"{work}/logs/{name}"
        ).run()

    reader = JsonlReader(str(source.parent), glob_pattern=source.name, text_key="text", id_key="id")
    run("signatures", [reader, dedup.MinhashDedupSignature(f"{work}/signatures", config=config)], 1)
    run("buckets", [dedup.MinhashDedupBuckets(f"{work}/signatures", f"{work}/buckets", config=config)], 14)
    run("clusters", [dedup.MinhashDedupCluster(f"{work}/buckets", f"{work}/removed", config=config)], 1)
    removed = sum(path.stat().st_size for path in pathlib.Path(work, "removed").iterdir()) // 4
    return f"{removed:,} articles to remove"


PEERS = {"rensa": rensa, "datasketch": datasketch, "datatrove": datatrove}


def measured(command):
    """Return CPU seconds, wall seconds, peak MiB and the output of a command."""
    with tempfile.TemporaryFile() as output:
        began = time.monotonic()
        process = subprocess.Popen(command, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - began
        output.seek(0)
        printed = output.read().decode(errors="replace")
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, printed


def wirecopy(dump, findings):
    command = [str(WIRECOPY), "scan", dump, "--findings", findings, "--quiet"]
    cpu, wall, peak, _ = measured(command)
    with open(findings, encoding="utf-8") as lines:
        summary = json.loads(list(lines)[-1])
    pairs = summary["copies"] + summary["copies_not_listed"]
    found = f"{summary['in_clusters']:,} articles in {summary['clusters']:,} clusters, {pairs:,} more pairs"
    return cpu, wall, peak, found


def peer(name, dump):
    cpu, wall, peak, printed = measured([sys.executable, __file__, dump, "--peer", name])
    return cpu, wall, peak, printed.strip().splitlines()[-1]


def processor():
    names = re.findall(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return f"{len(names)} threads of {names[0]}" if names else platform.processor()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dump")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("--peer", choices=PEERS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.peer:
        with tempfile.TemporaryDirectory() as work:
            print(PEERS[args.peer](args.dump, work))
        return
    with tempfile.TemporaryDirectory() as work:
        findings = str(pathlib.Path(work, "findings.jsonl"))
        runs = {"wirecopy": lambda: wirecopy(args.dump, findings)}
        for name in PEERS:
            if name == "datatrove" and not args.slow:
                continue
            try:
                version = importlib.metadata.version(name)
            except importlib.metadata.PackageNotFoundError:
                print(f"{name} skipped: not installed", file=sys.stderr)
                continue
            runs[f"{name} {version}"] = lambda name=name: peer(name, args.dump)
        best = {}
        for _ in range(args.rounds):
            for name, run in runs.items():
                try:
                    result = run()
                except subprocess.CalledProcessError as error:
                    print(f"{name} skipped: exit code {error.returncode}", file=sys.stderr)
                    continue
                if name not in best or result[0] < best[name][0]:
                    best[name] = result
    if "wirecopy" not in best:
        sys.exit(1)
    own = best["wirecopy"][0]
    size = os.path.getsize(args.dump) / 1e6
    with open(args.dump, "rb") as lines:
        count = sum(1 for _ in lines)
    print(f"{count:,} articles, {size:.0f} MB, {datetime.date.today()}, {processor()}\n")
    print("| tool | CPU s | of wirecopy | wall s | peak MiB | found |")
    print("|---|---:|---:|---:|---:|---|")
    for name, (cpu, wall, peak, found) in best.items():
        print(f"| {name} | {cpu:.1f} | {cpu / own:.1f} × | {wall:.1f} | {peak:.0f} | {found} |")


if __name__ == "__main__":
    main()
