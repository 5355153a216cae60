// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/settingsrow.h"

#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace polylogue::ui::preferences {

using theme::Metrics::Unit;

SettingsRow::SettingsRow(theme::Theme &theme, const QString &label, const QString &hint,
                         QWidget *control, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_rows(new QVBoxLayout(this))
    , m_label(new QLabel(this))
    , m_hint(new QLabel(this))
{
    m_rows->setContentsMargins(Unit, Unit, Unit, Unit);
    m_rows->setSpacing(Unit);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setText(label);
    m_label->setWordWrap(true);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setTextInteractionFlags(Qt::TextSelectableByMouse);
    theme::setLook(m_hint, theme::Look::Secondary);
    setHint(hint);

    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_label);
    words->addWidget(m_hint);
    auto *line = new QHBoxLayout;
    line->setSpacing(2 * Unit);
    line->addLayout(words, 1);
    if (control) {
        m_label->setBuddy(control);
        if (control->accessibleName().isEmpty())
            control->setAccessibleName(label);
        line->addWidget(control, 0, Qt::AlignTop | Qt::AlignTrailing);
    }
    m_rows->addLayout(line);
    connect(&theme, &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

void SettingsRow::addBelow(QWidget *widget)
{
    m_rows->addWidget(widget);
}

void SettingsRow::setHint(const QString &hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

bool SettingsRow::matches(const QString &text) const
{
    const QString all = m_label->text() + u' ' + m_hint->text() + u' ' + m_keywords;
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(
        words, [&all](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

void SettingsRow::setMarked(bool marked)
{
    m_isMarked = marked;
    update();
}

void SettingsRow::paintEvent(QPaintEvent *)
{
    if (!m_isMarked)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.tokens().accentBg);
    painter.drawRoundedRect(rect(), theme::Metrics::RadiusControl, theme::Metrics::RadiusControl);
}

} // namespace polylogue::ui::preferences
