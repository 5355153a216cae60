// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/chattitle.h"

#include <QTest>

using namespace polylogue::app;
using namespace Qt::StringLiterals;

class tst_ChatTitle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsTheFirstLineWithoutMarkdown_data();
    void itIsTheFirstLineWithoutMarkdown();
    void itHasAtMostSixtyCharacters_data();
    void itHasAtMostSixtyCharacters();
};

void tst_ChatTitle::itIsTheFirstLineWithoutMarkdown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("title");
    QTest::newRow("plain") << u"Why is the sky blue?"_s << u"Why is the sky blue?"_s;
    QTest::newRow("two lines") << u"\n  First\nsecond"_s << u"First"_s;
    QTest::newRow("Windows lines") << u"First\r\nsecond"_s << u"First"_s;
    QTest::newRow("heading") << u"## A *bold* `name`"_s << u"A bold name"_s;
    QTest::newRow("inner spaces") << u"a \t  b"_s << u"a b"_s;
    QTest::newRow("nothing") << u""_s << u""_s;
    QTest::newRow("only signs") << u"***"_s << u""_s;
}

void tst_ChatTitle::itIsTheFirstLineWithoutMarkdown()
{
    QFETCH(const QString, text);
    const conversation::Message message{.content = {conversation::TextPart{.text = text}}};
    QTEST(session::titleOf(message), "title");
}

void tst_ChatTitle::itHasAtMostSixtyCharacters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("title");
    QTest::newRow("sixty") << QString(60, u'a') << QString(60, u'a');
    QTest::newRow("sixty-one") << QString(61, u'a') << QString(59, u'a') + u'…';
    QTest::newRow("a pair at the cut")
        << QString(58, u'a') + u"\U0001F600 more"_s << QString(58, u'a') + u'…';
}

void tst_ChatTitle::itHasAtMostSixtyCharacters()
{
    QFETCH(const QString, text);
    const conversation::Message message{.content = {conversation::TextPart{.text = text}}};
    QTEST(session::titleOf(message), "title");
}

QTEST_APPLESS_MAIN(tst_ChatTitle)
#include "tst_chattitle.moc"
