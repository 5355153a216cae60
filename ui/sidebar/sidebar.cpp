// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/sidebar.h"

#include "app/session/lanerequests.h"
#include "ui/sidebar/chatactions.h"
#include "ui/sidebar/chatlistfeed.h"
#include "ui/sidebar/chatlistmodel.h"
#include "ui/sidebar/chatlistview.h"
#include "ui/sidebar/folderactions.h"
#include "ui/sidebar/searchfield.h"
#include "ui/sidebar/searchpage.h"
#include "ui/sidebar/trashpage.h"
#include "ui/sidebar/undobar.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QDataStream>
#include <QHBoxLayout>
#include <QIODevice>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::sidebar {

using app::session::ChatLibrary;
using theme::Metrics::Unit;

namespace {

constexpr int Margin = 10;
constexpr int MinimumWidth = 200;
constexpr auto StateVersion = QDataStream::Qt_6_4;

} // namespace

class Sidebar::Private
{
public:
    Private(theme::Theme &aTheme, ChatLibrary &aLibrary, app::store::ChatStore &store,
            Sidebar *owner);

    void layOut();
    QLayout *makeTop();
    QLayout *makeBottom();
    QPushButton *makeBottomButton(const QString &text);
    void dress();
    void connectFeed();
    void connectParts();
    void connectSearch();
    QString titleOfHit(const app::store::SearchHit &hit) const;
    void connectList();
    void showPage(QWidget *page);
    void showList();
    void refreshEmptyState();
    void onSearchTextChanged(const QString &typed);

    Sidebar *q;
    theme::Theme &theme;
    ChatLibrary &library;
    ConversationId current;
    ChatListModel *model;
    ChatListFeed *feed;
    QPushButton *newChat;
    QToolButton *newMenu;
    PlaceSwitch *places;
    SearchField *field;
    QStackedWidget *pages;
    ChatListView *list;
    QLabel *noChats;
    SearchPage *results;
    TrashPage *trashPage;
    UndoBar *undoBar;
    QPushButton *trash;
    QPushButton *settings;
    FolderActions *folders;
    ChatActions *actions;
};

Sidebar::Private::Private(theme::Theme &aTheme, ChatLibrary &aLibrary, app::store::ChatStore &store,
                          Sidebar *owner)
    : q(owner)
    , theme(aTheme)
    , library(aLibrary)
    , model(new ChatListModel(QDate::currentDate(), owner))
    , feed(new ChatListFeed(aLibrary, *model, owner))
    , newChat(new QPushButton(owner))
    , newMenu(new QToolButton(owner))
    , places(new PlaceSwitch(aTheme, owner))
    , field(new SearchField(aTheme, owner))
    , pages(new QStackedWidget(owner))
    , list(new ChatListView(aTheme, *model, pages))
    , noChats(new QLabel(pages))
    , results(new SearchPage(aTheme, store, pages))
    , trashPage(new TrashPage(aTheme, aLibrary, pages))
    , undoBar(new UndoBar(owner))
    , trash(makeBottomButton(Sidebar::tr("Trash")))
    , settings(makeBottomButton(Sidebar::tr("Settings")))
    , folders(new FolderActions(aLibrary, *model, *list, *undoBar, owner))
    , actions(new ChatActions(aLibrary, *model, *list, *folders, *undoBar, owner))
{
    layOut();
    connectFeed();
    connectParts();
    QObject::connect(&theme, &theme::Theme::changed, owner, [this] { dress(); });
    dress();
    feed->reload();
}

// --- Looks ---------------------------------------------------------------------------------------

QPushButton *Sidebar::Private::makeBottomButton(const QString &text)
{
    auto *button = new QPushButton(text, q);
    button->setAccessibleName(text);
    button->setMinimumWidth(0);
    theme::setLook(button, theme::Look::Quiet);
    return button;
}

