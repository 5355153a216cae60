# SPDX-FileCopyrightText: 2026 The Polylogue authors
# SPDX-License-Identifier: Apache-2.0

"""The n-th call of each kind fails, once or from then on; then the database must be whole, hold what
was acknowledged, and the program must have told which file fails and ended by itself. What failed only
once must all be there.
"""

import os
import shutil
import sys
import tempfile

from storecheck import (acknowledged, all_at_once, count_calls, database, inject, needs_strace,
                        numbers, problem, write_start)

ERRORS = [("pwrite64", "EIO"), ("pwrite64", "ENOSPC"), ("fdatasync", "EIO"), ("ftruncate", "EIO"),
          ("openat", "EACCES"), ("unlink", "EIO")]
MESSAGES = 6


def paths(directory):
    return [database(directory) + suffix for suffix in ("", "-wal", "-shm")]


def try_once(writer, start, what):
    """Returns what is wrong, or None; and whether anything had to wait."""
    with tempfile.TemporaryDirectory() as temporary:
        directory = os.path.join(temporary, "data")
        shutil.copytree(start, directory)
        done = inject(paths(directory), what, [writer, directory, str(MESSAGES)])
        lines = done.stdout.splitlines()
        if done.returncode != 0 or lines[-1:] != ["END"]:
            return "ended with %d: %s" % (done.returncode, lines[-1:]), False
        expected = acknowledged(lines)
        waiting = [line.split()[2] for line in lines if line.startswith("WAIT ")]
        if waiting and "ERROR polylogue.db" not in lines:
            return "the file is not named", True
        if not what.endswith("+"):
            expected += waiting
        return problem(directory, expected), bool(waiting)


def main(writer):
    needs_strace()
    felt = []

    def check(what):
        wrong, has_waited = try_once(writer, start, what)
        if has_waited:
            felt.append(what)
        return wrong

    with tempfile.TemporaryDirectory() as temporary:
        start = os.path.join(temporary, "start")
        write_start(writer, start, 1)
        trial = os.path.join(temporary, "trial")
        shutil.copytree(start, trial)
        calls = count_calls(paths(trial), [call for call, _ in ERRORS],
                            [writer, trial, str(MESSAGES)])
        assert all(calls.values()), "the log is not understood: %s" % calls
        injections = ["%s:error=%s:when=%d%s" % (call, error, number, suffix)
                      for call, error in ERRORS for number in numbers(calls[call])
                      for suffix in ("", "+")]
        found = all_at_once(check, injections)
    print("\n".join(found)
          or "%d failures, %d of them felt, nothing lost" % (len(injections), len(felt)))
    assert felt, "no failure reaches the store"
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
