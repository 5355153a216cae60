// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/editbar.h"

#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

constexpr qsizetype LongestTitle = 80;

} // namespace

EditBar::EditBar(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_save(new QPushButton(tr("Save"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(u"EditBar"_s);
    m_title->setObjectName(u"EditTitle"_s);
    m_title->setTextFormat(Qt::PlainText);
    theme::setLook(m_title, theme::Look::Secondary);
    m_save->setObjectName(u"SaveEdit"_s);
    theme::setLook(m_save, theme::Look::Quiet);
    m_cancel->setObjectName(u"CancelEdit"_s);
    m_cancel->setToolTip(tr("Leave the message as it is (Esc)"));
    theme::setLook(m_cancel, theme::Look::Quiet);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(theme::Metrics::Unit);
    row->addWidget(m_title);
    row->addStretch(1);
    row->addWidget(m_save);
    row->addWidget(m_cancel);
    connect(m_save, &QPushButton::clicked, this, &EditBar::saveRequested);
    connect(m_cancel, &QPushButton::clicked, this, &EditBar::cancelRequested);
    hide();
}

void EditBar::begin(const QString &title, bool offersSave)
{
    m_title->setText(text::oneLine(title, LongestTitle));
    m_save->setVisible(offersSave);
    show();
}

void EditBar::setObstacle(const QString &reason)
{
    m_save->setEnabled(reason.isEmpty());
    m_save->setAccessibleDescription(reason);
    const QString hint =
        reason.isEmpty() ? tr("Save without asking for an answer (Ctrl+S)") : reason;
    m_save->setToolTip(hint.toHtmlEscaped());
}

QList<QWidget *> EditBar::buttons() const
{
    return {m_save, m_cancel};
}

} // namespace polylogue::ui::composer
