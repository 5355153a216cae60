// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/searchfield.h"

#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QFrame>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace polylogue::ui::sidebar {

namespace {

using theme::Metrics::Unit;

struct Hint
{
    QString filter = {}; // what is typed, the same in every language
    QString meaning = {};
};

QList<Hint> hints()
{
    return {{u"model:"_s, SearchField::tr("a model's name")},
            {u"in:"_s, SearchField::tr("a folder's name")},
            {u"has:pdf"_s, SearchField::tr("with a PDF")},
            {u"has:image"_s, SearchField::tr("with a picture")},
            {u"before:"_s, SearchField::tr("such as 2026-11")},
            {u"after:"_s, SearchField::tr("such as 2026-11")}};
}

} // namespace

SearchField::SearchField(theme::Theme &theme, QWidget *parent)
    : QLineEdit(parent)
    , m_hints(new QFrame(parent))
{
    setAccessibleName(tr("Search conversations"));
    setPlaceholderText(tr("Search conversations"));
    // Screen readers meet both as buttons. Not QLineEdit's own button to clear it: for its picture
    // Qt loads all that can read pictures.
    QAction *icon = addAction(theme.icon(u"search"_s), LeadingPosition);
    icon->setText(tr("Search"));
    QAction *clear = addAction(theme.icon(u"close"_s), TrailingPosition);
    clear->setText(tr("Clear the search"));
    clear->setVisible(false);
    connect(clear, &QAction::triggered, this, &QLineEdit::clear);
    connect(&theme, &theme::Theme::changed, this, [icon, clear, &theme] {
        icon->setIcon(theme.icon(u"search"_s));
        clear->setIcon(theme.icon(u"close"_s));
    });
    makeHints();
    connect(this, &QLineEdit::textChanged, this, [this, clear](const QString &typed) {
        clear->setVisible(!typed.isEmpty());
        showHints();
    });
}

void SearchField::makeHints()
{
    m_hints->setObjectName(u"SearchHints"_s);
    theme::setLook(m_hints, theme::Look::Popup);
    m_hints->hide();
    auto *grid = new QGridLayout(m_hints);
    grid->setContentsMargins(Unit, Unit, Unit, Unit);
    grid->setSpacing(0);
    grid->setColumnStretch(1, 1);
    auto *heading = new QLabel(tr("Narrow the search down with"), m_hints);
    heading->setContentsMargins(Unit / 2, 0, 0, Unit / 2);
    theme::setLook(heading, theme::Look::Secondary);
    grid->addWidget(heading, 0, 0, 1, 2);
    QStringList spoken;
    for (const Hint &hint : hints()) {
        auto *button = new QToolButton(m_hints);
        button->setText(hint.filter);
        button->setAccessibleDescription(hint.meaning);
        button->setFocusPolicy(Qt::NoFocus); // typing goes on in the field
        theme::setLook(button, theme::Look::Link);
        connect(button, &QToolButton::clicked, this, [this, filter = hint.filter] {
            insert(filter.endsWith(u':') ? filter : filter + u' ');
        });
        auto *meaning = new QLabel(hint.meaning, m_hints);
        meaning->setMinimumWidth(0);
        theme::setLook(meaning, theme::Look::Secondary);
        const int row = grid->rowCount();
        grid->addWidget(button, row, 0, Qt::AlignLeft);
        grid->addWidget(meaning, row, 1);
        spoken << hint.filter;
    }
    //: %1 is a list such as "model:, in:, has:pdf"
    setAccessibleDescription(tr("Filters: %1").arg(spoken.join(u", "_s)));
}

void SearchField::showHints()
{
    const bool isWanted = hasFocus() && text().isEmpty();
    if (isWanted) {
        m_hints->setGeometry(x(), geometry().bottom() + 1 + Unit / 2, width(),
                             m_hints->sizeHint().height());
        m_hints->raise();
    }
    m_hints->setVisible(isWanted);
}

bool SearchField::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept(); // Esc leaves the search and stops no answer
        return true;
    }
    return QLineEdit::event(event);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT movedDown();
        return;
    case Qt::Key_Escape:
        if (text().isEmpty())
            Q_EMIT escaped();
        else
            clear();
        return;
    case Qt::Key_F3:
        Q_EMIT nextHitRequested(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void SearchField::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    showHints();
}

void SearchField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    showHints();
}

void SearchField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    showHints();
}

} // namespace polylogue::ui::sidebar