QLayout *Sidebar::Private::makeTop()
{
    newChat->setText(Sidebar::tr("New chat"));
    newChat->setAccessibleName(Sidebar::tr("New chat"));
    newMenu->setAccessibleName(Sidebar::tr("More that is new"));
    newMenu->setToolTip(Sidebar::tr("New temporary chat, new folder"));
    newMenu->setFocusPolicy(Qt::StrongFocus);
    newMenu->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(newMenu);
    menu->addAction(Sidebar::tr("New chat"), q, [this] { Q_EMIT q->newChatRequested({}); });
    menu->addAction(Sidebar::tr("New temporary chat"), q, &Sidebar::newTemporaryChatRequested);
    menu->addSeparator();
    menu->addAction(Sidebar::tr("New folder…"), q, [this] { folders->create({}); });
    newMenu->setMenu(menu);
    auto *top = new QHBoxLayout;
    top->setSpacing(Unit / 2);
    top->addWidget(newChat, 1);
    top->addWidget(newMenu);
    return top;
}

QLayout *Sidebar::Private::makeBottom()
{
    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(0);
    bottom->addWidget(trash);
    bottom->addWidget(settings);
    bottom->addStretch();
    return bottom;
}

void Sidebar::Private::layOut()
{
    q->setMinimumWidth(MinimumWidth);
    q->setAutoFillBackground(true);
    noChats->setText(Sidebar::tr("No conversations yet. What you write is kept here."));
    noChats->setObjectName(u"NoConversations"_s);
    noChats->setTextFormat(Qt::PlainText);
    noChats->setWordWrap(true);
    noChats->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    noChats->setContentsMargins(Unit, 2 * Unit, Unit, Unit);
    theme::setLook(noChats, theme::Look::Secondary);
    for (QWidget *page : std::initializer_list<QWidget *>{list, noChats, results, trashPage})
        pages->addWidget(page);

    auto *column = new QVBoxLayout(q);
    column->setContentsMargins(Margin, Margin + 2, Margin, Unit);
    column->setSpacing(Unit);
    column->addLayout(makeTop());
    column->addWidget(places);
    column->addWidget(field);
    column->addWidget(pages, 1);
    column->addWidget(undoBar);
    column->addLayout(makeBottom());
    const QList<QWidget *> order{newChat, newMenu, places, field, list, undoBar, trash, settings};
    for (qsizetype i = 1; i < order.size(); ++i)
        QWidget::setTabOrder(order.at(i - 1), order.at(i));
}

void Sidebar::Private::dress()
{
    newChat->setIcon(theme.icon(u"plus"_s));
    newMenu->setIcon(theme.icon(u"chevron-down"_s));
    trash->setIcon(theme.icon(u"trash"_s));
    settings->setIcon(theme.icon(u"settings"_s));
}

// --- What is shown -------------------------------------------------------------------------------

void Sidebar::Private::connectFeed()
{
    QObject::connect(feed, &ChatListFeed::reloaded, q, [this] {
        list->setOpenChat(current);
        refreshEmptyState();
    });
    QObject::connect(feed, &ChatListFeed::foldersChanged, q, [this] { refreshEmptyState(); });
    QObject::connect(feed, &ChatListFeed::chatAdded, q, [this](const ConversationId &chat) {
        if (chat == current)
            list->setOpenChat(chat);
        refreshEmptyState();
    });
    QObject::connect(feed, &ChatListFeed::chatRemoved, q, [this](const ConversationId &chat) {
        results->removeChat(chat);
        refreshEmptyState();
    });
}

void Sidebar::Private::refreshEmptyState()
{
    if (pages->currentWidget() == list || pages->currentWidget() == noChats)
        showList();
}

void Sidebar::Private::showPage(QWidget *page)
{
    const bool hadFocus = pages->isAncestorOf(q->window()->focusWidget());
    pages->setCurrentWidget(page);
    trash->setChecked(page == trashPage);
    if (hadFocus && page == list)
        list->setFocus(Qt::OtherFocusReason);
    else if (hadFocus && page == noChats)
        field->setFocus(Qt::OtherFocusReason);
}

