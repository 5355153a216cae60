# SPDX-FileCopyrightText: 2026 The Polylogue authors
# SPDX-License-Identifier: Apache-2.0

"""What all soak tests of the store share: how often, how calls are made to fail, and whether a database
is whole.
"""

import collections
import concurrent.futures
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

SKIPPED = 77
IS_FULL = os.environ.get("POLYLOGUE_SOAK") == "full"
AT_ONCE = 4  # they wait for disks and timers, seldom for a processor


def skip(reason):
    print("skipped:", reason)
    sys.exit(SKIPPED)


def needs_strace():
    if not shutil.which("strace"):
        skip("no strace")
    if subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], check=False).returncode != 0:
        skip("strace may not trace here")


def database(directory):
    return os.path.join(directory, "polylogue.db")


def write_start(writer, directory, count):
    """Makes a store with that many messages."""
    subprocess.run([writer, directory, str(count)], check=True, stdout=subprocess.DEVNULL)


def acknowledged(lines):
    """The identifiers of the messages that storewriter said were on disk."""
    return [line.split()[2] for line in lines if line.startswith("ACK ")]


def numbers(count):
    """Which of a number of calls are to fail."""
    return range(1, count + 1) if IS_FULL else sorted({1, (count + 1) // 2, count} - {0})


def all_at_once(check, cases):
    """Returns what is wrong, with its case, for all where check() finds something."""
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        return ["%s: %s" % (case, wrong)
                for case, wrong in zip(cases, pool.map(check, cases)) if wrong]


def strace(paths, log, options, command):
    return subprocess.run(
        ["strace", "-f", "-qq", "-o", log] + [part for path in paths for part in ("-P", path)]
        + options + command, stdout=subprocess.PIPE, text=True, timeout=600, check=False)


def count_calls(paths, calls, command):
    """How often each of the calls is made for one of the paths, where nothing fails."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as log:
        strace(paths, log.name, ["-e", "trace=" + ",".join(calls)], command)
        made = collections.Counter(re.findall(r"^\d+\s+(\w+)\(", log.read(), re.MULTILINE))
    return {call: made[call] for call in calls}


def inject(paths, what, command):
    """Runs a command with a failure, as strace's option inject= has it."""
    return strace(paths, "/dev/null", ["-e", "trace=" + what.split(":")[0], "-e", "inject=" + what],
                  command)


def problem(directory, expected):
    """Opens the database as any other program would. Returns what is wrong with it, or None."""
    try:
        connection = sqlite3.connect(database(directory))
        found = connection.execute("PRAGMA quick_check").fetchone()[0]
        if found != "ok":
            return "corrupt: " + found
        stored = {row[0].hex() for row in connection.execute("SELECT id FROM messages")}
        connection.close()
    except sqlite3.DatabaseError as error:
        return "corrupt: %s" % error
    lost = [identifier for identifier in expected if identifier not in stored]
    return "lost: %d of %d" % (len(lost), len(expected)) if lost else None
