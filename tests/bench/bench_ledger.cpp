// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// The window of all requests with 10,000 rows: from being asked for until they are read from the
// disk and painted, and what a letter in its filter costs. Prints one JSON object; milliseconds.

#include "app/net/httpclient.h"
#include "app/settings/settings.h"
#include "app/store/chatstore.h"
#include "tests/bench/spread.h"
#include "tests/support/waituntil.h"
#include "ui/inspector/ledgerwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QTableView>
#include <QTemporaryDir>

#include <cstdio>

using namespace polylogue;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rows = 10'000;
constexpr int Openings = 11;

QList<app::store::Change> calls()
{
    QList<app::store::Change> calls;
    const QDateTime start(QDate(2026, 11, 1), QTime(8, 0), Qt::UTC);
    for (int i = 0; i < Rows; ++i) {
        calls.append(app::store::RecordCall{
            {.startedAt = start.addSecs(i * 60),
             .purpose = i % 7 == 0 ? u"models"_s : u"chat"_s,
             .method = "POST",
             .url = QUrl(u"https://host-%1.example/v1/chat/completions"_s.arg(i % 5)),
             .model = u"model-%1"_s.arg(i % 20),
             .httpStatus = i % 50 == 0 ? 429 : 200,
             .milliseconds = 300 + i % 2000,
             .connectedAt = 20,
             .sentAt = 22,
             .firstByteAt = 200,
             .bytesSent = 1000 + i,
             .bytesReceived = 5000 + i,
             .inputTokens = 100,
             .outputTokens = 200,
             .requestId = u"req_%1"_s.arg(i)}});
    }
    return calls;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QTemporaryDir directory;
    app::store::ChatStore store(directory.path());
    app::net::HttpClient client;
    ui::theme::Theme theme(app::settings::ThemeMode::Light);
    bool isWritten = false;
    store.write(calls(), &application, [&](const app::base::Status &) { isWritten = true; });
    tests::waitUntil([&] { return isWritten; }, 60'000);

    std::vector<double> openings;
    for (int i = 0; i < Openings; ++i) {
        QElapsedTimer clock;
        clock.start();
        ui::inspector::LedgerWindow window(theme, store, client);
        window.show();
        const auto *table = window.findChild<QTableView *>();
        tests::waitUntil([&] { return table->model()->rowCount() == Rows; }, 60'000);
        window.repaint();
        openings.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }

    ui::inspector::LedgerWindow window(theme, store, client);
    window.show();
    const auto *table = window.findChild<QTableView *>();
    tests::waitUntil([&] { return table->model()->rowCount() == Rows; }, 60'000);
    std::vector<double> keys;
    auto *filter = window.findChild<QLineEdit *>();
    for (const QString &text : {u"h"_s, u"ho"_s, u"host-3"_s, u"host-3 4"_s, u"host-3 42"_s}) {
        QElapsedTimer clock;
        clock.start();
        filter->setText(text);
        window.repaint();
        keys.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    const QJsonObject result{{u"open"_s, bench::spread(openings)}, {u"key"_s, bench::spread(keys)}};
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
    return 0;
}
