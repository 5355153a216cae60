# SPDX-FileCopyrightText: 2026 The Polylogue authors
# SPDX-License-Identifier: Apache-2.0

"""What all soak tests of the store share: how often, and whether a database is whole."""

import os
import sqlite3
import sys

SKIPPED = 77
IS_FULL = os.environ.get("POLYLOGUE_SOAK") == "full"


def skip(reason):
    print("skipped:", reason)
    sys.exit(SKIPPED)


def database(directory):
    return os.path.join(directory, "polylogue.db")


def acknowledged(lines):
    """The identifiers of the messages that storewriter said were on disk."""
    return [line.split()[2] for line in lines if line.startswith("ACK ")]


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
