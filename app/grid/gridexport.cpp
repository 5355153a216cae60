// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/grid/gridexport.h"

#include "app/base/newfile.h"
#include "app/grid/expectation.h"
#include "app/grid/gridquestion.h"
#include "app/tables/csvwriter.h"

#include <QFileInfo>
#include <QHash>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace polylogue::app::grid {

using base::Status;
using conversation::FinishReason;
using conversation::Message;
using conversation::MessageState;

namespace {

// The policy lets nothing run and nothing be fetched, should anything ever be read as markup.
constexpr auto htmlHead = R"(<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>%1</title>
<style>
:root { color-scheme: light dark; --line: #deded8; --quiet: #5a5c57; --bad: #a8231c; }
@media (prefers-color-scheme: dark) { :root { --line: #383b3d; --quiet: #aeb2af; --bad: #ff9b93; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 24px; }
table { border-collapse: collapse; margin: 16px 0; }
th, td { border: 1px solid var(--line); padding: 4px 8px; text-align: left; vertical-align: top; }
td { white-space: pre-wrap; overflow-wrap: anywhere; min-width: 6em; max-width: 36em; }
small { color: var(--quiet); } .bad { color: var(--bad); }
</style>
</head>
<body>
)";

QString number(const std::optional<qint64> &value)
{
    return value ? QString::number(*value) : QString();
}

QString milliseconds(const std::optional<std::chrono::milliseconds> &time)
{
    return time ? QString::number(time->count()) : QString();
}

QString nameOf(const std::optional<FinishReason> &reason)
{
    if (!reason)
        return {};
    switch (*reason) {
    case FinishReason::Unknown:
        return u"unknown"_s;
    case FinishReason::Stop:
        return u"stop"_s;
    case FinishReason::Length:
        return u"length"_s;
    case FinishReason::ToolCalls:
        return u"tool_calls"_s;
    case FinishReason::ContentFilter:
        return u"content_filter"_s;
    case FinishReason::Error:
        return u"error"_s;
    }
    return {};
}

//! Sums of a lane, for the table above all answers.
struct LaneSums
{
    qint64 answered = 0;
    qint64 failed = 0;
    qint64 checked = 0;
    qint64 passed = 0;
    qint64 timed = 0;
    double firstToken = 0; // seconds, of all
    double total = 0; // seconds, of all
    qint64 input = 0;
    qint64 output = 0;
};

class GridWriter final
{
public:
    GridWriter(const store::GridRun &run, const QList<store::GridCell> &cells,
               const GridWords &words)
        : m_run(run)
        , m_words(words)
        , m_lanes(laneCount(run.setup))
        , m_sums(m_lanes)
    {
        for (const store::GridCell &cell : cells) {
            m_cells.insert(cell.row * m_lanes + cell.lane, &cell.answer);
            add(cell, m_sums[cell.lane]);
        }
    }

    //! \brief Gives the file bit by bit to \a put until that fails.
    Status write(GridFormat format, const std::function<Status(const QString &)> &put) const
    {
        Status done;
        switch (format) {
        case GridFormat::Csv:
            // With a mark, by which spreadsheets know UTF-8.
            done = put(u'\ufeff' + tables::csvRecord(csvNames()) + u"\r\n"_s);
            for (qsizetype row = 0; done && row < m_run.rows.size(); ++row)
                done = put(tables::csvRecord(csvCells(row)) + u"\r\n"_s);
            return done;
        case GridFormat::Markdown:
            done = put(markdownHead());
            for (qsizetype row = 0; done && row < m_run.rows.size(); ++row)
                done = put(markdownRow(row));
            return done;
        case GridFormat::Html:
            done = put(htmlTop());
            for (qsizetype row = 0; done && row < m_run.rows.size(); ++row)
                done = put(htmlRow(row));
            return done ? put(u"</table>\n</body>\n</html>\n"_s) : done;
        }
        return done;
    }

private:
    const Message *cell(qsizetype row, qsizetype lane) const
    {
        return m_cells.value(row * m_lanes + lane);
    }

    std::optional<bool> passed(qsizetype row, const Message &answer) const
    {
        if (answer.state == MessageState::Failed)
            return {};
        return isAsExpected(textOf(answer.content), cellOf(m_run, row, m_run.setup.expectedColumn),
                            m_run.setup.expectation);
    }

    void add(const store::GridCell &cell, LaneSums &sums) const
    {
        const Message &answer = cell.answer;
        const bool hasFailed = answer.state == MessageState::Failed;
        (hasFailed ? sums.failed : sums.answered) += 1;
        if (const auto isPassed = passed(cell.row, answer)) {
            ++sums.checked;
            sums.passed += *isPassed ? 1 : 0;
        }
        if (!hasFailed && answer.timing.firstToken && answer.timing.total) {
            ++sums.timed;
            sums.firstToken += double(answer.timing.firstToken->count()) / 1000;
            sums.total += double(answer.timing.total->count()) / 1000;
        }
        if (answer.usage) {
            sums.input += answer.usage->promptTokens.value_or(0);
            sums.output += answer.usage->completionTokens.value_or(0);
        }
    }

    bool hasExpected() const { return !m_run.setup.expectedColumn.isEmpty(); }
    //! What a reader of one cell is told.
    QString shown(const Message *answer) const
    {
        if (!answer)
            return m_words.waiting;
        return answer->error ? m_words.error(*answer->error) : textOf(answer->content);
    }

    QStringList csvNames() const;
    QStringList csvCells(qsizetype row) const;
    QStringList sumNames() const;
    QStringList sumCells(qsizetype lane) const;
    QString mark(qsizetype row, const Message *answer) const;
    QString markdownHead() const;
    QString markdownRow(qsizetype row) const;
    QString htmlTop() const;
    QString htmlRow(qsizetype row) const;

    const store::GridRun &m_run;
    const GridWords &m_words;
    qsizetype m_lanes;
    QHash<qsizetype, const Message *> m_cells;
    QList<LaneSums> m_sums;
};

QStringList GridWriter::csvNames() const
{
    QStringList names = m_run.columns;
    for (qsizetype lane = 0; lane < m_lanes; ++lane) {
        const QString name = laneName(m_run.setup, lane) + u": "_s;
        names << name + u"answer"_s;
        if (hasExpected())
            names << name + u"as_expected"_s;
        names << name + u"error"_s << name + u"first_token_ms"_s << name + u"total_ms"_s
              << name + u"prompt_tokens"_s << name + u"completion_tokens"_s
              << name + u"finish_reason"_s;
    }
    return names;
}

QStringList GridWriter::csvCells(qsizetype row) const
{
    QStringList cells = m_run.rows.at(row);
    for (qsizetype lane = 0; lane < m_lanes; ++lane) {
        const Message *message = cell(row, lane);
        const Message answer = message ? *message : Message();
        const auto isPassed = message ? passed(row, answer) : std::nullopt;
        const conversation::Usage usage = answer.usage.value_or(conversation::Usage{});
        cells << textOf(answer.content);
        if (hasExpected())
            cells << (isPassed ? (*isPassed ? u"true"_s : u"false"_s) : QString());
        cells << (answer.error ? m_words.error(*answer.error) : QString())
              << milliseconds(answer.timing.firstToken) << milliseconds(answer.timing.total)
              << number(usage.promptTokens) << number(usage.completionTokens)
              << nameOf(answer.finishReason);
    }
    return cells;
}

QStringList GridWriter::sumNames() const
{
    QStringList names{m_words.model, m_words.answered, m_words.failed};
    if (hasExpected())
        names << m_words.asExpected;
    return names << m_words.firstToken << m_words.duration << m_words.tokens;
}

QStringList GridWriter::sumCells(qsizetype lane) const
{
    const LaneSums &sums = m_sums.at(lane);
    const QLocale locale;
    const auto mean = [&](double sum) {
        return sums.timed == 0 ? QString() : locale.toString(sum / double(sums.timed), 'f', 2);
    };
    QStringList cells{laneName(m_run.setup, lane), locale.toString(sums.answered),
                      locale.toString(sums.failed)};
    if (hasExpected())
        cells << (sums.checked == 0
                      ? QString()
                      : u"%1 / %2 (%3 %)"_s.arg(
                          locale.toString(sums.passed), locale.toString(sums.checked),
                          locale.toString(100.0 * double(sums.passed) / double(sums.checked), 'f',
                                          1)));
    return cells << mean(sums.firstToken) << mean(sums.total)
                 << locale.toString(sums.input) + u" / "_s + locale.toString(sums.output);
}

QString GridWriter::mark(qsizetype row, const Message *answer) const
{
    const auto isPassed = answer ? passed(row, *answer) : std::nullopt;
    if (!isPassed)
        return {};
    return *isPassed ? u"✓ "_s + m_words.asExpected : u"✗ "_s + m_words.notAsExpected;
}

// --- Markdown ------------------------------------------------------------------------------------

//! A cell of a table of Markdown: one line, and nothing of it is Markdown.
QString markdownCell(const QString &text)
{
    QString cell = text.trimmed();
    static const QString special = uR"(\`*_{}[]<>#|~&!$)"_s;
    QString escaped;
    for (const QChar c : std::as_const(cell)) {
        if (special.contains(c))
            escaped += u'\\';
        escaped += c;
    }
    return escaped.replace(u'\n', "<br>"_L1);
}

QString markdownLine(const QStringList &cells)
{
    QStringList written;
    for (const QString &cell : cells)
        written << markdownCell(cell);
    return u"| "_s + written.join(" | "_L1) + u" |\n"_s;
}

QString markdownTableHead(const QStringList &names)
{
    return markdownLine(names) + u"|"_s + QString(u" --- |"_s).repeated(names.size()) + u'\n';
}

QString GridWriter::markdownHead() const
{
    QString text = u"# "_s + markdownCell(m_run.title) + u"\n\n"_s + markdownTableHead(sumNames());
    for (qsizetype lane = 0; lane < m_lanes; ++lane)
        text += markdownLine(sumCells(lane));
    QStringList names = m_run.columns;
    for (qsizetype lane = 0; lane < m_lanes; ++lane)
        names << laneName(m_run.setup, lane);
    return text + u'\n' + markdownTableHead(names);
}

QString GridWriter::markdownRow(qsizetype row) const
{
    QStringList cells = m_run.rows.at(row);
    for (qsizetype lane = 0; lane < m_lanes; ++lane) {
        const Message *answer = cell(row, lane);
        const QString passedMark = mark(row, answer);
        cells << shown(answer) + (passedMark.isEmpty() ? QString() : u'\n' + passedMark);
    }
    return markdownLine(cells);
}

// --- HTML ----------------------------------------------------------------------------------------

QString htmlLine(const QStringList &cells, const QString &tag)
{
    QString line = u"<tr>"_s;
    for (const QString &cell : cells)
        line += u"<%1>"_s.arg(tag) + cell.toHtmlEscaped() + u"</%1>"_s.arg(tag);
    return line + u"</tr>\n"_s;
}

QString GridWriter::htmlTop() const
{
    QString html = QString::fromLatin1(htmlHead).arg(m_run.title.toHtmlEscaped()) + u"<h1>"_s
        + m_run.title.toHtmlEscaped() + u"</h1>\n<table>\n"_s + htmlLine(sumNames(), u"th"_s);
    for (qsizetype lane = 0; lane < m_lanes; ++lane)
        html += htmlLine(sumCells(lane), u"td"_s);
    QStringList names = m_run.columns;
    for (qsizetype lane = 0; lane < m_lanes; ++lane)
        names << laneName(m_run.setup, lane);
    return html + u"</table>\n<table>\n"_s + htmlLine(names, u"th"_s);
}

QString GridWriter::htmlRow(qsizetype row) const
{
    QString html = u"<tr>"_s;
    for (const QString &value : m_run.rows.at(row))
        html += u"<td>"_s + value.toHtmlEscaped() + u"</td>"_s;
    for (qsizetype lane = 0; lane < m_lanes; ++lane) {
        const Message *answer = cell(row, lane);
        const bool isBad = answer && answer->error;
        html += (isBad ? u"<td class=\"bad\">"_s : u"<td>"_s) + shown(answer).toHtmlEscaped();
        if (const QString passedMark = mark(row, answer); !passedMark.isEmpty())
            html += u"\n<small>"_s + passedMark.toHtmlEscaped() + u"</small>"_s;
        html += u"</td>"_s;
    }
    return html + u"</tr>\n"_s;
}

} // namespace

Status exportGrid(const store::GridRun &run, const QList<store::GridCell> &cells, GridFormat format,
                  const GridWords &words, const QString &path)
{
    base::NewFile file(QFileInfo(path).absolutePath());
    Status done = file.open(base::NewFile::Readers::AsUsual);
    if (done)
        done = GridWriter(run, cells, words).write(format, [&file](const QString &text) {
            return file.write(text.toUtf8());
        });
    return done ? file.keepAs(path) : done;
}

} // namespace polylogue::app::grid
