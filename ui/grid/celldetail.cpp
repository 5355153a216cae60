// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/grid/celldetail.h"

#include "app/grid/gridquestion.h"
#include "ui/grid/gridwords.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::grid {

using app::conversation::Message;
using theme::Metrics::Unit;
using CellState = app::grid::GridRunner::CellState;

namespace {

QPlainTextEdit *makeText(const QString &name, QWidget *parent)
{
    auto *text = new QPlainTextEdit(parent);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(name);
    return text;
}

} // namespace

CellDetail::CellDetail(app::grid::GridRunner &runner, QWidget *parent)
    : QWidget(parent)
    , m_runner(runner)
    , m_title(new QLabel(tr("Choose a cell to see all of it."), this))
    , m_retry(new QPushButton(tr("Ask again"), this))
    , m_question(makeText(tr("Question"), this))
    , m_answer(makeText(tr("Answer"), this))
    , m_facts(new QLabel(this))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    theme::setLook(m_facts, theme::Look::Secondary);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_retry, 0, Qt::AlignTop);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(Unit, 0, 0, 0);
    rows->setSpacing(Unit);
    rows->addLayout(head);
    rows->addWidget(m_question, 1);
    rows->addWidget(m_answer, 2);
    rows->addWidget(m_facts);
    for (QWidget *part : {static_cast<QWidget *>(m_question), static_cast<QWidget *>(m_answer),
                          static_cast<QWidget *>(m_facts), static_cast<QWidget *>(m_retry)})
        part->hide();
    connect(m_retry, &QPushButton::clicked, this, [this] {
        m_runner.retry(m_row, m_lane);
        m_runner.start();
    });
}

void CellDetail::showCell(qsizetype row, qsizetype lane, const QString &text, const QString &column)
{
    m_row = row;
    m_lane = lane;
    m_title->setText(tr("Row %1, %2").arg(text::count(row + 1), column));
    m_question->setVisible(lane >= 0);
    m_answer->show();
    if (lane < 0) {
        m_retry->hide();
        m_facts->hide();
        m_answer->setPlainText(text);
        m_answer->setAccessibleName(column);
        return;
    }
    m_answer->setAccessibleName(tr("Answer"));
    const app::grid::GridQuestion question = app::grid::questionOf(m_runner.run(), row, lane);
    QString asked = question.text;
    if (!question.options.systemPrompt.isEmpty())
        asked.prepend(tr("System: %1").arg(question.options.systemPrompt) + u"\n\n"_s);
    if (!question.filePath.isEmpty())
        asked += u"\n\n"_s + tr("File: %1").arg(question.filePath);
    m_question->setPlainText(asked);
    showAnswer();
}

void CellDetail::refresh(qsizetype row, qsizetype lane)
{
    if (row == m_row && lane == m_lane && lane >= 0)
        showAnswer();
}

void CellDetail::showAnswer()
{
    const Message *answer = m_runner.answer(m_row, m_lane);
    const QString words = m_runner.text(m_row, m_lane);
    QStringList facts;
    if (answer && answer->error)
        facts << errorLine(*answer->error, answer->model);
    if (const auto isPassed = m_runner.isAsExpected(m_row, m_lane))
        facts << (*isPassed ? tr("As expected") : tr("Not as expected"));
    if (answer && answer->timing.firstToken)
        facts << tr("first token after %1").arg(text::duration(*answer->timing.firstToken));
    if (answer && answer->timing.total)
        facts << text::duration(*answer->timing.total);
    if (answer && answer->usage && answer->usage->completionTokens)
        facts << tr("%1 tokens in, %2 out")
                     .arg(text::count(answer->usage->promptTokens.value_or(0)),
                          text::count(*answer->usage->completionTokens));
    if (m_runner.cellState(m_row, m_lane) == CellState::Waiting)
        facts << tr("Not asked yet");
    m_facts->setText(facts.join(u" · "_s));
    m_facts->setVisible(!facts.isEmpty());
    m_retry->setVisible(answer != nullptr);
    if (m_answer->toPlainText() != words)
        m_answer->setPlainText(words);
}

} // namespace polylogue::ui::grid
