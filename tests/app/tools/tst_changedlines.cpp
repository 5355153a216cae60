// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/changedlines.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::tools;

class tst_ChangedLines final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesAreFound_data();
    void changesAreFound();
};

void tst_ChangedLines::changesAreFound_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("changes");
    QTest::newRow("nothing") << u"a\nb"_s << u"a\nb"_s << u""_s;
    QTest::newRow("a line") << u"a\nb\nc\nd\ne"_s << u"a\nb\nx\nd\ne"_s << u"  b\n- c\n+ x\n  d"_s;
    QTest::newRow("one more") << u"a\nb"_s << u"a\nb\nc"_s << u"  b\n+ c"_s;
    QTest::newRow("one less") << u"a\nb\nc"_s << u"b\nc"_s << u"- a\n  b"_s;
    QTest::newRow("a line moved") << u"a\nb"_s << u"b\na"_s << u"- a\n  b\n+ a"_s;
}

void tst_ChangedLines::changesAreFound()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, changes);
    QCOMPARE(changedLines(before, after).join(u'\n'), changes);
}

QTEST_APPLESS_MAIN(tst_ChangedLines)
#include "tst_changedlines.moc"
