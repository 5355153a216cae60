// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/documentsummary.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::practice;

class tst_DocumentSummary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void documentsAreSummedUp();
    void runningTitlesAreNoSentences();
};

void tst_DocumentSummary::documentsAreSummedUp()
{
    const QString text = documentInWords(
        u"Tides"_s, 2,
        {u"\n  On Tides\n\nThe tide follows the moon twice a day in most harbours.\n"_s,
         u"Sailors wait for the tide because a harbour without water is of no use to them."_s},
        true);
    QVERIFY2(text.startsWith(u"The document \u201cTides\u201d has 2 pages and more than"_s),
             qPrintable(text));
    QVERIFY(text.contains(u"\u201cOn Tides\u201d"_s));
    QVERIFY(text.contains(u"English"_s));
    QVERIFY(text.contains(u"- Sailors wait for the tide"_s));
}

void tst_DocumentSummary::runningTitlesAreNoSentences()
{
    QStringList pages;
    for (int i = 1; i <= 8; ++i)
        pages.append(
            u"The annual report of the harbour master, page %1\nOn day %1 the ships of the "
            "harbour came in with the tide number %1.\n"_s.arg(i));
    pages[3] +=
        u"The master of the harbour counts ships and tides, and writes down what he sees."_s;
    const QString text = documentInWords(u"Report"_s, 8, pages, false);
    QVERIFY2(!text.section(u"\n\n"_s, 1).contains("annual report"_L1), qPrintable(text));
}

QTEST_APPLESS_MAIN(tst_DocumentSummary)
#include "tst_documentsummary.moc"
