# SPDX-FileCopyrightText: 2026 The Polylogue authors
# SPDX-License-Identifier: Apache-2.0

"""The n-th call of each kind fails, once or from then on; then the database must be whole, hold what
was acknowledged, and the program must have ended by itself. What failed only once must all be there.
"""

import itertools
import os
import shutil
import subprocess
import sys
import tempfile

from storecheck import IS_FULL, acknowledged, database, problem, skip

FAILURES = [("pwrite64", "EIO"), ("pwrite64", "ENOSPC"), ("fdatasync", "EIO"), ("fsync", "EIO"),
            ("ftruncate", "EIO"), ("openat", "EACCES"), ("unlink", "EIO")]
NUMBERS = range(1, 41) if IS_FULL else (1, 2, 5, 12)
MESSAGES = 6


def run(writer, start, call, error, when):
    with tempfile.TemporaryDirectory() as temporary:
        directory = os.path.join(temporary, "data")
        shutil.copytree(start, directory)
        paths = [database(directory) + suffix for suffix in ("", "-wal")]
        done = subprocess.run(
            ["strace", "-f", "-qq", "-o", os.path.join(temporary, "log")]
            + [part for path in paths for part in ("-P", path)]
            + ["-e", "trace=" + call, "-e", "inject=%s:error=%s:when=%s" % (call, error, when),
               writer, directory, str(MESSAGES)],
            stdout=subprocess.PIPE, text=True, timeout=60, check=False)
        lines = done.stdout.splitlines()
        if done.returncode != 0 or not lines or not lines[-1].startswith("END"):
            return "ended with %d: %s" % (done.returncode, lines[-1:]), False
        expected = acknowledged(lines)
        waiting = [line.split()[2] for line in lines if line.startswith("WAIT ")]
        if not when.endswith("+"):
            expected += waiting
        return problem(directory, expected), bool(waiting)


def main(writer):
    if not shutil.which("strace"):
        skip("no strace")
    if subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], check=False).returncode != 0:
        skip("strace may not trace here")
    found = []
    count = 0
    felt = 0
    with tempfile.TemporaryDirectory() as temporary:
        start = os.path.join(temporary, "start")
        subprocess.run([writer, start, "1"], check=True, stdout=subprocess.DEVNULL)
        for (call, error), number, suffix in itertools.product(FAILURES, NUMBERS, ("", "+")):
            when = str(number) + suffix
            count += 1
            wrong, has_waited = run(writer, start, call, error, when)
            felt += has_waited
            if wrong:
                found.append("%s %s %s: %s" % (call, error, when, wrong))
    print("\n".join(found) or "%d failures, %d of them felt, nothing lost" % (count, felt))
    assert felt, "no failure reaches the store"
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
