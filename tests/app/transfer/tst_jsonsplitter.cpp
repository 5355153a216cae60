// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/jsonsplitter.h"

#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::transfer;
using namespace Qt::StringLiterals;

class tst_JsonSplitter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void piecesAreTheSameHoweverTheTextIsCut_data();
    void piecesAreTheSameHoweverTheTextIsCut();
    void brokenTextsAreTold_data();
    void brokenTextsAreTold();
    void deepNestingIsRefused();
    void errorOfTheTakerEndsIt();
};

namespace {

QByteArrayList pieces(const QByteArrayList &blocks, bool *isWhole = nullptr)
{
    QByteArrayList found;
    JsonSplitter splitter({"list"_ba}, [&found](const JsonPiece &piece) {
        found.append(piece.key + (piece.isElement ? "[]" : "") + '=' + piece.text);
        return base::Status();
    });
    bool isGood = true;
    for (const QByteArray &block : blocks)
        isGood = isGood && splitter.feed(block);
    isGood = isGood && splitter.finish();
    if (isWhole)
        *isWhole = isGood;
    return found;
}

} // namespace

void tst_JsonSplitter::piecesAreTheSameHoweverTheTextIsCut_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("expected");

    QTest::newRow("empty array") << "[ ]"_ba << QByteArrayList();
    QTest::newRow("empty object") << " {} \n"_ba << QByteArrayList();
    QTest::newRow("elements") << R"([1, "a]\"", {"b":[2,"}"]}, null ,true])"_ba
                              << QByteArrayList{"[]=1", R"([]="a]\"")", R"([]={"b":[2,"}"]})",
                                                "[]=null", "[]=true"};
    QTest::newRow("members") << R"({"a":1,"b" : [1,[2]],"c":"\\","d":-1.5e3 })"_ba
                             << QByteArrayList{"a=1", "b=[1,[2]]", R"(c="\\")", "d=-1.5e3"};
    QTest::newRow("array that is split")
        << R"({"list":[{"x":[]},3],"after":{},"other":[4]})"_ba
        << QByteArrayList{R"(list[]={"x":[]})", "list[]=3", "after={}", "other=[4]"};
    QTest::newRow("no array") << R"({"list":{"x":1}})"_ba << QByteArrayList{R"(list={"x":1})"};
    QTest::newRow("mark at the beginning") << "\xef\xbb\xbf[1]"_ba << QByteArrayList{"[]=1"};
}

void tst_JsonSplitter::piecesAreTheSameHoweverTheTextIsCut()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArrayList, expected);

    for (qsizetype cut = 3; cut <= text.size(); ++cut) {
        bool isWhole = false;
        QCOMPARE(pieces({text.first(cut), text.sliced(cut)}, &isWhole), expected);
        QVERIFY2(isWhole, qPrintable(u"cut at %1"_s.arg(cut)));
    }
}

void tst_JsonSplitter::brokenTextsAreTold_data()
{
    QTest::addColumn<QByteArray>("text");

    for (const char *text : {"",           "  ",
                             "1",          "\"a\"",
                             "[",          "[1",
                             "[1,",        "[1,]",
                             "[,1]",       "[1}",
                             "[1]]",       "[1] 2",
                             "{1:2}",      "{\"a\"}",
                             "{\"a\":}",   "{\"a\":1,}",
                             "{\"a\":1",   "{\"a\":1]",
                             "{\"a",       "[\"a",
                             "[:]",        "{\"list\":[1}}",
                             "PK\x03\x04", "<html>"})
        QTest::newRow(text) << QByteArray(text);
}

void tst_JsonSplitter::brokenTextsAreTold()
{
    QFETCH(const QByteArray, text);

    const base::Status split =
        splitJson(text, {"list"_ba}, [](const JsonPiece &) { return base::Status(); });

    QVERIFY(!split);
    QCOMPARE(split.error().kind, base::ErrorKind::File);
    QCOMPARE(split.error().type, u"json"_s);
    QVERIFY(split.error().detail.startsWith(u"offset "_s));
}

void tst_JsonSplitter::deepNestingIsRefused()
{
    const auto take = [](const JsonPiece &) { return base::Status(); };

    QVERIFY(splitJson(QByteArray(500, '[') + QByteArray(500, ']'), {}, take));
    QVERIFY(!splitJson(QByteArray(100'000, '[') + QByteArray(100'000, ']'), {}, take));
}

void tst_JsonSplitter::errorOfTheTakerEndsIt()
{
    int taken = 0;
    const base::Status split =
        splitJson("[1,2,3]", {}, [&taken](const JsonPiece &) -> base::Status {
            if (++taken == 2)
                return base::Error{.kind = base::ErrorKind::Cancelled};
            return {};
        });

    QVERIFY(!split);
    QCOMPARE(split.error().kind, base::ErrorKind::Cancelled);
    QCOMPARE(taken, 2);
}

QTEST_APPLESS_MAIN(tst_JsonSplitter)
#include "tst_jsonsplitter.moc"
