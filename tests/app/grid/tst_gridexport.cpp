// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/grid/gridexport.h"
#include "app/tables/tablereader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::grid;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conversation::Message;
using conversation::MessageState;

class tst_GridExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csvHasMetricsAndIsReadBack();
    void csvStartsNoFormula();
    void markdownStaysATable();
    void htmlShowsAnswersAsText();
    void tellsWhereItCannotWrite();

private:
    QByteArray exported(GridFormat format);

    QTemporaryDir m_directory;
};

namespace {

const GridWords words{
    .model = u"Model"_s,
    .answered = u"Answered"_s,
    .failed = u"Failed"_s,
    .asExpected = u"As expected"_s,
    .notAsExpected = u"Not as expected"_s,
    .firstToken = u"First"_s,
    .duration = u"Whole"_s,
    .tokens = u"Tokens"_s,
    .waiting = u"Not asked"_s,
    .error = [](const base::Error &error) { return u"Error: "_s + error.detail; }};

store::GridRun sampleRun()
{
    return {.title = u"<b>Capitals</b> *"_s,
            .setup = {.models = {u"m1"_s, u"m2"_s},
                      .prompts = {{.text = u"{city}"_s}},
                      .expectedColumn = u"country"_s},
            .columns = {u"city"_s, u"country"_s},
            .rows = {{u"Paris"_s, u"France"_s}, {u"Rome"_s, u"Italy"_s}}};
}

QList<store::GridCell> sampleCells()
{
    const Message good{.role = conversation::Role::Assistant,
                       .content = {conversation::TextPart{
                           .text = u"=HYPERLINK(\"x\") in France | <script>\n# two"_s}},
                       .finishReason = conversation::FinishReason::Stop,
                       .usage = conversation::Usage{.promptTokens = 10, .completionTokens = 4},
                       .timing = {.firstToken = 100ms, .total = 1500ms}};
    const Message failed{.role = conversation::Role::Assistant,
                         .state = MessageState::Failed,
                         .error = base::Error{.kind = base::ErrorKind::ServerFault,
                                              .detail = u"<i>overloaded</i>"_s}};
    return {{.row = 0, .lane = 0, .answer = good},
            {.row = 0, .lane = 1, .answer = failed},
            {.row = 1, .lane = 0, .answer = good}};
}

} // namespace

QByteArray tst_GridExport::exported(GridFormat format)
{
    const QString path = m_directory.filePath(u"export"_s);
    const auto done = exportGrid(sampleRun(), sampleCells(), format, words, path);
    QFile file(path);
    return done && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_GridExport::csvHasMetricsAndIsReadBack()
{
    const auto read = tables::readTable(QString::fromUtf8(exported(GridFormat::Csv)),
                                        {.delimiter = u',', .hasHeader = true});

    QVERIFY(read);
    const tables::Table &table = read->table;
    QStringList names;
    for (const tables::Column &column : table.columns)
        names.append(column.name);
    QCOMPARE(names.first(6),
             QStringList({u"city"_s, u"country"_s, u"m1: answer"_s, u"m1: as_expected"_s,
                          u"m1: error"_s, u"m1: first_token_ms"_s}));
    QCOMPARE(names.sliced(6, 4),
             QStringList({u"m1: total_ms"_s, u"m1: prompt_tokens"_s, u"m1: completion_tokens"_s,
                          u"m1: finish_reason"_s}));
    QCOMPARE(table.rows.at(0).sliced(3, 7),
             QStringList({u"true"_s, u""_s, u"100"_s, u"1500"_s, u"10"_s, u"4"_s, u"stop"_s}));
    QCOMPARE(table.rows.at(0).at(12), u"Error: <i>overloaded</i>"_s);
    QCOMPARE(table.rows.at(1).at(3), u"false"_s);
    QCOMPARE(table.rows.at(1).sliced(10), QStringList(8));
}

void tst_GridExport::csvStartsNoFormula()
{
    const QByteArray csv = exported(GridFormat::Csv);

    QVERIFY(csv.contains("\"'=HYPERLINK(\"\"x\"\")"));
    QVERIFY(csv.startsWith("\xef\xbb\xbf"));
    QVERIFY(!csv.contains(",=") && !csv.contains(",\"="));
}

void tst_GridExport::markdownStaysATable()
{
    const QString markdown = QString::fromUtf8(exported(GridFormat::Markdown));

    const QStringList lines = markdown.split(u'\n');
    QCOMPARE(lines.at(0), u"# \\<b\\>Capitals\\</b\\> \\*"_s);
    QVERIFY(lines.contains(u"| m1 | 2 | 0 | 1 / 2 (50.0 %) | 0.10 | 1.50 | 20 / 8 |"_s));
    QVERIFY(lines.contains(u"| Paris | France | =HYPERLINK(\"x\") in France \\| "
                           u"\\<script\\><br>\\# two<br>✓ As expected "
                           "| Error: \\<i\\>overloaded\\</i\\> |"_s));
    QVERIFY(markdown.endsWith(u"| Not asked |\n"_s));
}

void tst_GridExport::htmlShowsAnswersAsText()
{
    const QByteArray html = exported(GridFormat::Html);

    QVERIFY(html.contains("&lt;script&gt;"));
    QVERIFY(!html.contains("<script") && !html.contains("<i>") && !html.contains("<b>Cap"));
    QVERIFY(html.contains("<td class=\"bad\">Error: &lt;i&gt;overloaded"));
    QVERIFY(html.endsWith("</html>\n"));
}

void tst_GridExport::tellsWhereItCannotWrite()
{
    const auto done = exportGrid(sampleRun(), {}, GridFormat::Csv, words, u"/nowhere/at/all.csv"_s);

    QVERIFY(!done);
    QCOMPARE(done.error().kind, base::ErrorKind::Disk);
}

QTEST_GUILESS_MAIN(tst_GridExport)
#include "tst_gridexport.moc"
