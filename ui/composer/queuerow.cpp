// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/queuerow.h"

#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QFrame>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

using app::attachments::Draft;

constexpr qsizetype ShownCharacters = 60;

QString summaryOf(const Draft &draft)
{
    const QString words = text::oneLine(draft.text, ShownCharacters);
    const qsizetype files = draft.attachments.size();
    if (files == 0)
        return words;
    const QString attached =
        files == 1 ? QueueRow::tr("1 file") : QueueRow::tr("%1 files").arg(text::count(files));
    return words.isEmpty() ? attached
                           : QueueRow::tr("%1 · %2", "a message, its files").arg(words, attached);
}

} // namespace

QueueRow::QueueRow(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"Queue"_s);
    setAccessibleName(tr("Queued messages"));
    m_column->setContentsMargins({});
    m_column->setSpacing(theme::Metrics::Unit / 2);
    hide();
}

void QueueRow::setDrafts(const QList<Draft> &drafts)
{
    for (QWidget *row : std::as_const(m_rows)) {
        m_column->removeWidget(row);
        row->hide();
        row->deleteLater(); // we may stand in the click of one of its buttons
    }
    m_rows.clear();
    m_drafts = drafts;
    for (qsizetype index = 0; index < m_drafts.size(); ++index)
        addRow(index);
    setVisible(!m_drafts.isEmpty());
    updateGeometry();
}

void QueueRow::addRow(qsizetype index)
{
    const QString summary = summaryOf(m_drafts.at(index));
    auto *row = new QFrame(this);
    theme::setLook(row, theme::Look::Card);
    auto *state = new QLabel(tr("Queued"), row);
    theme::setLook(state, theme::Look::Secondary);
    auto *words = new QLabel(summary, row);
    words->setTextFormat(Qt::PlainText);
    words->setMinimumWidth(1); // gives way to the buttons
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(10, 2, 2, 2);
    line->setSpacing(theme::Metrics::Unit);
    line->addWidget(state);
    line->addWidget(words, 1);
    const auto addButton = [&](const QString &label, const QString &spoken,
                               void (QueueRow::*signal)(qsizetype)) {
        auto *button = new QPushButton(label, row);
        button->setAccessibleName(spoken);
        theme::setLook(button, theme::Look::Quiet);
        connect(button, &QPushButton::clicked, this, [this, index, signal] {
            Q_EMIT(this->*signal)(index);
        });
        line->addWidget(button);
    };
    addButton(tr("Send now"), tr("Stop the answer and send now: %1").arg(summary),
              &QueueRow::sendNowRequested);
    addButton(tr("Edit"), tr("Edit the queued message: %1").arg(summary), &QueueRow::editRequested);
    addButton(tr("Remove"), tr("Remove from the queue: %1").arg(summary),
              &QueueRow::removeRequested);
    m_column->addWidget(row);
    m_rows.append(row);
    row->show();
}

QList<QWidget *> QueueRow::buttons() const
{
    QList<QWidget *> buttons;
    for (const QWidget *row : m_rows) {
        for (QPushButton *button : row->findChildren<QPushButton *>())
            buttons.append(button);
    }
    return buttons;
}

} // namespace polylogue::ui::composer
