# SPDX-FileCopyrightText: 2026 The Polylogue authors
# SPDX-License-Identifier: Apache-2.0

"""Another process holds the database's lock for 30 s (2.5 s). The program goes on without a halt, keeps
in memory what it cannot save, and saves it afterwards by itself.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time

from storecheck import IS_FULL, all_at_once, database, problem, write_start

SECONDS = 30 if IS_FULL else 2.5
MESSAGES = 1700 if IS_FULL else 160  # so many that the lock is gone before the last
# A thread that waits for a lock waits a second; what a busy machine takes from one is less.
LONGEST_GAP = 900  # ms


class Lock:
    """As another program takes it; the stronger one keeps readers out too."""

    def __init__(self, path, is_exclusive):
        # Asked for without a rest: SQLite's own waiting grows to 100 ms, in which a writer that
        # hardly ever lets go may come to its end.
        self.connection = sqlite3.connect(path, isolation_level=None, timeout=0)
        if is_exclusive:
            self.connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        deadline = time.monotonic() + 30
        while True:
            try:
                self.connection.execute("BEGIN IMMEDIATE")
                break
            except sqlite3.OperationalError:
                if time.monotonic() > deadline:
                    raise
        self.connection.execute("INSERT INTO meta(name, value) VALUES('soak', 1)")

    def release(self):
        self.connection.execute("COMMIT")
        self.connection.close()


def try_once(writer, when):
    with tempfile.TemporaryDirectory() as temporary:
        directory = os.path.join(temporary, "data")
        write_start(writer, directory, 1)
        lock = None if when == "while it writes" else Lock(database(directory), "alone" in when)
        lines = []
        with subprocess.Popen([writer, directory, str(MESSAGES)], stdout=subprocess.PIPE,
                              text=True) as process:
            if lock is None:
                lines = [process.stdout.readline().strip() for _ in range(10)]
                lock = Lock(database(directory), False)
            time.sleep(SECONDS)
            lock.release()
            lines += process.stdout.read().splitlines()
        if process.returncode != 0 or lines[-1:] != ["END"]:
            return "ended with %d: %s" % (process.returncode, lines[-1:])
        waited = sum(line.startswith("WAIT ") for line in lines)
        gap = max(int(line.split()[1]) for line in lines if line.startswith("GAP "))
        print("%s: %d of %d messages waited, longest gap %d ms" % (when, waited, MESSAGES, gap))
        if not waited or "ERROR polylogue.db" not in lines:
            return "nothing had to wait, or nobody was told"
        if "SAVED" not in lines[lines.index("ERROR polylogue.db"):]:
            return "nothing was saved before the end"
        if gap > LONGEST_GAP:
            return "halted for %d ms" % gap
        return problem(directory, [line.split()[2] for line in lines
                                   if line.startswith(("ACK ", "WAIT "))])


def main(writer):
    cases = ["while it writes", "from the start"]
    if IS_FULL:
        cases.append("from the start, alone")
    found = all_at_once(lambda when: try_once(writer, when), cases)
    print("\n".join(found) or "nothing lost")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
