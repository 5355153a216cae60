// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "corpus.h"
#include "ui/markdown/incrementaldocument.h"
#include "ui/markdown/parser.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::test;
using namespace polylogue::ui::markdown;

namespace {

//! \return how many prefixes of \a text the incremental document has other blocks for than the
//! parser. \param first the first of them is left there
int differingPrefixes(const QString &text, qsizetype *first)
{
    int differences = 0;
    IncrementalDocument document;
    for (qsizetype end = 1; end <= text.size(); ++end) {
        document.append(QStringView(text).sliced(end - 1, 1));
        if (document.blocks() == parse(QStringView(text).first(end), Ending::Open))
            continue;
        if (++differences == 1)
            *first = end;
    }
    return differences;
}

} // namespace

//! \brief The documents of tests/data/markdown, streamed character by character.
class tst_Corpus final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPrefixIsParsedAsTheWhole_data() { documents_data(); }
    void everyPrefixIsParsedAsTheWhole();
    void mayBeCutAnywhere_data() { documents_data(); }
    void mayBeCutAnywhere();
    void differencesAreFew();
    void linesMayEndAsOnWindows_data() { documents_data(); }
    void linesMayEndAsOnWindows();

private:
    static void documents_data();
};

void tst_Corpus::documents_data()
{
    QTest::addColumn<QString>("text");
    for (const CorpusDocument &document : corpus())
        QTest::addRow("%s", qPrintable(document.name)) << document.text;
}

//! Definitions of links are the one thing that reaches back: without them there is no difference.
void tst_Corpus::everyPrefixIsParsedAsTheWhole()
{
    QFETCH(QString, text);
    text.replace(u"]:"_s, u"];"_s);
    qsizetype first = 0;
    const int differences = differingPrefixes(text, &first);
    QVERIFY2(differences == 0,
             qPrintable(u"%1 times, first after \"%2\""_s.arg(differences)
                            .arg(text.sliced(std::max<qsizetype>(0, first - 80),
                                             std::min<qsizetype>(80, first)))));
}

void tst_Corpus::mayBeCutAnywhere()
{
    QFETCH(QString, text);
    const QList<Block> whole = parse(text);
    for (qsizetype cut = 0; cut <= text.size(); ++cut) {
        IncrementalDocument document;
        document.append(QStringView(text).first(cut));
        document.append(QStringView(text).sliced(cut));
        document.finish();
        if (document.blocks() != whole)
            qWarning() << "cut after" << text.first(cut).right(80);
        QCOMPARE(document.blocks(), whole);
    }
}

void tst_Corpus::differencesAreFew()
{
    qsizetype prefixes = 0;
    int differences = 0;
    for (const CorpusDocument &document : corpus()) {
        qsizetype first = 0;
        prefixes += document.text.size();
        if (document.text.contains(u"]:")) // the others have none, as is tested above
            differences += differingPrefixes(document.text, &first);
    }
    const QString share = u"%1 of %2 prefixes differ"_s.arg(differences).arg(prefixes);
    qInfo("%s, by definitions of links", qPrintable(share));
    QVERIFY2(differences * 50 <= prefixes, qPrintable(share));
}

void tst_Corpus::linesMayEndAsOnWindows()
{
    QFETCH(QString, text);
    const QList<Block> expected = parse(text);
    text.replace(u'\n', u"\r\n"_s);
    IncrementalDocument document;
    for (const QChar character : std::as_const(text))
        document.append(QStringView(&character, 1));
    document.finish();
    QCOMPARE(document.blocks(), expected);
}

QTEST_APPLESS_MAIN(tst_Corpus)
#include "tst_corpus.moc"