void Sidebar::Private::showList()
{
    showPage(model->isEmpty() && library.isLoaded() ? static_cast<QWidget *>(noChats) : list);
}

void Sidebar::Private::onSearchTextChanged(const QString &typed)
{
    results->search(typed);
    if (!typed.trimmed().isEmpty())
        showPage(results);
    else if (pages->currentWidget() == results)
        showList();
}

void Sidebar::Private::connectParts()
{
    QObject::connect(newChat, &QPushButton::clicked, q, [this] { Q_EMIT q->newChatRequested({}); });
    QObject::connect(settings, &QPushButton::clicked, q, &Sidebar::settingsRequested);
    QObject::connect(places, &PlaceSwitch::chosen, q, &Sidebar::placeChosen);
    trash->setCheckable(true);
    QObject::connect(trash, &QPushButton::clicked, q, [this](bool isShown) {
        if (isShown) {
            field->clear();
            showPage(trashPage);
            trashPage->focusList();
        } else {
            showList();
        }
    });
    QObject::connect(trashPage, &TrashPage::closeRequested, q, [this] { q->focusList(); });
    connectSearch();
    connectList();
}

//! A lane has no title of its own.
QString Sidebar::Private::titleOfHit(const app::store::SearchHit &hit) const
{
    const ConversationId mainLine = library.mainLineOf(hit.chat);
    const app::store::ChatRecord *record = mainLine == hit.chat ? nullptr : library.find(mainLine);
    if (!record)
        return hit.title;
    const qsizetype position = library.lanes(mainLine).indexOf(hit.chat);
    return position < 0
        ? record->title
        : Sidebar::tr("%1 · Lane %2").arg(record->title, app::session::laneLetter(position));
}

void Sidebar::Private::connectSearch()
{
    QObject::connect(field, &QLineEdit::textChanged, q,
                     [this](const QString &typed) { onSearchTextChanged(typed); });
    QObject::connect(field, &SearchField::movedDown, q, [this] {
        if (pages->currentWidget() == results)
            results->focusResults();
        else
            q->focusList();
    });
    QObject::connect(field, &SearchField::escaped, q, &Sidebar::focusList);
    QObject::connect(field, &SearchField::nextHitRequested, q, &Sidebar::showHit);
    QObject::connect(results, &SearchPage::hitActivated, q, &Sidebar::hitActivated);
    results->setTitleProvider([this](const app::store::SearchHit &hit) { return titleOfHit(hit); });
    QObject::connect(results, &SearchPage::leftUpwards, q, &Sidebar::focusSearch);
    QObject::connect(results, &SearchPage::escaped, q, [this] {
        field->clear();
        q->focusList();
    });
}

void Sidebar::Private::connectList()
{
    QObject::connect(list, &ChatListView::chatActivated, q, &Sidebar::chatActivated);
    QObject::connect(list, &ChatListView::menuRequested, actions, &ChatActions::showMenu);
    QObject::connect(list, &ChatListView::removalRequested, actions, &ChatActions::removeSelected);
    QObject::connect(list, &ChatListView::undoRequested, undoBar, &UndoBar::undo);
    QObject::connect(undoBar, &UndoBar::dismissed, q, [this](bool hadFocus) {
        if (hadFocus)
            q->focusList();
    });
    QObject::connect(actions, &ChatActions::openRequested, q, &Sidebar::chatActivated);
    QObject::connect(actions, &ChatActions::newChatRequested, q, &Sidebar::newChatRequested);
    QObject::connect(actions, &ChatActions::newWindowRequested, q, &Sidebar::newWindowRequested);
    QObject::connect(actions, &ChatActions::comparisonRequested, q, &Sidebar::comparisonRequested);
    QObject::connect(actions, &ChatActions::exportRequested, q, &Sidebar::exportRequested);

    QObject::connect(list, &ChatListView::folderMoveRequested, folders, &FolderActions::moveBy);
    QObject::connect(folders, &FolderActions::newChatRequested, q, &Sidebar::newChatRequested);
    QObject::connect(folders, &FolderActions::exportRequested, q, &Sidebar::exportRequested);

    QObject::connect(model, &ChatListModel::renameRequested, &library, &ChatLibrary::rename);
    QObject::connect(model, &ChatListModel::moveRequested, actions, &ChatActions::moveToFolder);
    QObject::connect(model, &ChatListModel::pinRequested, actions, &ChatActions::pin);
    QObject::connect(model, &ChatListModel::folderRenameRequested, folders, &FolderActions::rename);
    QObject::connect(model, &ChatListModel::folderMoveRequested, folders, &FolderActions::moveTo);
}

