# SPDX-FileCopyrightText: 2026 The Polylogue authors
# SPDX-License-Identifier: Apache-2.0

"""A file system of 4 MB becomes full to its last byte while the store writes, and has room again: all
must be there in the end. Without the right to mount one there is nothing to test.
"""

import errno
import os
import shutil
import subprocess
import sys
import tempfile

from storecheck import IS_FULL, problem, skip

MESSAGES = 45
WAITING = 5  # messages, when there is room again
ROUNDS = range(0, 30) if IS_FULL else (0, 1, 12)  # messages that are saved before it is full
NEVER_FULL = "the disk was never full"
TRIES = 5  # on a busy machine all can be written before the disk is full
INSIDE = "--inside"


def fill(path):
    with open(path, "wb", buffering=0) as file:
        for size in (65536, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise


def write_until_saved(writer, directory, saved):
    """Returns what is wrong, or None."""
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", directory],
                      check=False).returncode != 0:
        skip("no file system can be mounted here")
    filler = os.path.join(directory, "filler")
    store = os.path.join(directory, "data")
    if saved == 0:
        fill(filler)
    lines = []
    with subprocess.Popen([writer, store, str(MESSAGES)], stdout=subprocess.PIPE,
                          text=True) as process:
        for line in process.stdout:
            lines.append(line.strip())
            waiting = sum(each.startswith("WAIT ") for each in lines)
            if line.startswith("ACK %d " % (saved - 1)):
                fill(filler)
            elif waiting == WAITING and os.path.exists(filler):
                os.remove(filler)
    if process.returncode != 0 or lines[-1:] != ["END"]:
        return "ended with %d: %s" % (process.returncode, lines[-1:])
    if waiting < WAITING:
        subprocess.run(["umount", directory], check=True)
        return NEVER_FULL
    if not any(line.startswith("ERROR ") for line in lines):
        return "nobody was told"
    wrong = problem(store, [line.split()[2] for line in lines if line[:4] in ("ACK ", "WAIT")])
    subprocess.run(["umount", directory], check=True)
    return wrong


def main_inside(writer, directory):
    """Runs within a mount name space of its own."""
    found = []
    for saved in ROUNDS:
        for _ in range(TRIES):
            wrong = write_until_saved(writer, directory, saved)
            if wrong != NEVER_FULL:
                break
        if wrong:
            found.append("full after %d: %s" % (saved, wrong))
    print("\n".join(found) or "%d times full, nothing lost" % len(ROUNDS))
    return 1 if found else 0


def main(arguments):
    if arguments[0] == INSIDE:
        return main_inside(arguments[1], arguments[2])
    if not shutil.which("unshare"):
        skip("no unshare")
    if subprocess.run(["unshare", "-rm", "true"], stderr=subprocess.DEVNULL,
                      check=False).returncode != 0:
        skip("no name space of one's own here")
    with tempfile.TemporaryDirectory() as directory:
        return subprocess.run(["unshare", "-rm", sys.executable, "-B", os.path.abspath(__file__),
                               INSIDE, arguments[0], directory], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
