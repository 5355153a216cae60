// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/queuerow.h"

#include "ui/text/format.h"

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

using app::attachments::Draft;

constexpr qsizetype ShownCharacters = 200;

QString summaryOf(const Draft &draft)
{
    const QString words = text::oneLine(draft.text, ShownCharacters);
    const qsizetype files = draft.attachments.size();
    if (files == 0)
        return words;
    const QString attached =
        files == 1 ? QueueRow::tr("1 file") : QueueRow::tr("%1 files").arg(text::count(files));
    return words.isEmpty()
        ? attached
        : QueueRow::tr("%1 · %2", "files, then the message").arg(attached, words);
}

} // namespace

QueueRow::QueueRow(QWidget *parent)
    : CardList(parent)
{
    setObjectName(u"Queue"_s);
    setAccessibleName(tr("Queued messages"));
}

void QueueRow::setDrafts(const QList<Draft> &drafts)
{
    clearCards();
    m_drafts = drafts;
    for (qsizetype index = 0; index < m_drafts.size(); ++index) {
        const QString summary = summaryOf(m_drafts.at(index));
        addCard(tr("Queued"), summary,
                {{tr("Send now"), tr("Stop the answer and send now: %1").arg(summary),
                  [this, index] { Q_EMIT sendNowRequested(index); }},
                 {tr("Edit"), tr("Edit the queued message: %1").arg(summary),
                  [this, index] { Q_EMIT editRequested(index); }},
                 {tr("Remove"), tr("Remove from the queue: %1").arg(summary),
                  [this, index] { Q_EMIT removeRequested(index); }}});
    }
}

} // namespace polylogue::ui::composer