// --- The sidebar ---------------------------------------------------------------------------------

Sidebar::Sidebar(theme::Theme &theme, ChatLibrary &library, app::store::ChatStore &store,
                 QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(theme, library, store, this))
{ }

Sidebar::~Sidebar() = default;

void Sidebar::setCurrentChat(const ConversationId &chat)
{
    d->current = chat;
    d->list->setOpenChat(chat);
}

void Sidebar::setPlace(Place place)
{
    d->places->setPlace(place);
}

void Sidebar::focusSearch()
{
    d->field->setFocus(Qt::ShortcutFocusReason);
    d->field->selectAll();
}

void Sidebar::search(const QString &text)
{
    d->field->setText(text);
    d->field->setFocus(Qt::ShortcutFocusReason);
}

void Sidebar::focusList()
{
    if (d->field->text().trimmed().isEmpty()) {
        d->showList();
        d->list->ensureCurrent(d->current);
        d->pages->currentWidget()->setFocus(Qt::ShortcutFocusReason);
        if (d->pages->currentWidget() == d->noChats)
            d->field->setFocus(Qt::ShortcutFocusReason);
    } else {
        d->results->focusResults();
    }
}

ConversationId Sidebar::neighbour(int steps) const
{
    const QList<ConversationId> chats = d->model->shownChats();
    const qsizetype place = chats.indexOf(d->current);
    const qsizetype wanted = place < 0 && steps > 0 ? steps - 1 : place + steps;
    return chats.value(wanted);
}

void Sidebar::showHit(int steps)
{
    if (!d->field->text().trimmed().isEmpty())
        d->results->showHit(steps);
}

ConversationId Sidebar::chatAt(const QPoint &position, QRect *row) const
{
    const QWidget *viewport = d->list->viewport();
    const QPoint inList = viewport->mapFrom(this, position);
    if (!d->list->isVisible() || !viewport->rect().contains(inList))
        return {};
    const QModelIndex index = d->list->indexAt(inList);
    if (row) {
        const QRect area = d->list->visualRect(index).intersected(viewport->rect());
        *row = QRect(viewport->mapTo(this, area.topLeft()), area.size());
    }
    return d->model->chatAt(index);
}

void Sidebar::setModels(const QStringList &ids)
{
    d->folders->setModels(ids);
}

void Sidebar::setMayAnimate(bool mayAnimate)
{
    d->list->setMayAnimate(mayAnimate);
}

QByteArray Sidebar::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream.setVersion(StateVersion);
    QList<QUuid> folded;
    for (const FolderId &folder : d->model->collapsedFolders())
        folded << folder.value;
    stream << folded;
    return state;
}

void Sidebar::restoreState(const QByteArray &state)
{
    QDataStream stream(state);
    stream.setVersion(StateVersion);
    QList<QUuid> folded;
    stream >> folded;
    if (stream.status() != QDataStream::Ok)
        return;
    for (const QUuid &folder : std::as_const(folded))
        d->model->setCollapsed({folder}, true);
}

} // namespace polylogue::ui::sidebar
