#!/usr/bin/env python3
"""Times other tools and the engine on the same files: MB a second of processor time, start of the process included.

    python3 -m venv V && V/bin/pip install detect-secrets scrubadub
    npm install --prefix N secretlint @secretlint/secretlint-rule-preset-recommend
    cargo build --release -p detect --example throughput
    python3 benches/compare.py --venv V --npm N --engine target/release/examples/throughput FOLDER…

A tool that isn't there is left out. Every tool reads the same files, and what it finds is only counted.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

SCRUB = """
import pathlib, sys, scrubadub
scrubber, found = scrubadub.Scrubber(locale="en_GB"), 0
for path in sys.argv[1:]:
    found += sum(1 for _ in scrubber.iter_filth(pathlib.Path(path).read_text(errors="replace")))
print(found)
"""


def run(command, **options):
    """The seconds of processor time that a command takes with all it starts, and what it prints."""
    before = os.times()
    output = subprocess.run(command, capture_output=True, text=True, **options)
    after = os.times()
    if output.returncode not in (0, 1) or not output.stdout.strip() and output.stderr.strip():
        sys.exit(f"{command[0]}: {output.stderr[-500:]}")
    passed = after.children_user - before.children_user + after.children_system - before.children_system
    return passed, output.stdout


def tools(options):
    if options.engine:
        program = str(pathlib.Path(options.engine).resolve())
        yield "polder", lambda files: [program, "list", *files], lambda out: out.count("\n"), {}
    if options.venv:
        folder = pathlib.Path(options.venv).resolve() / "bin"
        yield (
            "detect-secrets",
            lambda files: [str(folder / "detect-secrets"), "-c", "1", "scan", "--all-files", *files],
            lambda out: sum(map(len, json.loads(out)["results"].values())),
            {},
        )
        yield "scrubadub", lambda files: [str(folder / "python"), "-c", SCRUB, *files], int, {}
    if options.npm:
        home = pathlib.Path(options.npm).resolve()
        rules = tempfile.NamedTemporaryFile("w", suffix=".json", delete=False)
        json.dump({"rules": [{"id": "@secretlint/secretlint-rule-preset-recommend"}]}, rules)
        rules.close()
        program = str(home / "node_modules/.bin/secretlint")
        yield (
            "secretlint",
            lambda files: [program, "--secretlintrc", rules.name, "--format", "json", *files],
            # Told to a pipe, it ends before all of it is written; each message has one of these.
            lambda out: out.count('"ruleId"'),
            {"cwd": home},
        )


def main():
    parser = argparse.ArgumentParser()
    for name in ("--engine", "--venv", "--npm"):
        parser.add_argument(name)
    parser.add_argument("folders", nargs="+")
    options = parser.parse_args()
    for folder in options.folders:
        files = sorted(str(file.resolve()) for file in pathlib.Path(folder).rglob("*") if file.is_file())
        size = sum(os.path.getsize(file) for file in files)
        for name, command, count, extra in tools(options):
            seconds, output = run(command(files), **extra)
            speed = size / 1e6 / seconds
            print(f"{folder}: {name}: {speed:.2f} MB/s, {count(output)} told, {seconds:.1f} s for {size / 1e6:.1f} MB")


main()
