// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// Does one thing with the keychain for tst_keychainsecretstore:
//   keychainclient TIMEOUT_MS read NAME | write NAME SECRET | remove NAME
// and prints "ok SECRET" or "error TYPE DETAIL".
#include "app/settings/keychainsecretstore.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace Qt::StringLiterals;
using namespace polylogue::app;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    settings::KeychainSecretStore store;
    store.setTimeout(std::chrono::milliseconds(arguments.at(1).toInt()));

    const auto report = [](const base::Result<QString> &result) {
        QTextStream out(stdout);
        if (result)
            out << "ok " << *result << Qt::endl;
        else
            out << "error " << result.error().type << ' ' << result.error().detail << Qt::endl;
        QCoreApplication::quit();
    };
    const auto reportStatus = [&report](const base::Status &status) {
        report(status ? base::Result<QString>(QString()) : base::Result<QString>(status.error()));
    };
    const QString &what = arguments.at(2);
    const QString &name = arguments.at(3);
    if (what == "read"_L1)
        store.read(name, &application, report);
    else if (what == "write"_L1)
        store.write(name, arguments.at(4), &application, reportStatus);
    else
        store.remove(name, &application, reportStatus);
    return QCoreApplication::exec();
}
