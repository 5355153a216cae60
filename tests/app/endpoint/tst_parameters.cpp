// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/parameters.h"

#include <QTest>

using namespace polylogue::app::endpoint;
using namespace Qt::StringLiterals;

class tst_Parameters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingSetLeavesTheLowerOnes();
    void everythingSetWins();
    void settingToZeroOrEmptyIsSettingToo();
};

namespace {

Parameters everything(int number)
{
    return {.stream = number % 2 == 0,
            .temperature = number / 10.0,
            .topP = number / 20.0,
            .maxTokens = number,
            .stop = QStringList{QString::number(number)},
            .seed = number,
            .presencePenalty = number / 30.0,
            .frequencyPenalty = number / 40.0,
            .reasoningEffort = QString::number(number),
            .extraJson = "{\"n\":" + QByteArray::number(number) + '}'};
}

} // namespace

void tst_Parameters::nothingSetLeavesTheLowerOnes()
{
    QCOMPARE(merged(everything(1), Parameters{}), everything(1));
    QCOMPARE(merged(Parameters{}, Parameters{}), Parameters{});
}

void tst_Parameters::everythingSetWins()
{
    QCOMPARE(merged(everything(1), everything(2)), everything(2));
    QCOMPARE(merged(Parameters{}, everything(2)), everything(2));
}

void tst_Parameters::settingToZeroOrEmptyIsSettingToo()
{
    const Parameters zero{.stream = false, .temperature = 0.0, .stop = QStringList{}, .seed = 0};

    const Parameters all = merged(everything(2), zero);

    QCOMPARE(all.stream, false);
    QCOMPARE(all.temperature, 0.0);
    QCOMPARE(all.stop, QStringList{});
    QCOMPARE(all.seed, 0);
    QCOMPARE(all.maxTokens, 2);
}

QTEST_APPLESS_MAIN(tst_Parameters)
#include "tst_parameters.moc"
