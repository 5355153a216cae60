// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/tokenweight.h"
#include "app/embeddings/embeddingplan.h"
#include "app/embeddings/longtexts.h"

#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::embeddings;
using namespace Qt::StringLiterals;

class tst_EmbeddingPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsAreTheText_data();
    void partsAreTheText();
    void equalTextsAreAskedForOnce();
    void requestsHoldNoMoreThanTheyMay();
    void longTextIsTheMeanOfItsParts();
    void refusalTellsHowMany_data();
    void refusalTellsHowMany();
};

void tst_EmbeddingPlan::partsAreTheText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("most");

    QTest::addColumn<int>("count");

    QTest::newRow("short") << u"One sentence."_s << qint64(100) << 1;
    QTest::newRow("sentences") << u"The rain fell. Nobody came. Birds sang."_s << qint64(8) << 2;
    QTest::newRow("words of a long sentence") << u"one two three four five six"_s << qint64(4) << 3;
    QTest::newRow("letters of a long word") << u"a"_s.repeated(40) << qint64(5) << 8;
}

void tst_EmbeddingPlan::partsAreTheText()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, most);

    const QStringList parts = partsOf(text, most);

    QCOMPARE(parts.join(QString()), text);
    QTEST(int(parts.size()), "count");
    for (const QString &part : parts)
        QCOMPARE_LE(conversation::estimatedTokens(part), most);
}

void tst_EmbeddingPlan::equalTextsAreAskedForOnce()
{
    EmbeddingPlan plan({u"a"_s, u"b"_s, u"a"_s}, {});

    QCOMPARE(plan.nextPieces(96).size(), 2);
    plan.setVector(plan.piece(0).hash, {1, 2});
    QCOMPARE(plan.knownTexts(), 2);
    QCOMPARE(plan.nextPieces(96), QList<qsizetype>{1});
    plan.setVector(plan.piece(1).hash, {3, 4});
    QVERIFY(plan.isComplete());
    QCOMPARE(plan.vectors(),
             (projection::Matrix{.rows = 3, .columns = 2, .values = {1, 2, 3, 4, 1, 2}}));
}

void tst_EmbeddingPlan::requestsHoldNoMoreThanTheyMay()
{
    QStringList texts;
    for (int i = 0; i < 100; ++i)
        texts.append(u"%1 "_s.arg(i) + u"word "_s.repeated(800)); // about 1,000 tokens
    const EmbeddingPlan plan(texts, {});

    QCOMPARE(plan.nextPieces(10).size(), 10);
    QCOMPARE(plan.nextPieces(96).size(), 59);
    QCOMPARE(EmbeddingPlan({u"word "_s.repeated(100'000)}, {}).nextPieces(96).size(), 1);
}

void tst_EmbeddingPlan::longTextIsTheMeanOfItsParts()
{
    EmbeddingPlan plan({u"short"_s, u"Aaaa bbbb cccc. Dddd eeee ffff."_s}, 5);
    QCOMPARE(plan.cutTexts(), 1);
    QCOMPARE(plan.firstLongText(5), 1);

    const QList<qsizetype> next = plan.nextPieces(96);
    QCOMPARE(next.size(), 3);
    plan.setVector(plan.piece(next.at(0)).hash, {1, 1});
    plan.setVector(plan.piece(next.at(1)).hash, {1, 0});
    QVERIFY(!plan.isComplete());
    plan.setVector(plan.piece(next.at(2)).hash, {0, 1});

    QVERIFY(plan.isComplete());
    const projection::Matrix vectors = plan.vectors();
    QCOMPARE(vectors.columns, size_t(2));
    QCOMPARE(vectors.values.at(2), vectors.values.at(3));
    QVERIFY(qAbs(vectors.values.at(2) - 0.7071F) < 1e-3F); // as long as its parts
}

void tst_EmbeddingPlan::refusalTellsHowMany_data()
{
    using base::Error;
    using base::ErrorKind;
    QTest::addColumn<Error>("error");
    QTest::addColumn<qsizetype>("sent");
    QTest::addColumn<qsizetype>("fewer"); // 0: it was about something else

    const auto refusal = [](int status, const QString &detail, const QString &parameter = {}) {
        return Error{.kind = ErrorKind::BadParameter,
                     .detail = detail,
                     .httpStatus = status,
                     .parameter = parameter};
    };
    QTest::newRow("number") << refusal(422, u"at most 96 texts"_s) << qsizetype(120)
                            << qsizetype(96);
    QTest::newRow("both numbers") << refusal(422,
                                             u"batch size 64 > maximum allowed batch size 32"_s)
                                  << qsizetype(64) << qsizetype(32);
    QTest::newRow("no number") << refusal(400, u"too many inputs"_s) << qsizetype(64)
                               << qsizetype(32);
    QTest::newRow("of a single text")
        << refusal(422, u"at most 96 texts"_s) << qsizetype(1) << qsizetype(0);
    QTest::newRow("another field")
        << refusal(422, u"maximum is 1024"_s, u"dimensions"_s) << qsizetype(96) << qsizetype(0);
    QTest::newRow("other words") << refusal(400, u"no such model"_s) << qsizetype(96)
                                 << qsizetype(0);
    QTest::newRow("server fault") << refusal(500, u"too many inputs"_s) << qsizetype(96)
                                  << qsizetype(0);
    QTest::newRow("too large") << Error{.kind = ErrorKind::TooLarge, .httpStatus = 413}
                               << qsizetype(96) << qsizetype(48);
}

void tst_EmbeddingPlan::refusalTellsHowMany()
{
    QFETCH(const base::Error, error);
    QFETCH(const qsizetype, sent);

    QTEST(fewerTexts(error, sent).value_or(0), "fewer");
}

QTEST_APPLESS_MAIN(tst_EmbeddingPlan)
#include "tst_embeddingplan.moc"
