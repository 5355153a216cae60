// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/singleinstance.h"

#include <QCoreApplication>

#include <cstdio>

//! firstinstance DIR: is the one of the profile DIR and says so, until it is killed.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    polylogue::app::settings::SingleInstance instance(application.arguments().at(1));
    std::puts(instance.claim() ? "first" : "second");
    std::fflush(stdout);
    return QCoreApplication::exec();
}
