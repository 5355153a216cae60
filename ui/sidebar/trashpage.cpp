// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/trashpage.h"

#include "app/session/chatlibrary.h"
#include "ui/sidebar/chatdelegate.h"
#include "ui/sidebar/trashlistmodel.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::sidebar {

using theme::Metrics::Unit;

TrashPage::TrashPage(theme::Theme &theme, app::session::ChatLibrary &library, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_library(library)
    , m_model(new TrashListModel(this))
    , m_back(new QToolButton(this))
    , m_list(new QListView(this))
    , m_message(new QLabel(this))
    , m_restore(new QPushButton(tr("Restore"), this))
    , m_empty(new QPushButton(tr("Empty trash…"), this))
{
    layOut();
    connect(m_back, &QToolButton::clicked, this, &TrashPage::closeRequested);
    connect(m_restore, &QPushButton::clicked, this, &TrashPage::restoreSelected);
    connect(m_empty, &QPushButton::clicked, this, &TrashPage::askToEmpty);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TrashPage::refreshButtons);
    connect(&m_library, &app::session::ChatLibrary::trashChanged, this, &TrashPage::refresh);
    connect(&m_library, &app::session::ChatLibrary::loaded, this, &TrashPage::refresh);
    connect(&m_theme, &theme::Theme::changed, this, &TrashPage::dress);
    dress();
    refresh();
}

void TrashPage::layOut()
{
    m_back->setAccessibleName(tr("Back to the conversations"));
    m_back->setToolTip(tr("Back to the conversations"));
    theme::setLook(m_back, theme::Look::Quiet);
    auto *heading = new QLabel(tr("Trash"), this);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    m_list->setAccessibleName(tr("Trash"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ChatDelegate(m_theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setSelectionMode(QListView::ExtendedSelection);
    m_list->setEditTriggers(QListView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    theme::setLook(m_list, theme::Look::Bare);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_message->setContentsMargins(Unit, Unit, Unit, Unit);
    theme::setLook(m_message, theme::Look::Secondary);

    auto *top = new QHBoxLayout;
    top->addWidget(m_back);
    top->addWidget(heading, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Unit / 2);
    column->addLayout(top);
    column->addWidget(m_message);
    column->addWidget(m_list, 1);
    column->addWidget(m_restore);
    column->addWidget(m_empty);
}

void TrashPage::dress()
{
    m_back->setIcon(m_theme.icon(u"back"_s));
    m_list->doItemsLayout();
}

void TrashPage::refresh()
{
    m_model->setChats(m_library.trash(), QDate::currentDate());
    m_message->setText(tr("The trash is empty. Deleted conversations stay here until you "
                          "empty it."));
    m_message->setVisible(m_model->rowCount() == 0);
    refreshButtons();
}

void TrashPage::refreshButtons()
{
    m_restore->setEnabled(m_list->selectionModel()->hasSelection());
}

void TrashPage::focusList()
{
    if (m_model->rowCount() == 0) {
        m_back->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_model->index(0));
    m_list->setFocus(Qt::OtherFocusReason);
}

void TrashPage::restoreSelected()
{
    QList<ConversationId> chats;
    for (const QModelIndex &index : m_list->selectionModel()->selectedIndexes())
        chats << m_model->chats().at(index.row()).id;
    if (chats.isEmpty())
        return;
    m_library.restore(chats);
    focusList();
}

void TrashPage::askToEmpty()
{
    const int count = m_model->rowCount();
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(tr("Empty trash"));
    box->setText(count == 0 ? tr("Remove deleted messages for good?")
                     : count == 1
                     ? tr("Remove 1 conversation for good?")
                     : tr("Remove %1 conversations for good?").arg(text::count(count)));
    box->setInformativeText(tr("With them go messages that you deleted elsewhere, files that "
                               "nothing else uses, and backups that still hold any of it. This "
                               "cannot be undone."));
    QPushButton *accept = box->addButton(tr("Empty trash"), QMessageBox::DestructiveRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    box->setEscapeButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::buttonClicked, this, [this, accept](const QAbstractButton *button) {
        if (button == accept)
            empty();
    });
    box->open();
}

void TrashPage::empty()
{
    m_library.emptyTrash(this, [this](const app::base::Status &emptied) {
        refresh();
        if (emptied)
            return;
        m_message->setText(
            tr("The trash could not be emptied: %1").arg(text::errorText(emptied.error()).title));
        m_message->show();
    });
}

bool TrashPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept(); // Esc leaves the trash and stops no answer
    if (watched != m_list || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        Q_EMIT closeRequested();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        restoreSelected();
        return true;
    default:
        return false;
    }
}

} // namespace polylogue::ui::sidebar
