// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/findbar.h"

#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QToolButton>

namespace polylogue::ui::transcript {

namespace {

using theme::Metrics::Unit;
constexpr int EditWidth = 200;

} // namespace

FindBar::FindBar(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_edit(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_previous(makeButton(tr("Previous hit")))
    , m_next(makeButton(tr("Next hit")))
    , m_close(makeButton(tr("Close find")))
{
    m_edit->setPlaceholderText(tr("Find in this chat"));
    m_edit->setAccessibleName(tr("Find in this chat"));
    m_edit->setFixedWidth(EditWidth);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("000 of 000")));
    m_count->setAlignment(Qt::AlignCenter);
    theme::setLook(m_count, theme::Look::Secondary);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Unit, Unit / 2, Unit / 2, Unit / 2);
    row->setSpacing(Unit / 2);
    row->addWidget(m_edit);
    row->addWidget(m_count);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_close);
    setCursor(Qt::ArrowCursor);
    connect(m_edit, &QLineEdit::textChanged, this, &FindBar::textChanged);
    connect(m_previous, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(1); });
    connect(m_close, &QToolButton::clicked, this, &FindBar::closed);
    connect(&theme, &theme::Theme::changed, this, &FindBar::showIcons);
    showIcons();
    setCount(0, 0, false);
    hide();
}

QToolButton *FindBar::makeButton(const QString &name)
{
    auto *button = new QToolButton(this);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setIconSize({theme::Metrics::IconSize, theme::Metrics::IconSize});
    theme::setLook(button, theme::Look::Quiet);
    button->setFixedSize(theme::Metrics::TargetComfortable, theme::Metrics::TargetComfortable);
    return button;
}

void FindBar::showIcons()
{
    m_previous->setIcon(m_theme.icon(QStringLiteral("chevron-up")));
    m_next->setIcon(m_theme.icon(QStringLiteral("chevron-down")));
    m_close->setIcon(m_theme.icon(QStringLiteral("close")));
    update();
}

void FindBar::open(const QString &text)
{
    if (!text.isEmpty())
        m_edit->setText(text);
    show();
    raise();
    m_edit->selectAll();
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

QString FindBar::text() const
{
    return m_edit->text();
}

void FindBar::setCount(qsizetype number, qsizetype count, bool isSearching)
{
    const QLocale locale;
    QString words;
    if (m_edit->text().trimmed().isEmpty())
        words.clear();
    else if (count == 0)
        words = isSearching ? tr("Searching…") : tr("Not found");
    else if (number > 0)
        words = tr("%1 of %2").arg(locale.toString(number), locale.toString(count))
            + (isSearching ? QStringLiteral("…") : QString());
    else
        words = locale.toString(count);
    m_count->setText(words);
    m_count->setAccessibleName(words);
    m_previous->setEnabled(count > 0);
    m_next->setEnabled(count > 0);
}

//! Esc closes what lies on top first, whatever else it is a shortcut for.
bool FindBar::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closed();
    } else if (isReturn || event->key() == Qt::Key_F3) {
        Q_EMIT stepRequested(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void FindBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.tokens().line);
    painter.setBrush(m_theme.tokens().window);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5),
                            theme::Metrics::RadiusBlock, theme::Metrics::RadiusBlock);
}

} // namespace polylogue::ui::transcript
