// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/fileheader.h"
#include "app/store/schema.h"
#include "storesamples.h"

#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app::store;
using namespace Qt::StringLiterals;
using Kind = FileHeader::Kind;

//! What the first bytes of a file tell, and what is made of them where they are damaged.
class tst_FileHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ourOwnIsLeftAlone();
    void ofAnotherProgramIsSeen();
    void oneThatIsBeingMadeIsNew();
    void tooShortIsNone();
    void damageIsRepaired_data();
    void damageIsRepaired();
    void aVersionThatCannotBeIsNone_data();
    void aVersionThatCannotBeIsNone();
    void aLogMayKnowMorePages();

private:
    Kind kind() const
    {
        const auto header = readFileHeader(m_path);
        return header ? header->kind : Kind::NoDatabase;
    }

    QTemporaryDir m_directory;
    QString m_path;
    QByteArray m_whole;
};

void tst_FileHeader::initTestCase()
{
    QVERIFY(m_directory.isValid());
    m_path = m_directory.filePath(u"some.db"_s);
    QVERIFY(migrate(*samples::open(m_path)));
    m_whole = samples::readFile(m_path);
}

void tst_FileHeader::ourOwnIsLeftAlone()
{
    const auto header = readFileHeader(m_path);
    QVERIFY(header);
    QCOMPARE(header->kind, Kind::Ours);
    QCOMPARE(header->version, int(migrations().size()));
    QVERIFY(!*needsHeaderRepair(m_path));
    QVERIFY(repairFileHeader(m_path));
    QVERIFY(samples::readFile(m_path) == m_whole);
}

void tst_FileHeader::ofAnotherProgramIsSeen()
{
    const QString path = m_directory.filePath(u"other.db"_s);
    QVERIFY(samples::open(path)->run(u"CREATE TABLE t(v)"_s));
    QCOMPARE(readFileHeader(path)->kind, Kind::Foreign);
    QVERIFY(samples::open(path)->run(u"PRAGMA application_id=0x50000000"_s));
    QCOMPARE(readFileHeader(path)->kind, Kind::Foreign);
}

void tst_FileHeader::oneThatIsBeingMadeIsNew()
{
    const QString path = m_directory.filePath(u"new.db"_s);
    const auto database = samples::open(path);
    QCOMPARE(readFileHeader(path)->kind, Kind::New);
    QVERIFY(migrate(*database)); // all in the log
    QCOMPARE(readFileHeader(path)->kind, Kind::New);
}

void tst_FileHeader::tooShortIsNone()
{
    samples::writeFile(m_path, m_whole.first(4095));
    QCOMPARE(kind(), Kind::NoDatabase);
    samples::writeFile(m_path, m_whole.first(50));
    QCOMPARE(kind(), Kind::NoDatabase);
    QVERIFY(!*needsHeaderRepair(m_path));
    QVERIFY(repairFileHeader(m_path));
    QCOMPARE(samples::readFile(m_path), m_whole.first(50));
    QVERIFY(!readFileHeader(m_directory.filePath(u"none"_s)));
}

void tst_FileHeader::damageIsRepaired_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("size");
    QTest::newRow("what makes it a database") << 0 << 16;
    QTest::newRow("size of pages") << 16 << 2;
    QTest::newRow("how it is written and read") << 18 << 2;
    QTest::newRow("parts of pages") << 20 << 4;
    QTest::newRow("format") << 44 << 4;
    QTest::newRow("moved pages") << 52 << 4;
    QTest::newRow("encoding") << 56 << 4;
    QTest::newRow("moving them") << 64 << 4;
    QTest::newRow("whose it is") << 68 << 4;
}

void tst_FileHeader::damageIsRepaired()
{
    QFETCH(const int, first);
    QFETCH(const int, size);
    for (int bit = 8 * first; bit < 8 * (first + size); ++bit) {
        QByteArray bytes = m_whole;
        bytes[bit / 8] = static_cast<char>(bytes.at(bit / 8) ^ (1 << bit % 8));
        samples::writeFile(m_path, bytes);
        QCOMPARE(kind(), Kind::Damaged);
        QVERIFY(*needsHeaderRepair(m_path));

        QVERIFY(repairFileHeader(m_path));

        QVERIFY2(samples::readFile(m_path) == m_whole, qPrintable(QString::number(bit)));
        QCOMPARE(kind(), Kind::Ours);
    }
}

void tst_FileHeader::aVersionThatCannotBeIsNone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("none") << QByteArray(4, '\0');
    QTest::newRow("too great") << QByteArray("\0\0\x40\x02", 4);
    QTest::newRow("less than none") << QByteArray("\x80\0\0\x02", 4);
}

void tst_FileHeader::aVersionThatCannotBeIsNone()
{
    QFETCH(const QByteArray, bytes);
    samples::writeFile(m_path, QByteArray(m_whole).replace(60, 4, bytes));
    QCOMPARE(kind(), Kind::Damaged);
    QCOMPARE(readFileHeader(m_path)->version, 0);
    QVERIFY(repairFileHeader(m_path));
    QCOMPARE(samples::readFile(m_path), QByteArray(m_whole).replace(60, 4, QByteArray(4, '\0')));
}

void tst_FileHeader::aLogMayKnowMorePages()
{
    const QByteArray fewer = QByteArray(m_whole).replace(28, 4, QByteArray("\0\0\0\x03", 4));
    samples::writeFile(m_path, fewer);
    QCOMPARE(kind(), Kind::Damaged);
    samples::writeFile(m_path + u"-wal"_s, "something"_ba);
    QCOMPARE(kind(), Kind::Ours);
    QVERIFY(QFile::remove(m_path + u"-wal"_s));
    QVERIFY(repairFileHeader(m_path));
    QVERIFY(samples::readFile(m_path) == m_whole);
}

QTEST_APPLESS_MAIN(tst_FileHeader)
#include "tst_fileheader.moc"
