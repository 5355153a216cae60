// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/learnedcodec.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::net;

class tst_LearnedCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dropsComeBack();
    void whatIsNotUnderstoodIsLeftOut();
};

void tst_LearnedCodec::dropsComeBack()
{
    const QList<LearnedDrop> drops{
        {.endpoint = endpoint::EndpointId::create(),
         .model = u"m/1"_s,
         .field = u"temperature"_s,
         .serverWords = u"\"temperature\" is not supported"_s,
         .learnedAt = QDateTime(QDate(2026, 2, 3), QTime(4, 5, 6, 7), Qt::UTC)},
        {.endpoint = endpoint::EndpointId::create(),
         .field = u"seed"_s,
         .learnedAt = QDateTime(QDate(2026, 2, 3), QTime(), Qt::UTC)}};

    QVERIFY(decodeLearnedDrops(encodeLearnedDrops(drops)) == drops);
    QVERIFY(decodeLearnedDrops(encodeLearnedDrops({})).isEmpty());
}

void tst_LearnedCodec::whatIsNotUnderstoodIsLeftOut()
{
    QVERIFY(decodeLearnedDrops({}).isEmpty());
    QVERIFY(decodeLearnedDrops("no json").isEmpty());
    QVERIFY(decodeLearnedDrops(R"([1, {}, {"field": "seed"},
        {"endpoint": "8c6f2d1e-1c5b-4a55-9a0e-6f1f3b0c7a11", "field": "seed", "learned_at": "x"}])")
                .isEmpty());
}

QTEST_APPLESS_MAIN(tst_LearnedCodec)
#include "tst_learnedcodec.moc"
