# SPDX-FileCopyrightText: 2026 The Polylogue authors
# SPDX-License-Identifier: Apache-2.0

"""Power cuts: a log of the store's calls is replayed up to a random one.

What was synced is there; of what was written since, a random half, some of it torn. After each cut
the database must be whole and hold every message that was acknowledged before. The same cuts with a
disk that ignores syncing must lose something, or this test could not fail.
"""

import collections
import os
import random
import re
import subprocess
import sys
import tempfile

from storecheck import IS_FULL, acknowledged, database, needs_strace, problem, write_start

CALLS = "openat,close,write,pwrite64,fsync,fdatasync,ftruncate,unlink"
CUTS = 300 if IS_FULL else 20
MESSAGES = 150
SECTOR = 512

Event = collections.namedtuple("Event", "kind path offset data")


def complete_lines(log):
    """strace splits a call that others interrupt into two lines."""
    unfinished = {}
    for line in log:
        process, call = re.match(r"(\d+)\s+(.*)", line).groups()
        if call.endswith("<unfinished ...>"):
            unfinished[process] = call[: -len("<unfinished ...>")]
        elif call.startswith("<..."):
            yield unfinished.pop(process) + call[call.index("resumed>") + len("resumed>"):]
        else:
            yield call


def unescaped(text):
    return bytes.fromhex(text.replace("\\x", ""))


def read_events(log, directory):
    paths = {}
    events = []
    for call in complete_lines(log):
        parsed = re.match(r"(\w+)\((.*)\)\s+= (-?\d+)", call)
        if not parsed or int(parsed.group(3)) < 0:
            continue
        name, arguments, result = parsed.group(1), parsed.group(2), int(parsed.group(3))
        strings = re.findall(r'"((?:\\x[0-9a-f]{2})*)"', arguments)
        if name in ("openat", "unlink"):
            path = unescaped(strings[0]).decode()
            if name == "openat":
                paths[result] = path
            elif path.startswith(directory):
                events.append(Event("unlink", path, 0, b""))
            continue
        handle = int(re.match(r"\d+", arguments).group())
        path = paths.get(handle, "")
        if name == "write" and handle == 1:
            events.append(Event("line", "", 0, unescaped(strings[0])))
        elif name == "close":
            paths.pop(handle, None)
        elif not path.startswith(database(directory)) or path.endswith("-shm"):
            continue
        elif name == "pwrite64":
            offset = int(arguments.rsplit(",", 1)[1])
            events.append(Event("write", path, offset, unescaped(strings[0])[:result]))
        elif name == "ftruncate":
            events.append(Event("truncate", path, int(arguments.rsplit(",", 1)[1]), b""))
        elif name in ("fsync", "fdatasync"):
            events.append(Event("sync", path, 0, b""))
    return events


def apply(content, event):
    if event.kind == "truncate":
        del content[event.offset:]
        return
    content.extend(bytes(max(0, event.offset - len(content))))
    content[event.offset:event.offset + len(event.data)] = event.data


def torn(event, chance):
    if event.kind != "write" or chance.random() >= 0.1:
        return event
    return event._replace(data=event.data[: chance.randrange(0, len(event.data), SECTOR)])


def after_cut(start, events, chance, ignores_sync):
    """The files as a disk may hold them when the power goes after the last of the events."""
    files = {path: bytearray(content) for path, content in start.items()}
    pending = collections.defaultdict(list)
    for event in events:
        if event.kind == "unlink":
            files.pop(event.path, None)
            pending.pop(event.path, None)
        elif event.kind == "sync" and not ignores_sync:
            for written in pending.pop(event.path, []):
                apply(files.setdefault(event.path, bytearray()), written)
        elif event.kind in ("write", "truncate"):
            pending[event.path].append(event)
    for path, written in pending.items():
        for event in written:
            if chance.random() < 0.5:
                apply(files.setdefault(path, bytearray()), torn(event, chance))
    return files


def problems(start, events, cuts, ignores_sync):
    found = []
    for seed in range(cuts):
        chance = random.Random(seed)
        past = events[: chance.randrange(1, len(events) + 1)]
        lines = b"".join(event.data for event in past if event.kind == "line").decode()
        with tempfile.TemporaryDirectory() as directory:
            for path, content in after_cut(start, past, chance, ignores_sync).items():
                with open(os.path.join(directory, os.path.basename(path)), "wb") as file:
                    file.write(content)
            wrong = problem(directory, acknowledged(lines.splitlines()))
        if wrong:
            found.append("cut %d: %s" % (seed, wrong))
    return found


def main(writer):
    needs_strace()
    with tempfile.TemporaryDirectory() as temporary:
        directory = os.path.join(temporary, "data")
        log = os.path.join(temporary, "log")
        write_start(writer, directory, 1)
        with open(database(directory), "rb") as file:
            start = {database(directory): file.read()}
        subprocess.run(
            ["strace", "-f", "-qq", "-xx", "-s", "70000", "-e", "trace=" + CALLS, "-o", log,
             writer, directory, str(MESSAGES)], stdout=subprocess.DEVNULL, check=True)
        with open(log, encoding="ascii") as file:
            events = read_events(file, directory)
    count = sum(event.data.startswith(b"ACK") for event in events)
    print("%d events, %d messages, %d cuts" % (len(events), count, CUTS))
    assert count == MESSAGES, "the log is not understood"
    found = problems(start, events, CUTS, ignores_sync=False)
    print("\n".join(found) or "nothing lost")
    assert problems(start, events, 20, ignores_sync=True), "this test finds nothing at all"
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
