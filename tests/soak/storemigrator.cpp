// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// storemigrator DIRECTORY: opens the store there as a later version of the program would, whose
// schema is one step newer, and prints READY, or the subject of the error that it would show.

#include "app/base/platform.h"
#include "app/store/storefile.h"

#include <QCoreApplication>

#include <cstdio>

using namespace polylogue::app;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 2)
        return 2;
    base::prepareProcess();
    const QList<store::Migration> steps = store::migrations()
        + QList<store::Migration>{{u"CREATE TABLE later(id BLOB PRIMARY KEY, content TEXT)"_s,
                                   u"INSERT INTO later SELECT id, content FROM messages"_s,
                                   u"ALTER TABLE chats ADD COLUMN later TEXT"_s,
                                   u"UPDATE chats SET later=title"_s,
                                   u"UPDATE messages SET model='later'"_s,
                                   u"CREATE INDEX messages_model ON messages(model)"_s}};
    const store::OpenedStore opened = store::openStore(arguments.at(1), steps);
    if (opened.mode == store::StoreStatus::Mode::Ready)
        std::puts("READY");
    else
        std::printf("ERROR %s\n", qPrintable(opened.error.value_or(base::Error()).subject));
    return 0;
}
