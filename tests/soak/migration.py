# SPDX-FileCopyrightText: 2026 The Polylogue authors
# SPDX-License-Identifier: Apache-2.0

"""A migration ends at each of its calls to the system: killed there, or refused what it asks for.
Then the older file is as it was or the newer one is complete, and the next start completes it.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from storecheck import (IS_FULL, all_at_once, count_calls, database, inject, needs_strace, numbers,
                        write_start)

MESSAGES = 60
# Of all files that a migration makes, moves or removes.
SUFFIXES = [name + part for name in ("", ".part", ".next") for part in ("", "-wal", "-shm", "-journal")]
CALLS = ["openat", "pwrite64", "fdatasync", "fsync", "ftruncate", "rename", "unlink"]
ERRORS = {"openat": ["EACCES", "ENOSPC"], "pwrite64": ["ENOSPC", "EIO"], "fdatasync": ["EIO"],
          "fsync": ["EIO"], "ftruncate": ["EIO"], "rename": ["EACCES", "ENOSPC"],
          "unlink": ["EIO"]}


def paths(directory):
    return [directory] + [database(directory) + suffix for suffix in SUFFIXES]


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def is_complete(path, version, ids):
    """Whether this is the newer database, whole."""
    connection = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
    try:
        return (connection.execute("PRAGMA user_version").fetchone()[0] == version
                and connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
                and ids == {row[0] for row in connection.execute("SELECT id FROM messages")}
                and ids == {row[0] for row in connection.execute("SELECT id FROM later")})
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def problem(directory, old, version, ids):
    """Returns what is wrong with what a migration left, or None."""
    kept = [os.path.join(directory, name) for name in os.listdir(directory)
            if name.startswith("polylogue.db.schema-%d-" % (version - 1))]
    if any(sha256(path) != old for path in kept):
        return "the older file was changed"
    path = database(directory)
    if not os.path.exists(path):
        whole = kept and is_complete(path + ".next", version, ids)
        return None if whole else "no file is left in place"
    if sha256(path) == old or (kept and is_complete(path, version, ids)):
        return None
    return "neither the older file nor the newer one"


def try_once(migrator, start, what, old, version, ids):
    with tempfile.TemporaryDirectory() as temporary:
        directory = os.path.join(temporary, "data")
        shutil.copytree(start, directory)
        done = inject(paths(directory), what, [migrator, directory])
        if "signal=KILL" not in what and (done.returncode != 0 or not done.stdout):
            return "ended with %d" % done.returncode
        if done.stdout.startswith("ERROR") and directory not in done.stdout:
            return "names no file: " + done.stdout
        wrong = problem(directory, old, version, ids)
        if wrong:
            return wrong
        again = subprocess.run([migrator, directory], stdout=subprocess.PIPE, text=True,
                               timeout=600, check=False)
        if again.stdout != "READY\n":
            return "the next start fails: " + again.stdout
        whole = is_complete(database(directory), version, ids)
        return None if whole else "the next start loses something"


def main(writer, migrator):
    needs_strace()
    with tempfile.TemporaryDirectory() as temporary:
        start = os.path.join(temporary, "start")
        write_start(writer, start, MESSAGES)
        old = sha256(database(start))
        with sqlite3.connect(database(start)) as connection:
            ids = {row[0] for row in connection.execute("SELECT id FROM messages")}
            version = connection.execute("PRAGMA user_version").fetchone()[0] + 1
        connection.close()
        trial = os.path.join(temporary, "trial")
        shutil.copytree(start, trial)
        calls = count_calls(paths(trial), CALLS, [migrator, trial])
        assert calls["rename"] == 3, "the log is not understood: %s" % calls
        injections = []
        for call in CALLS:
            for number in numbers(calls[call]) if call != "rename" else range(1, calls[call] + 1):
                injections.append("%s:signal=KILL:when=%d" % (call, number))
                for error in ERRORS[call] if IS_FULL else ERRORS[call][:1]:
                    injections.append("%s:error=%s:when=%d" % (call, error, number))
                    injections.append("%s:error=%s:when=%d+" % (call, error, number))
        found = all_at_once(lambda what: try_once(migrator, start, what, old, version, ids),
                            injections)
    print("\n".join(found) or "%d ends of a migration, nothing lost" % len(injections))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
