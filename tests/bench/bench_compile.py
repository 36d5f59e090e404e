#!/usr/bin/env python3
"""What users pay to compile: README's counter and the object of docs/objects.md, against the standard headers alone.

bench_compile.py BUILD_DIRECTORY [RUNS]

Both are compiled as tenter_add_scenarios() compiles the bundled scenarios of a build directory, plain and instrumented,
all in turn, RUNS times. Printed are the processor's seconds of each at its fastest, and how many times those of the
headers that is. Nothing here passes or fails; but compare within one run only, for machines are noisy.
"""
import json
import os
import pathlib
import re
import resource
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
# What the headers of scenarios are made of.
HEADERS = ["atomic", "functional", "memory", "string", "string_view", "tuple", "vector"]
FLAVOURS = {"plain": "faq.dir", "instrumented": "faq.instrumented.dir"}


def code_blocks(file, words):
    """The file's C++ that has one of these words."""
    blocks = re.findall(r"```cpp\n(.*?)```", (ROOT / file).read_text(), re.DOTALL)
    return "\n".join(next(block for block in blocks if word in block) for word in words)


def sources():
    return {
        "standard headers": "".join(f"#include <{header}>\n" for header in HEADERS),
        "counter": code_blocks("README.md", ["tenter::scenario<Counter>"]),
        "object": code_blocks("docs/objects.md", ["class Orders", "struct OrdersSpec"]),
    }


def compiler_call(build, folder):
    """How this build compiles a scenario, without its source and its output."""
    entries = json.loads((build / "compile_commands.json").read_text())
    entry = next(e for e in entries if f"scenarios/faq/CMakeFiles/{folder}/" in e["command"])
    words = shlex.split(entry["command"])
    if os.path.basename(words[0]) == "ccache":
        words = words[1:]
    return words[: words.index("-o")]


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    best = {}
    with tempfile.TemporaryDirectory() as folder:
        calls = {}
        for name, text in sources().items():
            source = pathlib.Path(folder) / f"{name.replace(' ', '_')}.cpp"
            source.write_text(text)
            for flavour, target in FLAVOURS.items():
                calls[flavour, name] = compiler_call(build, target) + ["-o", f"{source}.o", "-c", str(source)]
        for _ in range(runs):
            for key, call in calls.items():
                best[key] = min(best.get(key, float("inf")), seconds(call))
    for (flavour, name), spent in best.items():
        print(f"{flavour:12}  {name:16}  {spent:6.2f} s  {spent / best[flavour, 'standard headers']:5.2f}")


if __name__ == "__main__":
    main()
