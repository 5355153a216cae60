// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/vectorexport.h"
#include "app/embeddings/vectorfile.h"
#include "app/tables/tablereader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::embeddings;
using namespace Qt::StringLiterals;

class tst_VectorExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadBack_data();
    void whatIsWrittenIsReadBack();
    void jsonLinesHoldTextsAndVectors();
    void whatCannotBeWrittenIsTold();

private:
    QTemporaryDir m_folder;
};

namespace {

const Corpus corpus{{.text = u"Rain, \"again\""_s, .label = u"weather"_s, .source = u"a.txt"_s},
                    {.text = u"Zwei\nZeilen"_s, .title = u"t"_s}};
const projection::Matrix vectors{
    .rows = 2, .columns = 3, .values = {1.0F / 3, -2, 1e-20F, 0, 4.25F, 16777216.0F}};

} // namespace

void tst_VectorExport::whatIsWrittenIsReadBack_data()
{
    QTest::addColumn<VectorFormat>("format");
    QTest::addColumn<QString>("name");

    QTest::newRow("CSV") << VectorFormat::Csv << u"v.csv"_s;
    QTest::newRow("NPY") << VectorFormat::Npy << u"v.npy"_s;
}

void tst_VectorExport::whatIsWrittenIsReadBack()
{
    QFETCH(const VectorFormat, format);
    QFETCH(const QString, name);

    QVERIFY(writeVectors(m_folder.filePath(name), format, corpus, vectors));

    const auto read = readVectorFile(m_folder.filePath(name));
    QVERIFY(read);
    QCOMPARE(read->vectors, vectors);
    if (format == VectorFormat::Csv)
        QCOMPARE(read->others.rows.at(1).constFirst(), u"Zwei\nZeilen"_s);
    if (format == VectorFormat::Npy) {
        QFile file(m_folder.filePath(name));
        QCOMPARE(file.size(), 128 + 24);
    }
}

void tst_VectorExport::jsonLinesHoldTextsAndVectors()
{
    const QString path = m_folder.filePath(u"v.jsonl"_s);
    QVERIFY(writeVectors(path, VectorFormat::JsonLines, corpus, vectors));

    const auto text = tables::readTableFile(path);
    QVERIFY(text);
    QCOMPARE(text->count(u'\n'), 2);
    const auto table = tables::readTable(*text);
    QVERIFY(table && table->isJson);
    QCOMPARE(table->table.rows.size(), 2);
    QVERIFY(text->contains(u"\"embedding\":[0,4.25,16777216]"_s));
    QVERIFY(text->contains(u"\"label\":\"weather\""_s));
}

void tst_VectorExport::whatCannotBeWrittenIsTold()
{
    const auto written =
        writeVectors(m_folder.filePath(u"none/v.npy"_s), VectorFormat::Npy, corpus, vectors);

    QVERIFY(!written);
    QCOMPARE(written.error().kind, base::ErrorKind::Disk);
}

QTEST_APPLESS_MAIN(tst_VectorExport)
#include "tst_vectorexport.moc"
