#!/usr/bin/env python3
"""Runs the commands that stand in a Markdown file and compares what comes with what the file says.

    commands.py FILE.md BUILD

Blocks fenced as ```console hold commands, lines that begin with "$ ", each with the output that must follow it.  A line
that is "…" stands for any lines, "…" inside a line for anything in it.  All blocks of a file run one after another in one
scratch folder that holds copies of patterns, corpus and examples; `quoth` is the program of BUILD.  A block whose first
line is "# file: NAME" becomes that file.  With UPDATE in the environment, what came is written into FILE.md instead.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def blocks(text):
    """(language, first line number, lines) of each fenced block."""
    language, start, lines = None, 0, []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("```"):
            if language is None:
                language, start, lines = line[3:].strip(), number + 1, []
            else:
                yield language, start, lines
                language = None
        elif language is not None:
            lines.append(line)


def commands(start, lines):
    """[line number of what must follow, command, expected lines] of a console block; \\ continues a command."""
    found = []
    for number, line in enumerate(lines, start):
        if line.startswith("$ "):
            found.append([number + 1, line[2:], []])
        elif found and found[-1][1].endswith("\\") and not found[-1][2]:
            found[-1][:2] = [number + 1, found[-1][1][:-1] + line.strip()]
        elif found:
            found[-1][2].append(line)
    return found


def fits(expected, came):
    """Whether lines fit, where a line "…" stands for any lines."""
    if not expected:
        return not came
    if expected[0].strip() == "…":
        return any(fits(expected[1:], came[i:]) for i in range(len(came) + 1))
    pattern = ".*".join(re.escape(part) for part in expected[0].split("…"))
    return bool(came) and re.fullmatch(pattern, came[0]) is not None and fits(expected[1:], came[1:])


def main():
    path, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="quoth-docs-") as scratch:
        for folder in ("patterns", "corpus", "examples"):
            shutil.copytree(folder, pathlib.Path(scratch) / folder)
        home = pathlib.Path(scratch)
        env = dict(os.environ, PATH=f"{build}:{os.environ['PATH']}", QUOTH_PATTERNS="patterns/en", LC_ALL="C.UTF-8",
                   HOME=scratch, GIT_CONFIG_GLOBAL="/dev/null")
        text = path.read_text(encoding="utf-8").split("\n")
        changes = []
        for language, start, lines in blocks("\n".join(text)):
            if lines and lines[0].startswith("# file: "):
                (home / lines[0][8:].strip()).write_text("\n".join(lines[1:]) + "\n", encoding="utf-8")
            elif language == "console":
                for number, command, expected in commands(start, lines):
                    done = subprocess.run(["sh", "-c", command], cwd=scratch, env=env, text=True,
                                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
                    came = done.stdout.rstrip("\n").split("\n") if done.stdout.strip() else []
                    wanted = "\n".join(expected).rstrip("\n").split("\n") if any(expected) else []
                    if fits(wanted, came):
                        passed += 1
                    elif os.environ.get("UPDATE"):
                        passed += 1
                        changes.append((number - 1, number - 1 + len(expected), came))
                    else:
                        failed += 1
                        print(f"FAIL {path}:{number - 1}: {command}")
                        print("     expected: " + "\n               ".join(wanted))
                        print("     came:     " + "\n               ".join(came))
        for first, last, came in reversed(changes):
            text[first:last] = came
        if changes:
            path.write_text("\n".join(text), encoding="utf-8")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
