"""The measuring behind bench/run: see there."""
import json
import os
import pathlib
import platform
import subprocess
import sys
import time

BUILD, MEGABYTES = pathlib.Path(sys.argv[1]), float(sys.argv[2])
SAVE = "--save" in sys.argv[3:]
QUOTH = os.environ.get("QUOTH", str(BUILD / "quoth"))
INPUT = BUILD / "bench" / f"articles-{MEGABYTES:g}MB.jsonl"
RUNS = 3
MONTH_DATE = (r"\b(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
              r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?) \d{1,2}(?:, \d{4})?\b")


def articles():
    """Title, date and text of each article of the corpus, whichever form it has."""
    for path in sorted(pathlib.Path("corpus/en/articles").rglob("*")):
        if path.suffix == ".txt":
            yield {"text": path.read_text(encoding="utf-8")}
        elif path.suffix in (".jsonl", ".ndjson"):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield json.loads(line)


def make_input():
    """Repeats the corpus, ids distinct, until the texts come to so many megabytes.  Returns bytes of text."""
    INPUT.parent.mkdir(parents=True, exist_ok=True)
    corpus, total, number = list(articles()), 0, 0
    if not corpus:
        sys.exit("bench: there are no articles in corpus/en/articles")
    with open(INPUT, "w", encoding="utf-8") as out:
        while total < MEGABYTES * 1e6:
            article = dict(corpus[number % len(corpus)], id=f"bench-{number}")
            out.write(json.dumps(article, ensure_ascii=False) + "\n")
            text = next(article[k] for k in ("text", "maintext", "article", "content", "body") if article.get(k))
            total += len(text.encode("utf-8"))
            number += 1
    return total, number


def run(command, sink):
    """Seconds taken and peak memory in MB of one run."""
    with open(sink, "wb") as out:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE)
        message = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"bench: {command[0]} failed: {message.decode(errors='replace')}")
    return seconds, usage.ru_maxrss / 1024


def best(command, sink=os.devnull):
    """The fastest of some runs, and the highest memory of all."""
    results = [run(command, sink) for _ in range(RUNS)]
    return min(s for s, _ in results), max(m for _, m in results)


def first_record():
    """Milliseconds from start to the first record, the least of some runs."""
    times = []
    for _ in range(RUNS):
        start = time.monotonic()
        process = subprocess.Popen([QUOTH, "extract", "--quiet", "--jobs", "1", str(INPUT)], stdout=subprocess.PIPE)
        os.read(process.stdout.fileno(), 1)
        times.append(time.monotonic() - start)
        process.stdout.close()
        process.wait()
    return 1000 * min(times)


def machine():
    model = platform.machine()
    try:
        for line in open("/proc/cpuinfo", encoding="utf-8"):
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    except OSError:
        pass
    return f"{model}, {os.cpu_count()} cores"


def commit():
    try:
        return subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True,
                              check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def thousand():
    """1,000 articles of about 5 kB: some articles of the corpus joined, ids distinct."""
    path = BUILD / "bench" / "thousand.jsonl"
    corpus, at = [a["text"] for a in articles() if "text" in a], 0
    with open(path, "w", encoding="utf-8") as out:
        for number in range(1000):
            text = ""
            while len(text) < 5000:
                text += corpus[at % len(corpus)] + "\n"
                at += 1
            out.write(json.dumps({"id": f"thousand-{number}", "text": text}, ensure_ascii=False) + "\n")
    return path


def tuning(patterns="patterns/en"):
    """Seconds of the tuning loop's commands over those articles."""
    inputs = thousand()
    records = inputs.with_name("thousand.gold.jsonl")
    run([QUOTH, "extract", "--quiet", "--with", "text", str(inputs)], records)
    yield "check", best([QUOTH, "check", patterns])[0], "all English patterns"
    yield "eval", best([QUOTH, "eval", "--records", str(records), str(records)])[0], "records against gold"
    yield "eval", best([QUOTH, "eval", "--jobs", "1", str(records)])[0], "extraction included, one thread"
    yield "diff", best([QUOTH, "diff", patterns, patterns, str(inputs)])[0], "two extractions included"


def stages():
    """Milliseconds of each stage of rules, as quoth profile counts them, for a megabyte of text."""
    inputs = BUILD / "bench" / "thousand.jsonl"
    report = subprocess.run([QUOTH, "profile", "--rules", "0", str(inputs)], capture_output=True, text=True, check=True)
    lines = report.stdout.split("\n")
    megabytes = float(lines[0].split()[2])
    for line in lines[3:]:
        words = line.split()
        if len(words) < 7 or not words[0][0].isdigit():
            break
        yield words[5], float(words[0]) / megabytes


def main():
    size, count = make_input()
    megabytes = size / 1e6
    one, one_memory = best([QUOTH, "extract", "--quiet", "--jobs", "1", str(INPUT)])
    two, two_memory = best([QUOTH, "extract", "--quiet", "--jobs", "2", str(INPUT)])
    # Not to /dev/null: there grep stops at the first match.
    grep, _ = best(["grep", "-cP", MONTH_DATE, str(INPUT)], INPUT.with_suffix(".count"))
    first = first_record()
    print(f"{count} articles, {megabytes:.1f} MB of text; {machine()}; best of {RUNS}")
    print(f"  one thread     {megabytes / one:7.1f} MB/s")
    print(f"  two threads    {megabytes / two:7.1f} MB/s   {one / two:.2f} times one")
    print(f"  grep -cP       {megabytes / grep:7.1f} MB/s   one form of date; quoth takes {one / grep:.1f} times as long")
    print(f"  peak memory    {one_memory:7.1f} MB     {two_memory:.1f} MB with two threads")
    print(f"  first record   {first:7.1f} ms")
    print("over 1,000 articles of 5 kB:")
    for command, seconds, what in tuning():
        print(f"  {command:<8}     {seconds:7.2f} s      {what}")
    print("stages, with the clock running (which itself takes time):")
    for name, milliseconds in stages():
        print(f"  {name:<12} {milliseconds:7.1f} ms a MB")
    if SAVE:
        results = pathlib.Path("bench/results")
        results.mkdir(exist_ok=True)
        with open(results / f"{platform.node() or 'machine'}.txt", "a", encoding="utf-8") as out:
            out.write(f"{commit()} | {machine()} | 1: {megabytes / one:.1f} MB/s | 2: {megabytes / two:.1f} MB/s, "
                      f"x{one / two:.2f} | grep: {megabytes / grep:.1f} MB/s | {one_memory:.1f} MB, "
                      f"{two_memory:.1f} MB | first {first:.1f} ms\n")


main()
