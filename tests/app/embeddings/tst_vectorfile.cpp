// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/npy.h"
#include "app/embeddings/vectorfile.h"

#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <cmath>

using namespace polylogue::app;
using namespace polylogue::app::embeddings;
using namespace Qt::StringLiterals;

class tst_VectorFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void npyIsRead_data();
    void npyIsRead();
    void brokenNpyIsRefused_data();
    void brokenNpyIsRefused();
    void everyCutOfNpyIsRefused();
    void numbersOfATableAreVectors();
    void missingNumbersAreNotFinite();
    void filesWithoutVectorsAreRefused_data();
    void filesWithoutVectorsAreRefused();
    void everyVectorHasAText();

private:
    QString written(const QByteArray &bytes);

    QTemporaryDir m_folder;
};

namespace {

QByteArray npy(const QByteArray &header, const QByteArray &data, int version = 1)
{
    QByteArray bytes = "\x93NUMPY"_ba;
    bytes += char(version);
    bytes += char(0);
    if (version == 1) {
        const quint16 length = qToLittleEndian(quint16(header.size()));
        bytes.append(reinterpret_cast<const char *>(&length), sizeof length);
    } else {
        const quint32 length = qToLittleEndian(quint32(header.size()));
        bytes.append(reinterpret_cast<const char *>(&length), sizeof length);
    }
    return bytes + header + data;
}

template <typename Number> QByteArray numbers(const QList<Number> &values)
{
    QByteArray bytes;
    for (const Number value : values) {
        const Number little = qToLittleEndian(value);
        bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
    }
    return bytes;
}

const auto sixFloats = numbers<float>({1, 2, 3, 4, 5, 6});
const auto twoByThree = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }  \n"_ba;

} // namespace

QString tst_VectorFile::written(const QByteArray &bytes)
{
    const QString path = m_folder.filePath(u"vectors"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return path;
}

void tst_VectorFile::npyIsRead_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("4 bytes") << npy(twoByThree, sixFloats);
    QTest::newRow("version 2") << npy(twoByThree, sixFloats, 2);
    QTest::newRow("8 bytes") << npy(
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }\n"_ba,
        numbers<double>({1, 2, 3, 4, 5, 6}));
    QTest::newRow("by columns") << npy(
        "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }\n"_ba,
        numbers<float>({1, 4, 2, 5, 3, 6}));
    QTest::newRow("other order of the header")
        << npy("{'shape':(2,3),'fortran_order':False,'descr':'<f4'}"_ba, sixFloats);
}

void tst_VectorFile::npyIsRead()
{
    QFETCH(const QByteArray, bytes);

    const auto found = readVectorFile(written(bytes));

    QVERIFY(found);
    const projection::Matrix expected{.rows = 2, .columns = 3, .values = {1, 2, 3, 4, 5, 6}};
    QVERIFY(found->vectors == expected);
    QCOMPARE(found->others.rows.size(), 2);
    QVERIFY(found->others.columns.isEmpty());
}

void tst_VectorFile::brokenNpyIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("type");

    const auto with = [](const QByteArray &header) { return npy(header, sixFloats); };
    QTest::newRow("integers") << with(
        "{'descr': '<i8', 'fortran_order': False, 'shape': (2, 3)}"_ba)
                              << u"npy_type"_s;
    QTest::newRow("big-endian") << with(
        "{'descr': '>f4', 'fortran_order': False, 'shape': (2, 3)}"_ba)
                                << u"npy_type"_s;
    QTest::newRow("one dimension")
        << with("{'descr': '<f4', 'fortran_order': False, 'shape': (6,)}"_ba)
        << u"npy_not_two_dimensions"_s;
    QTest::newRow("no dimension") << with(
        "{'descr': '<f4', 'fortran_order': False, 'shape': ()}"_ba)
                                  << u"npy_not_two_dimensions"_s;
    QTest::newRow("more rows than bytes")
        << with("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 3)}"_ba) << u"npy_damaged"_s;
    QTest::newRow("a product that overflows")
        << with("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}"_ba)
        << u"npy_damaged"_s;
    QTest::newRow("negative") << with(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 3)}"_ba)
                              << u"npy_damaged"_s;
    QTest::newRow("no rows") << with("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 3)}"_ba)
                             << u"no_vectors"_s;
    QTest::newRow("no header") << with({}) << u"npy_damaged"_s;
}

void tst_VectorFile::brokenNpyIsRefused()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, type);
    const QString path = written(bytes);

    const auto found = readVectorFile(path);

    QVERIFY(!found);
    QCOMPARE(found.error().kind, base::ErrorKind::File);
    QCOMPARE(found.error().type, type);
    QCOMPARE(found.error().subject, path);
}

void tst_VectorFile::everyCutOfNpyIsRefused()
{
    const QByteArray bytes = npy(twoByThree, sixFloats);
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QVERIFY(!matrixFromNpy(QByteArrayView(bytes).first(size)));
}

void tst_VectorFile::numbersOfATableAreVectors()
{
    const auto found =
        readVectorFile(written("label,d0,title,d1\nWorld,0.5,A b,-1\nSports,1e-2,C,3\n"_ba));

    QVERIFY(found);
    const projection::Matrix expected{.rows = 2, .columns = 2, .values = {0.5F, -1, 0.01F, 3}};
    QVERIFY(found->vectors == expected);
    QCOMPARE(found->others.columns.size(), 2);
    QCOMPARE(found->others.columns.at(1).name, u"title"_s);
    QCOMPARE(found->others.rows.at(0), (QStringList{u"World"_s, u"A b"_s}));
}

void tst_VectorFile::missingNumbersAreNotFinite()
{
    const auto found = readVectorFile(written("a,b\n1,2\n,4\nnan,6\n7,8\n"_ba));

    QVERIFY(found);
    QCOMPARE(found->vectors.columns, size_t(2));
    QVERIFY(std::isnan(found->vectors.values[2]));
    QVERIFY(std::isnan(found->vectors.values[4]));
    QCOMPARE(found->vectors.values[5], 6.0F);
}

void tst_VectorFile::filesWithoutVectorsAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("type");

    QTest::newRow("empty") << QByteArray() << u"empty"_s;
    QTest::newRow("words") << "name,title\na,b\nc,d\n"_ba << u"no_vectors"_s;
}

void tst_VectorFile::filesWithoutVectorsAreRefused()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, type);

    const auto found = readVectorFile(written(bytes));

    QVERIFY(!found);
    QCOMPARE(found.error().type, type);
}

void tst_VectorFile::everyVectorHasAText()
{
    const auto table = readVectorFile(
        written("text,label,d1,d2\nRain falls,weather,1,2\n,sport,3,4\nA goal,sport,5,6\n"));
    const auto bare = readVectorFile(written(npy(twoByThree, sixFloats)));
    QVERIFY(table && bare);

    QCOMPARE(textsOf(corpusBeside(*table)), (QStringList{u"Rain falls"_s, u"2"_s, u"A goal"_s}));
    QCOMPARE(corpusBeside(*table).at(1).label, u"sport"_s);
    QCOMPARE(textsOf(corpusBeside(*bare)), (QStringList{u"1"_s, u"2"_s}));
}

QTEST_APPLESS_MAIN(tst_VectorFile)
#include "tst_vectorfile.moc"
