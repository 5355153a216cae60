// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// A grid run of 1,000 rows and 4 models, 16 requests at once, shown in its window: how long the
// window is held up, and how long a key takes to scroll. Prints one JSON object; milliseconds.

#include "tests/app/grid/gridfixture.h"
#include "tests/bench/spread.h"
#include "tests/support/heartbeat.h"
#include "tests/support/waituntil.h"
#include "ui/grid/gridrunpage.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QTableView>

#include <cstdio>

using namespace polylogue;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    tests::GridFixture fixture;
    QList<QByteArray> words(40, "some words of an answer ");
    fixture.server.on(tests::ChatPath, tests::Reply::chat(words, 2ms));
    fixture.make(1000, {u"m1"_s, u"m2"_s, u"m3"_s, u"m4"_s});
    ui::theme::Theme theme(app::settings::ThemeMode::Light);
    QElapsedTimer opening;
    opening.start();
    ui::grid::GridRunPage page(theme, *fixture.runner, {});
    page.resize(1400, 900);
    page.show();
    QApplication::processEvents();
    const auto openTime = opening.elapsed();
    fixture.runner->setParallel(16);
    auto *table = page.findChild<QTableView *>();

    std::vector<double> keys;
    QElapsedTimer whole;
    whole.start();
    const double cpuBefore = bench::threadCpu();
    double work = 0;
    double gap = 0;
    {
        const tests::Heartbeat heart;
        fixture.runner->start();
        while (fixture.runner->state() != app::grid::GridRunner::State::Ended) {
            tests::waitUntil([] { return false; }, 50);
            const double start = bench::threadCpu();
            QKeyEvent press(QEvent::KeyPress, Qt::Key_Down, Qt::NoModifier);
            QApplication::sendEvent(table, &press);
            table->viewport()->repaint();
            keys.push_back(bench::threadCpu() - start);
        }
        work = heart.longestWork();
        gap = heart.longestGap();
    }
    QJsonObject report{{u"rows"_s, 1000},
                       {u"cells"_s, fixture.runner->endedCount()},
                       {u"open"_s, openTime},
                       {u"seconds"_s, double(whole.elapsed()) / 1000},
                       {u"cpu_share"_s, (bench::threadCpu() - cpuBefore) / double(whole.elapsed())},
                       {u"longest_work"_s, work},
                       {u"longest_gap"_s, gap},
                       {u"key"_s, bench::spread(keys)}};
    std::puts(QJsonDocument(report).toJson().constData());
    return 0;
}
