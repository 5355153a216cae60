// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tables/tablereader.h"
#include "tests/support/faultserver.h"
#include "ui/cli/mapcommand.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::tests;
using namespace polylogue::ui::cli;

class tst_MapCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tableGainsPlaces();
    void sameSeedWritesTheSame();
    void rowsWithoutPlaceAreTold();
    void textsBecomeAPicture_data();
    void textsBecomeAPicture();
    void textsAreNotAskedForTwice();
    void columnThatIsNotThereIsTold();
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
    CommandContext context()
    {
        return {.terminal = *m_terminal,
                .client = *m_client,
                .learned = *m_learned,
                .settings = *m_settings,
                .secrets = m_secrets,
                .cacheFolder = m_folder->path()};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QTemporaryFile> m_output;
    std::unique_ptr<QTemporaryFile> m_error;
    std::unique_ptr<Terminal> m_terminal;
    std::unique_ptr<net::HttpClient> m_client;
    std::unique_ptr<net::LearnedDrops> m_learned;
    std::unique_ptr<settings::SettingsStore> m_settings;
    settings::MemorySecretStore m_secrets;
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

//! Headlines of two topics.
QByteArray texts(int rows)
{
    QByteArray csv = "label,title\n"_ba;
    for (int row = 0; row < rows; ++row)
        csv +=
            (row % 2 == 0 ? "Sport,Match "_ba : "Trade,Price "_ba) + QByteArray::number(row) + '\n';
    return csv;
}

Reply answer(int rows)
{
    QByteArray data;
    for (int row = 0; row < rows; ++row)
        data += (row > 0 ? "," : "") + ("{\"index\":"_ba + QByteArray::number(row))
            + ",\"embedding\":[" + (row % 2 == 0 ? "1,0.1," : "0.1,1,") + QByteArray::number(row)
            + "e-3]}";
    return Reply::json("{\"data\":[" + data + "],\"model\":\"e-1\"}");
}

} // namespace

void tst_MapCommand::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_output = std::make_unique<QTemporaryFile>();
    m_error = std::make_unique<QTemporaryFile>();
    QVERIFY(m_output->open() && m_error->open());
    m_terminal = std::make_unique<Terminal>(m_output->handle(), m_error->handle());
    m_client = std::make_unique<net::HttpClient>();
    m_learned = std::make_unique<net::LearnedDrops>();
    m_settings = std::make_unique<settings::SettingsStore>(m_folder->path());
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
    MapCommand command(context(), invocation);
    QSignalSpy finished(&command, &Command::finished);
    command.start();
    if ((finished.isEmpty() && !finished.wait(60'000)) || finished.size() != 1)
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

void tst_MapCommand::textsBecomeAPicture_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("begin");

    QTest::newRow("PNG") << u"map.png"_s << "\x89PNG"_ba;
    QTest::newRow("SVG") << u"map.svg"_s << "<?xml"_ba;
}

void tst_MapCommand::textsBecomeAPicture()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, begin);
    FaultServer server;
    server.on("/v1/embeddings", answer(96));
    write(u"in.csv"_s, texts(96));

    QCOMPARE(run({.server = {.address = server.url().toString()},
                  .model = u"e"_s,
                  .file = path(u"in.csv"_s),
                  .label = u"label"_s,
                  .out = path(name)}),
             int(Answered));

    QVERIFY(contentOf(name).startsWith(begin));
    if (name.endsWith(".svg"_L1)) {
        for (const QByteArray &words : {"Sport  48"_ba, "Trade  48"_ba, "in · e-1"_ba,
                                        "match"_ba /* a cluster's name */, "price"_ba})
            QVERIFY2(contentOf(name).contains(words), words.constData());
    }
    QCOMPARE(server.requests("/v1/embeddings").size(), 1);
    QVERIFY(server.requests("/v1/embeddings").at(0).body.contains("\"input_type\":\"clustering\""));
    QVERIFY(told().contains("96 vectors of 3 numbers"));
}

void tst_MapCommand::textsAreNotAskedForTwice()
{
    FaultServer server;
    server.on("/v1/embeddings", answer(20));
    write(u"in.csv"_s, texts(20));
    const MapInvocation map{.server = {.address = server.url().toString()},
                            .model = u"e"_s,
                            .file = path(u"in.csv"_s),
                            .out = path(u"out.csv"_s)};

    QCOMPARE(run(map), int(Answered));
    const QByteArray first = contentOf(u"out.csv"_s);
    QCOMPARE(run(map), int(Answered));

    QCOMPARE(contentOf(u"out.csv"_s), first);
    QVERIFY(first.startsWith("label,title,x,y\nSport,Match 0,"));
    QCOMPARE(server.requests("/v1/embeddings").size(), 1);
    QVERIFY(told().contains("known already: 20"));
}

void tst_MapCommand::columnThatIsNotThereIsTold()
{
    write(u"in.csv"_s, texts(20));

    QCOMPARE(run({.file = path(u"in.csv"_s), .text = u"body"_s, .out = path(u"out.csv"_s)}),
             int(WrongUsage));

    QVERIFY(told().contains("no column \"body\"; there are: label, title"));
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
    MapCommand command(context(), {.vectors = path(u"in.csv"_s), .out = path(u"out.csv"_s)});
    QSignalSpy finished(&command, &Command::finished);

    command.start();
    command.interrupt();

    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
    QCOMPARE(finished.first().first().toInt(), int(Interrupted));
    QVERIFY(!QFile::exists(path(u"out.csv"_s)));
}

QTEST_MAIN(tst_MapCommand)
#include "tst_mapcommand.moc"
