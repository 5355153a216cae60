# SPDX-FileCopyrightText: 2026 The Polylogue authors
# SPDX-License-Identifier: Apache-2.0

"""A file system of a few megabytes becomes full while the store writes, and has room again: all must
be there in the end. Without the right to mount one there is nothing to test.
"""

import os
import shutil
import subprocess
import sys
import tempfile

from storecheck import problem, skip

MESSAGES = 200
INSIDE = "--inside"


def write_until_saved(writer, directory):
    """Runs within a mount name space of its own."""
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", directory],
                      check=False).returncode != 0:
        skip("no file system can be mounted here")
    filler = os.path.join(directory, "filler")
    with open(filler, "wb") as file:
        file.write(bytes(11 * 1024 * 1024))
    store = os.path.join(directory, "data")
    lines = []
    with subprocess.Popen([writer, store, str(MESSAGES)], stdout=subprocess.PIPE,
                          text=True) as process:
        for line in process.stdout:
            lines.append(line.strip())
            if line.startswith("WAIT ") and os.path.exists(filler) and len(lines) > 20:
                waiting = sum(each.startswith("WAIT ") for each in lines)
                if waiting == 5:
                    os.remove(filler)
    if process.returncode != 0:
        return "ended with %d" % process.returncode
    waited = sum(line.startswith("WAIT ") for line in lines)
    if waited < 5:
        return "the disk was never full"
    if lines[-1] != "END 0":
        return lines[-1]
    print("%d of %d messages waited for room" % (waited, MESSAGES))
    return problem(store, [line.split()[2] for line in lines if line[:4] in ("ACK ", "WAIT")])


def main(arguments):
    if arguments[0] == INSIDE:
        wrong = write_until_saved(arguments[1], arguments[2])
        if wrong:
            print(wrong)
        return 1 if wrong else 0
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
