// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tables/tablereader.h"
#include "ui/cli/mapcommand.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::ui::cli;

class tst_MapCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tableGainsPlaces();
    void sameSeedWritesTheSame();
    void rowsWithoutPlaceAreTold();
    void whatCannotBeReadEndsWithTwo_data();
    void whatCannotBeReadEndsWithTwo();
    void whatCannotBeWrittenEndsWithOne();
    void interruptEndsWith130AndWritesNothing();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const;
    QByteArray contentOf(const QString &name) const;
    int run(const MapInvocation &invocation);
    QByteArray told();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QTemporaryFile> m_output;
    std::unique_ptr<QTemporaryFile> m_error;
    std::unique_ptr<Terminal> m_terminal;
};

namespace {

//! Vectors of two topics, a word and a number missing where told.
QByteArray vectors(int rows, int without = -1)
{
    QByteArray csv = "topic,a,b,c\n"_ba;
    for (int row = 0; row < rows; ++row) {
        const bool isSport = row % 2 == 0;
        csv += isSport ? "Sport,"_ba : "Trade,"_ba;
        csv += row == without ? QByteArray() : QByteArray::number(isSport ? 5 : -5);
        csv += ',' + QByteArray::number(row % 7) + ',' + QByteArray::number(row % 5) + '\n';
    }
    return csv;
}

} // namespace

void tst_MapCommand::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_output = std::make_unique<QTemporaryFile>();
    m_error = std::make_unique<QTemporaryFile>();
    QVERIFY(m_output->open() && m_error->open());
    m_terminal = std::make_unique<Terminal>(m_output->handle(), m_error->handle());
}

void tst_MapCommand::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray tst_MapCommand::contentOf(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int tst_MapCommand::run(const MapInvocation &invocation)
{
    MapCommand command(*m_terminal, invocation);
    QSignalSpy finished(&command, &Command::finished);
    command.start();
    if (!finished.wait(20'000) || finished.size() != 1)
        return -1;
    return finished.first().first().toInt();
}

QByteArray tst_MapCommand::told()
{
    QFile again(m_error->fileName());
    return again.open(QIODevice::ReadOnly) ? again.readAll() : QByteArray();
}

void tst_MapCommand::tableGainsPlaces()
{
    write(u"in.csv"_s, vectors(60));

    QCOMPARE(run({.vectors = path(u"in.csv"_s), .out = path(u"out.csv"_s)}), int(Answered));

    const auto table = tables::readTable(QString::fromUtf8(contentOf(u"out.csv"_s)));
    QVERIFY(table);
    QCOMPARE(table->table.columns.size(), 3);
    QCOMPARE(table->table.columns.at(0).name, u"topic"_s);
    QCOMPARE(table->table.columns.at(1).name, u"x"_s);
    QCOMPARE(table->table.columns.at(2).type, tables::ColumnType::Number);
    QCOMPARE(table->table.rows.size(), 60);
    QCOMPARE(table->table.rows.at(1).at(0), u"Trade"_s);
    QVERIFY(told().contains("60 vectors of 3 numbers"));
}

void tst_MapCommand::sameSeedWritesTheSame()
{
    write(u"in.csv"_s, vectors(60));

    QCOMPARE(run({.vectors = path(u"in.csv"_s), .out = path(u"1.csv"_s)}), int(Answered));
    QCOMPARE(run({.vectors = path(u"in.csv"_s), .out = path(u"2.csv"_s)}), int(Answered));
    QCOMPARE(run({.vectors = path(u"in.csv"_s), .out = path(u"3.csv"_s), .options = {.seed = 43}}),
             int(Answered));

    QCOMPARE(contentOf(u"2.csv"_s), contentOf(u"1.csv"_s));
    QVERIFY(contentOf(u"3.csv"_s) != contentOf(u"1.csv"_s));
}

void tst_MapCommand::rowsWithoutPlaceAreTold()
{
    write(u"in.csv"_s, vectors(20, 3));

    QCOMPARE(run({.vectors = path(u"in.csv"_s), .out = path(u"out.csv"_s)}), int(Answered));

    QCOMPARE(contentOf(u"out.csv"_s).split('\n').at(4), "Trade,,"_ba);
    QVERIFY(told().contains("no place"));
}

void tst_MapCommand::whatCannotBeReadEndsWithTwo_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("no file") << QByteArray();
    QTest::newRow("no numbers") << "a,b\nx,y\n"_ba;
    QTest::newRow("no table of floats") << "\x93NUMPY\1"_ba;
}

void tst_MapCommand::whatCannotBeReadEndsWithTwo()
{
    QFETCH(const QByteArray, bytes);
    if (!bytes.isEmpty())
        write(u"in.csv"_s, bytes);

    QCOMPARE(run({.vectors = path(u"in.csv"_s), .out = path(u"out.csv"_s)}), int(WrongUsage));

    QVERIFY(told().contains("in.csv"));
    QVERIFY(!QFile::exists(path(u"out.csv"_s)));
}

void tst_MapCommand::whatCannotBeWrittenEndsWithOne()
{
    write(u"in.csv"_s, vectors(10));

    QCOMPARE(run({.vectors = path(u"in.csv"_s), .out = path(u"none/out.csv"_s)}), int(Refused));

    QVERIFY(told().startsWith("polylogue: ") || told().contains("\npolylogue: "));
}

void tst_MapCommand::interruptEndsWith130AndWritesNothing()
{
    write(u"in.csv"_s, vectors(3000));
    MapCommand command(*m_terminal, {.vectors = path(u"in.csv"_s), .out = path(u"out.csv"_s)});
    QSignalSpy finished(&command, &Command::finished);

    command.start();
    command.interrupt();

    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
    QCOMPARE(finished.first().first().toInt(), int(Interrupted));
    QVERIFY(!QFile::exists(path(u"out.csv"_s)));
}

QTEST_GUILESS_MAIN(tst_MapCommand)
#include "tst_mapcommand.moc"
