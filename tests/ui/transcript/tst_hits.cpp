// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/hits.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::conversation;
using namespace polylogue::ui::transcript;

namespace {

QStringList textsOf(const Hits &hits, const MessageId &message,
                    const std::vector<SelectableLeaf> &leaves)
{
    QStringList texts;
    for (const Hits::Hit &hit : hits.of(message)) {
        for (const SelectableLeaf &leaf : leaves) {
            if (leaf.key == hit.key)
                texts += leaf.text.sliced(hit.start, hit.length);
        }
    }
    return texts;
}

} // namespace

class tst_Hits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWords_data();
    void findsWords();
    void countsOverMessages();
    void keepsThePlaceWhenTheTextGrows();
    void beginsWithWhatWasSaid();
    void knowsWhereWordsOccur();
};

void tst_Hits::findsWords_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("in order of the text") << QStringList{u"two"_s, u"one"_s} << u"one two one"_s
                                          << QStringList{u"one"_s, u"two"_s, u"one"_s};
    QTest::newRow("any case") << QStringList{u"STAPLER"_s} << u"A Stapler"_s
                              << QStringList{u"Stapler"_s};
    QTest::newRow("accents do not matter")
        << QStringList{u"cafe"_s} << u"Café au lait"_s << QStringList{u"Café"_s};
    QTest::newRow("nor where they are typed")
        << QStringList{u"café"_s} << u"cafe"_s << QStringList{u"cafe"_s};
    QTest::newRow("a syllable of Hangul is whole")
        << QStringList{u"한"_s} << u"하나 한국"_s << QStringList{u"한"_s};
    QTest::newRow("what overlaps is marked once")
        << QStringList{u"abc"_s, u"bcd"_s} << u"abcd"_s << QStringList{u"abc"_s};
    QTest::newRow("a phrase") << QStringList{u"red stapler"_s} << u"red, red stapler"_s
                              << QStringList{u"red stapler"_s};
    QTest::newRow("blanks are no word")
        << QStringList{u" "_s, QString()} << u"a b"_s << QStringList{};
}

void tst_Hits::findsWords()
{
    QFETCH(QStringList, words);
    QFETCH(QString, text);
    QFETCH(QStringList, found);
    const std::vector<SelectableLeaf> leaves = {{{Section::Text, 0}, text, {}, false}};
    const MessageId message = MessageId::create();
    Hits hits;
    hits.setWords(words);
    hits.find(message, leaves);
    QCOMPARE(textsOf(hits, message, leaves), found);
    QCOMPARE(hits.count(), found.size());
}

void tst_Hits::countsOverMessages()
{
    const MessageId first = MessageId::create();
    const MessageId second = MessageId::create();
    Hits hits;
    hits.setWords({u"x"_s});
    hits.find(first, {{{Section::Text, 0}, u"x x"_s, {}, false}});
    hits.find(second, {{{Section::Text, 1}, u"x"_s, {}, false}});
    QCOMPARE(hits.count(), 3);
    hits.find(first, {{{Section::Text, 0}, u"x"_s, {}, false}});
    QCOMPARE(hits.count(), 2);
    hits.find(first, {});
    QCOMPARE(hits.count(), 1);
    QVERIFY(hits.of(first).empty());
    hits.forgetAll();
    QVERIFY(hits.isEmpty());
    QVERIFY(hits.hasWords());
}

void tst_Hits::keepsThePlaceWhenTheTextGrows()
{
    const MessageId message = MessageId::create();
    Hits hits;
    hits.setWords({u"x"_s});
    hits.find(message, {{{Section::Text, 0}, u"x x x"_s, {}, false}});
    hits.setCurrent(Hits::Place{message, 2});
    hits.find(message, {{{Section::Text, 0}, u"x x x x"_s, {}, false}});
    QCOMPARE(hits.current(), (Hits::Place{message, 2}));
    hits.find(message, {{{Section::Text, 0}, u"x"_s, {}, false}});
    QCOMPARE(hits.current(), (Hits::Place{message, 0}));
    hits.find(message, {});
    QVERIFY(!hits.current());
}

void tst_Hits::beginsWithWhatWasSaid()
{
    const MessageId message = MessageId::create();
    Hits hits;
    hits.setWords({u"x"_s});
    const SelectableLeaf thought{{Section::Reasoning, 0}, u"x x"_s, {}, false};
    hits.find(message, {thought, {{Section::Text, 0}, u"x"_s, {}, false}});
    QCOMPARE(hits.firstSaid(message), size_t(2));
    hits.find(message, {thought});
    QCOMPARE(hits.firstSaid(message), size_t(0));
}

void tst_Hits::knowsWhereWordsOccur()
{
    Hits hits;
    QVERIFY(!hits.occurIn(u"text"_s));
    hits.setWords({u"cafe"_s});
    QVERIFY(hits.occurIn(u"Au Café"_s));
    QVERIFY(!hits.occurIn(u"caf"_s));
    QVERIFY(!hits.occurIn({}));
}

QTEST_APPLESS_MAIN(tst_Hits)
#include "tst_hits.moc"
