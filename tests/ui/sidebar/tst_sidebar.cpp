// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/session/chatlibrary.h"
#include "app/store/blobstore.h"
#include "app/store/chatstore.h"
#include "ui/sidebar/chatlistmodel.h"
#include "ui/sidebar/sidebar.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::ui::sidebar;
using conversation::Message;
using conversation::MessageId;
using conversation::Role;
using polylogue::ui::theme::Theme;
using session::ChatLibrary;
using store::SearchHit;

class tst_Sidebar final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everythingHasAName();
    void tabGoesThroughAllOfIt();
    void fitsIntoTwoHundredPixels();
    void emptyLibrarySaysSo();

    void clickOpens();
    void controlAndShiftChooseWithoutOpening();
    void returnOpensWhatTheArrowsReach();
    void arrowsFoldAndUnfoldAFolder();
    void f2RenamesInPlace();
    void escapeLeavesTheTitle();
    void deleteCanBeUndone();
    void undoLineWaitsForTheFocus();
    void severalChatsGoToTheTrashAtOnce();
    void openChatStaysMarkedWhileItMoves();
    void markOfARunningAnswerTurnsUnlessItMayNot();
    void neighboursAreRowsOfTheList();

    void homeEndAndPageKeysPassOverHeadings();
    void headingsAreReadByScreenReaders();

    void menuOfSeveralChats();
    void menuOfAFolder();
    void folderMovesByItsMenu();
    void folderMovesByAltAndArrows();
    void draggedFolderTakesThePlaceOfAnother();
    void smallMovementOnAFolderIsAClick();
    void pinnedChatLeavesThePinnedOnesForAFolder();
    void newFolderTakesTheChats();
    void removedFolderKeepsItsChatsAndComesBack();
    void droppedChatsGoToTheFolder();
    void foldedFoldersAreRemembered();

    void trashRestores();
    void emptyingTheTrashAsksOnce();

    void searchFindsAndOpensAHit();
    void searchBeginsFromElsewhere();
    void moreHitsThanAreShownIsSaid();
    void f3GoesFromHitToHit();
    void escapeLeavesTheSearch();
    void escapeIsNoShortcutWhereItLeaves();
    void whatIsNotFoundIsSaid();
    void unknownFiltersAreSaid();
    void filtersAreHintedWhileTheFieldIsEmpty();
    void buttonEmptiesTheSearch();
    void deletedChatLeavesTheResults();

private:
    void open(); // a library and a sidebar over what is stored
    ConversationId addChat(const QString &title, int minutesAgo, const QString &question = {},
                           const store::FolderId &folder = {});
    template <typename T> T *named(const QString &name) const;
    QListView *list() const { return named<QListView>(u"Conversations"_s); }
    QLineEdit *field() const { return named<QLineEdit>(u"Search conversations"_s); }
    QListView *results() const { return named<QListView>(u"Search results"_s); }
    QLabel *label(const QString &name) const { return m_sidebar->findChild<QLabel *>(name); }
    QStringList rows() const;
    QModelIndex rowOf(const QString &text) const;
    void select(const QString &text) { list()->setCurrentIndex(rowOf(text)); }
    void click(const QString &text, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, modifiers,
                          list()->visualRect(rowOf(text)).center());
    }
    void openMenu() const; // of the current row
    QMenu *menu() const; // the one that is open
    void choose(const QString &entry) const;
    void search(const QString &typed);

    Theme m_theme{settings::ThemeMode::Light};
    store::FolderId m_folder = store::FolderId::create();
    ConversationId m_newest;
    ConversationId m_second;
    ConversationId m_inFolder;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<net::HttpClient> m_client;
    std::unique_ptr<net::LearnedDrops> m_learned;
    std::unique_ptr<store::BlobStore> m_blobs;
    std::unique_ptr<store::ChatStore> m_store;
    std::unique_ptr<ChatLibrary> m_library;
    std::unique_ptr<Sidebar> m_sidebar;
};

// --- Fixture -------------------------------------------------------------------------------------

void tst_Sidebar::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_client = std::make_unique<net::HttpClient>();
    m_learned = std::make_unique<net::LearnedDrops>();
    m_blobs = std::make_unique<store::BlobStore>(m_directory->path());
    m_store = std::make_unique<store::ChatStore>(m_directory->path());
    m_store->write({store::SaveFolder{{.id = m_folder, .name = u"Work"_s}}});
    m_newest = addChat(u"Seal or stapler"_s, 1, u"Is this a red stapler?"_s);
    m_second = addChat(u"Magic numbers"_s, 2, u"What is the magic number of a PNG file?"_s);
    m_inFolder = addChat(u"Glossary"_s, 3, u"Explain the word procurement"_s, m_folder);
    open();
}

void tst_Sidebar::open()
{
    m_sidebar.reset();
    m_library = std::make_unique<ChatLibrary>(*m_store, [this] {
        return std::make_unique<session::ChatSession>(
            *m_client, *m_learned, *m_blobs,
            []() -> base::Result<net::EndpointAccess> { return base::Error{}; });
    });
    m_sidebar = std::make_unique<Sidebar>(m_theme, *m_library, *m_store);
    m_sidebar->resize(264, 600);
    m_sidebar->show();
    m_sidebar->activateWindow();
    QTRY_VERIFY(m_library->isLoaded());
    QVERIFY(QTest::qWaitForWindowActive(m_sidebar.get()));
}

void tst_Sidebar::cleanup()
{
    m_sidebar.reset();
    m_library.reset();
    m_store.reset();
}

ConversationId tst_Sidebar::addChat(const QString &title, int minutesAgo, const QString &question,
                                    const store::FolderId &folder)
{
    // Noon, so that no chat is yesterday's shortly after midnight.
    const QDateTime noon(QDate::currentDate(), QTime(12, 0));
    const QDateTime at = noon.addSecs(-60 * minutesAgo).toUTC();
    const store::ChatRecord record{.id = ConversationId::create(),
                                   .title = title,
                                   .folder = folder,
                                   .createdAt = at,
                                   .changedAt = at};
    const Message message{.id = MessageId::create(),
                          .role = Role::User,
                          .content = {conversation::TextPart{.text = question}},
                          .createdAt = at};
    m_store->write({store::SaveChat{record}, store::SaveMessages{record.id, {message}},
                    store::SetBranch{record.id, 0, {message.id}}});
    return record.id;
}

template <typename T> T *tst_Sidebar::named(const QString &name) const
{
    const QList<T *> all = m_sidebar->findChildren<T *>();
    const auto found = std::ranges::find(all, name, &QWidget::accessibleName);
    return found == all.end() ? nullptr : *found;
}

QStringList tst_Sidebar::rows() const
{
    QStringList rows;
    for (int i = 0; i < list()->model()->rowCount(); ++i)
        rows << list()->model()->index(i, 0).data().toString();
    return rows;
}

QModelIndex tst_Sidebar::rowOf(const QString &text) const
{
    return list()->model()->index(static_cast<int>(rows().indexOf(text)), 0);
}

void tst_Sidebar::openMenu() const
{
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(list()->viewport(), &event);
}

QMenu *tst_Sidebar::menu() const
{
    return qobject_cast<QMenu *>(QApplication::activePopupWidget());
}

void tst_Sidebar::choose(const QString &entry) const
{
    QVERIFY(menu());
    QList<QAction *> actions = menu()->actions();
    for (const QMenu *inner : menu()->findChildren<QMenu *>())
        actions << inner->actions();
    const auto found = std::ranges::find(actions, entry, &QAction::text);
    QVERIFY2(found != actions.end(), qUtf8Printable(entry));
    menu()->close();
    (*found)->trigger();
}

void tst_Sidebar::search(const QString &typed)
{
    m_sidebar->focusSearch();
    QTest::keyClicks(field(), typed);
}

// --- The whole -----------------------------------------------------------------------------------

void tst_Sidebar::everythingHasAName()
{
    for (const QString &name :
         {u"New chat"_s, u"Search conversations"_s, u"Conversations"_s, u"Settings"_s, u"Trash"_s})
        QVERIFY2(named<QWidget>(name), qUtf8Printable(name));
    for (QWidget *widget : m_sidebar->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || qobject_cast<QMenu *>(widget))
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(accessible);
        QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
    }
    for (auto *button : field()->findChildren<QToolButton *>())
        QVERIFY(!QAccessible::queryAccessibleInterface(button)->text(QAccessible::Name).isEmpty());
    QAccessibleInterface *conversations = QAccessible::queryAccessibleInterface(list());
    QCOMPARE(conversations->childCount(), list()->model()->rowCount());
    QCOMPARE(conversations->child(rowOf(u"Magic numbers"_s).row())->text(QAccessible::Name),
             u"Magic numbers"_s);
}

void tst_Sidebar::tabGoesThroughAllOfIt()
{
    named<QWidget>(u"New chat"_s)->setFocus();
    QStringList order;
    for (int i = 0; i < 7; ++i) {
        order << QApplication::focusWidget()->accessibleName();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(
        order,
        (QStringList{u"New chat"_s, u"More that is new"_s, u"Chat"_s, u"Search conversations"_s,
                     u"Conversations"_s, u"Trash"_s, u"Settings"_s}));
}

void tst_Sidebar::fitsIntoTwoHundredPixels()
{
    QCOMPARE_LE(m_sidebar->minimumSizeHint().width(), 200);
    QCOMPARE_LE(m_sidebar->minimumSizeHint().height(), 400);
}

void tst_Sidebar::emptyLibrarySaysSo()
{
    const auto *empty = label(u"NoConversations"_s);
    QVERIFY(!empty->isVisible());

    m_library->removeFolder(m_folder);
    m_library->remove({m_newest, m_second, m_inFolder});

    QVERIFY(empty->isVisible());
    m_library->restore({m_second});
    QVERIFY(!empty->isVisible());
}

// --- The list ------------------------------------------------------------------------------------

void tst_Sidebar::clickOpens()
{
    QSignalSpy opened(m_sidebar.get(), &Sidebar::chatActivated);
    QCOMPARE(rows(),
             (QStringList{u"Work"_s, u"Glossary"_s, u"Today"_s, u"Seal or stapler"_s,
                          u"Magic numbers"_s}));

    click(u"Magic numbers"_s);
    click(u"Today"_s);

    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().value<ConversationId>(), m_second);
}

void tst_Sidebar::controlAndShiftChooseWithoutOpening()
{
    select(u"Seal or stapler"_s);
    QSignalSpy opened(m_sidebar.get(), &Sidebar::chatActivated);

    click(u"Magic numbers"_s, Qt::ControlModifier);
    QCOMPARE(list()->selectionModel()->selectedIndexes().size(), 2);
    click(u"Glossary"_s, Qt::ShiftModifier);

    QCOMPARE(opened.size(), 0);
    for (const QModelIndex &index : list()->selectionModel()->selectedIndexes())
        QVERIFY(index.data() != u"Today"_s); // headings are not chosen
}

void tst_Sidebar::returnOpensWhatTheArrowsReach()
{
    m_sidebar->setCurrentChat(m_inFolder);
    m_sidebar->focusList();
    QSignalSpy opened(m_sidebar.get(), &Sidebar::chatActivated);

    QTest::keyClick(list(), Qt::Key_Down); // over the heading
    QCOMPARE(opened.size(), 0);
    QTest::keyClick(list(), Qt::Key_Return);

    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().value<ConversationId>(), m_newest);
}

void tst_Sidebar::arrowsFoldAndUnfoldAFolder()
{
    select(u"Glossary"_s);
    QTest::keyClick(list(), Qt::Key_Left);
    QCOMPARE(list()->currentIndex().data().toString(), u"Work"_s);

    QTest::keyClick(list(), Qt::Key_Left);
    QVERIFY(!rows().contains(u"Glossary"_s));
    QTest::keyClick(list(), Qt::Key_Right);
    QVERIFY(rows().contains(u"Glossary"_s));
    QTest::keyClick(list(), Qt::Key_Return);
    QVERIFY(!rows().contains(u"Glossary"_s));
}

void tst_Sidebar::f2RenamesInPlace()
{
    select(u"Magic numbers"_s);
    QTest::keyClick(list(), Qt::Key_F2);
    auto *editor = list()->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    QCOMPARE(editor->text(), u"Magic numbers"_s);

    QTest::keyClicks(editor, u"File <b>signatures</b>"_s);
    QTest::keyClick(editor, Qt::Key_Return);

    QTRY_COMPARE(m_library->find(m_second)->title, u"File <b>signatures</b>"_s);
    QVERIFY(m_library->find(m_second)->isTitleChosen);
    QVERIFY(rows().contains(u"File <b>signatures</b>"_s));
}

void tst_Sidebar::escapeLeavesTheTitle()
{
    select(u"Work"_s);
    QTest::keyClick(list(), Qt::Key_F2);
    auto *editor = list()->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    QTest::keyClicks(editor, u"Play"_s);
    QTest::keyClick(editor, Qt::Key_Escape);
    QCOMPARE(m_library->folder(m_folder)->name, u"Work"_s);
}

void tst_Sidebar::deleteCanBeUndone()
{
    select(u"Seal or stapler"_s);
    list()->setFocus();

    QTest::keyClick(list(), Qt::Key_Delete);
    QVERIFY(!rows().contains(u"Seal or stapler"_s));
    QCOMPARE(m_library->trash().size(), 1);
    auto *bar = m_sidebar->findChild<QWidget *>(u"UndoBar"_s);
    QVERIFY(bar->isVisible());
    QCOMPARE(list()->currentIndex().data().toString(), u"Magic numbers"_s);

    QTest::keyClick(list(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!bar->isVisible());
    QVERIFY(m_library->trash().isEmpty());
    QCOMPARE(list()->currentIndex().data().toString(), u"Seal or stapler"_s);
}

void tst_Sidebar::undoLineWaitsForTheFocus()
{
    select(u"Seal or stapler"_s);
    QTest::keyClick(list(), Qt::Key_Delete);
    auto *bar = m_sidebar->findChild<QWidget *>(u"UndoBar"_s);
    auto *timer = bar->findChild<QTimer *>();
    auto *button = bar->findChild<QAbstractButton *>();
    QCOMPARE(timer->intervalAsDuration(), std::chrono::milliseconds(8000));
    QVERIFY(timer->isActive());

    button->setFocus(Qt::TabFocusReason);
    QVERIFY(!timer->isActive());
    QTest::keyClick(button, Qt::Key_Space);

    QVERIFY(m_library->trash().isEmpty());
    QCOMPARE(QApplication::focusWidget(), list());
}

void tst_Sidebar::severalChatsGoToTheTrashAtOnce()
{
    select(u"Seal or stapler"_s);
    QTest::keyClick(list(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(list(), Qt::Key_Delete);

    QCOMPARE(m_library->trash().size(), 2);
    QCOMPARE(rows(), (QStringList{u"Work"_s, u"Glossary"_s}));
}

void tst_Sidebar::openChatStaysMarkedWhileItMoves()
{
    m_sidebar->setCurrentChat(m_second);
    QCOMPARE(list()->selectionModel()->selectedIndexes(),
             QModelIndexList{rowOf(u"Magic numbers"_s)});

    m_library->setPinned({m_second}, true);

    QCOMPARE(rows().mid(0, 2), (QStringList{u"Pinned"_s, u"Magic numbers"_s}));
    QCOMPARE(list()->selectionModel()->selectedIndexes(),
             QModelIndexList{rowOf(u"Magic numbers"_s)});
}

void tst_Sidebar::markOfARunningAnswerTurnsUnlessItMayNot()
{
    auto *model = qobject_cast<ChatListModel *>(list()->model());
    auto entry = model->indexOf(m_second).data(ChatListModel::EntryRole).value<ChatEntry>();
    entry.isRunning = true;
    model->put(entry);
    const auto picture = [this] {
        return list()->viewport()->grab(list()->visualRect(rowOf(u"Magic numbers"_s))).toImage();
    };
    const QImage first = picture();
    QTRY_VERIFY(picture() != first);

    m_sidebar->setMayAnimate(false);
    const QImage resting = picture();
    QTest::qWait(200);
    QCOMPARE(picture(), resting);
}

void tst_Sidebar::neighboursAreRowsOfTheList()
{
    QCOMPARE(m_sidebar->neighbour(1), m_inFolder);
    m_sidebar->setCurrentChat(m_newest);
    QCOMPARE(m_sidebar->neighbour(1), m_second);
    QCOMPARE(m_sidebar->neighbour(-1), m_inFolder);
    QVERIFY(m_sidebar->neighbour(2).isNull());
    QVERIFY(m_sidebar->neighbour(-2).isNull());
}

// --- Menus and folders ---------------------------------------------------------------------------

void tst_Sidebar::homeEndAndPageKeysPassOverHeadings()
{
    for (int i = 0; i < 40; ++i)
        addChat(u"Filler %1"_s.arg(i), 10 + i);
    m_library->removeFolder(m_folder);
    open();
    const auto isHeading = [this](int row) {
        return !list()->model()->flags(list()->model()->index(row, 0)).testFlag(Qt::ItemIsEnabled);
    };
    QVERIFY(isHeading(0));
    list()->setFocus();
    select(u"Filler 20"_s);

    for (const int key : {Qt::Key_PageDown, Qt::Key_PageUp, Qt::Key_PageUp, Qt::Key_PageUp,
                          Qt::Key_Up, Qt::Key_Home, Qt::Key_End, Qt::Key_Down}) {
        QTest::keyClick(list(), static_cast<Qt::Key>(key));
        QVERIFY2(!isHeading(list()->currentIndex().row()), qPrintable(QString::number(key)));
    }
    QCOMPARE(list()->currentIndex().row(), list()->model()->rowCount() - 1);
    QTest::keyClick(list(), Qt::Key_Home);
    QCOMPARE(list()->currentIndex().row(), 1);
    QVERIFY2(list()->visualRect(list()->model()->index(0, 0)).top() >= 0, "its heading is seen");
}

void tst_Sidebar::headingsAreReadByScreenReaders()
{
    QAccessibleInterface *conversations = QAccessible::queryAccessibleInterface(list());
    const auto *heading = conversations->child(rowOf(u"Today"_s).row());

    QCOMPARE(heading->text(QAccessible::Name), u"Today"_s);
    const auto *chat = conversations->child(rowOf(u"Magic numbers"_s).row());
    QVERIFY(chat->text(QAccessible::Description).contains(u"Today"_s));
}

void tst_Sidebar::menuOfSeveralChats()
{
    select(u"Seal or stapler"_s);
    click(u"Magic numbers"_s, Qt::ControlModifier);
    QSignalSpy exported(m_sidebar.get(), &Sidebar::exportRequested);

    openMenu();
    choose(u"Export…"_s);
    QCOMPARE(exported.size(), 1);
    QCOMPARE(exported.first().first().value<QList<ConversationId>>(),
             (QList<ConversationId>{m_newest, m_second}));

    openMenu();
    choose(u"Work"_s);
    QCOMPARE(m_library->find(m_newest)->folder, m_folder);
    QCOMPARE(m_library->find(m_second)->folder, m_folder);

    openMenu();
    choose(u"Pin"_s);
    QVERIFY(m_library->find(m_newest)->isPinned);
    openMenu();
    choose(u"Unpin"_s);
    QVERIFY(!m_library->find(m_newest)->isPinned);
}

void tst_Sidebar::menuOfAFolder()
{
    QSignalSpy asked(m_sidebar.get(), &Sidebar::newChatRequested);
    select(u"Work"_s);
    openMenu();
    choose(u"New chat in this folder"_s);

    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().value<store::FolderId>(), m_folder);
}

void tst_Sidebar::folderMovesByItsMenu()
{
    m_library->saveFolder({.id = store::FolderId::create(), .name = u"Home"_s, .position = 7});
    m_library->saveFolder({.id = store::FolderId::create(), .name = u"Play"_s, .position = 7});
    select(u"Play"_s);
    openMenu();
    choose(u"Move up"_s);

    QCOMPARE(rows().first(4), (QStringList{u"Work"_s, u"Glossary"_s, u"Play"_s, u"Home"_s}));
    QCOMPARE(list()->currentIndex().data().toString(), u"Play"_s);

    select(u"Work"_s);
    openMenu();
    for (QAction *action : menu()->actions())
        QVERIFY(action->text() != u"Move up"_s || !action->isEnabled());
    choose(u"Move down"_s);
    open(); // as it is stored
    QCOMPARE(rows().first(4), (QStringList{u"Play"_s, u"Work"_s, u"Glossary"_s, u"Home"_s}));
}

void tst_Sidebar::folderMovesByAltAndArrows()
{
    m_library->saveFolder({.id = store::FolderId::create(), .name = u"Home"_s, .position = 1});
    m_sidebar->focusList();
    select(u"Home"_s);

    QTest::keyClick(list(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(rows().first(3), (QStringList{u"Home"_s, u"Work"_s, u"Glossary"_s}));
    QTest::keyClick(list(), Qt::Key_Up, Qt::AltModifier); // no further
    QTest::keyClick(list(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(rows().first(3), (QStringList{u"Work"_s, u"Glossary"_s, u"Home"_s}));
    QCOMPARE(list()->currentIndex().data().toString(), u"Home"_s);
}

void tst_Sidebar::draggedFolderTakesThePlaceOfAnother()
{
    m_library->saveFolder({.id = store::FolderId::create(), .name = u"Home"_s, .position = 1});
    const std::unique_ptr<QMimeData> dragged(list()->model()->mimeData({rowOf(u"Home"_s)}));
    const QPointF onFolder = list()->visualRect(rowOf(u"Work"_s)).center();

    QDragEnterEvent enter(onFolder.toPoint(), Qt::MoveAction, dragged.get(), Qt::LeftButton, {});
    QApplication::sendEvent(list()->viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(onFolder, Qt::MoveAction, dragged.get(), Qt::LeftButton, {});
    QApplication::sendEvent(list()->viewport(), &drop);

    QCOMPARE(rows().first(3), (QStringList{u"Home"_s, u"Work"_s, u"Glossary"_s}));
}

void tst_Sidebar::smallMovementOnAFolderIsAClick()
{
    QWidget *rowsArea = list()->viewport();
    const QPoint from = list()->visualRect(rowOf(u"Work"_s)).center();
    QTest::mousePress(rowsArea, Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, from + QPoint(0, 2), rowsArea->mapToGlobal(from),
                     Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(rowsArea, &move);
    QTest::mouseRelease(rowsArea, Qt::LeftButton, {}, from);

    QCOMPARE(list()->selectionModel()->selectedIndexes().size(), 0);
    QVERIFY2(!rows().contains(u"Glossary"_s), "a small movement is still a click");
}

void tst_Sidebar::pinnedChatLeavesThePinnedOnesForAFolder()
{
    m_library->setPinned({m_second}, true);
    select(u"Magic numbers"_s);
    openMenu();
    choose(u"Work"_s);

    QCOMPARE(rows().first(3), (QStringList{u"Work"_s, u"Magic numbers"_s, u"Glossary"_s}));
}

void tst_Sidebar::newFolderTakesTheChats()
{
    click(u"Magic numbers"_s);
    openMenu();
    choose(u"New folder…"_s); // of the menu that moves: the one at its end makes an empty one
    auto *dialog = m_sidebar->findChild<QDialog *>();
    QVERIFY(dialog);
    const QList<QLineEdit *> fields = dialog->findChildren<QLineEdit *>();
    QTest::keyClicks(fields.first(), u"Numbers"_s);
    QTest::keyClick(fields.first(), Qt::Key_Return);

    QTRY_COMPARE(m_library->folders().size(), 2);
    QCOMPARE(m_library->folders().last().name, u"Numbers"_s);
    QVERIFY(rows().contains(u"Numbers"_s));
}

void tst_Sidebar::removedFolderKeepsItsChatsAndComesBack()
{
    select(u"Work"_s);
    QTest::keyClick(list(), Qt::Key_Delete);
    QVERIFY(m_library->folders().isEmpty());
    QVERIFY(rows().contains(u"Glossary"_s));

    QTest::keyClick(list(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_library->find(m_inFolder)->folder, m_folder);
    QCOMPARE(rows().first(), u"Work"_s);
}

void tst_Sidebar::droppedChatsGoToTheFolder()
{
    const std::unique_ptr<QMimeData> dragged(
        list()->model()->mimeData({rowOf(u"Magic numbers"_s)}));
    const QPointF onFolder = list()->visualRect(rowOf(u"Work"_s)).center();
    QDragEnterEvent enter(onFolder.toPoint(), Qt::MoveAction, dragged.get(), Qt::LeftButton, {});
    QApplication::sendEvent(list()->viewport(), &enter);
    QDropEvent drop(onFolder, Qt::MoveAction, dragged.get(), Qt::LeftButton, {});
    QApplication::sendEvent(list()->viewport(), &drop);

    QCOMPARE(m_library->find(m_second)->folder, m_folder);
    QCOMPARE(rows().indexOf(u"Magic numbers"_s), 1);
}

void tst_Sidebar::foldedFoldersAreRemembered()
{
    click(u"Work"_s);
    const QByteArray state = m_sidebar->saveState();
    open();
    QVERIFY(rows().contains(u"Glossary"_s));

    m_sidebar->restoreState("damaged");
    m_sidebar->restoreState(state);

    QVERIFY(!rows().contains(u"Glossary"_s));
}

// --- The trash -----------------------------------------------------------------------------------

void tst_Sidebar::trashRestores()
{
    m_library->remove({m_newest, m_second});
    QTest::mouseClick(named<QPushButton>(u"Trash"_s), Qt::LeftButton);
    auto *trash = named<QListView>(u"Trash"_s);
    QVERIFY(trash->isVisible());
    QCOMPARE(trash->model()->rowCount(), 2);

    trash->selectAll();
    QTest::keyClick(trash, Qt::Key_Return);
    QVERIFY(m_library->trash().isEmpty());
    QTest::keyClick(named<QWidget>(u"Back to the conversations"_s), Qt::Key_Space);

    QVERIFY(list()->isVisible());
    QVERIFY(rows().contains(u"Seal or stapler"_s));
}

void tst_Sidebar::emptyingTheTrashAsksOnce()
{
    m_library->remove({m_newest});
    QTest::mouseClick(named<QPushButton>(u"Trash"_s), Qt::LeftButton);
    QPushButton *empty = nullptr;
    for (QPushButton *button : m_sidebar->findChildren<QPushButton *>()) {
        if (button->text() == u"Empty trash…"_s)
            empty = button;
    }
    QVERIFY(empty);

    empty->click();
    auto *question = m_sidebar->findChild<QMessageBox *>();
    QVERIFY(question);
    QVERIFY(question->text().contains(u"1 conversation"_s));
    QCOMPARE(question->defaultButton(), question->button(QMessageBox::Cancel));
    QTest::keyClick(question, Qt::Key_Escape);
    QCOMPARE(m_library->trash().size(), 1);
    QTRY_VERIFY(!m_sidebar->findChild<QMessageBox *>());

    empty->click();
    question = m_sidebar->findChild<QMessageBox *>();
    for (QAbstractButton *button : question->buttons()) {
        if (question->buttonRole(button) == QMessageBox::DestructiveRole)
            button->click();
    }
    QTRY_VERIFY(m_library->trash().isEmpty());
}

// --- The search ----------------------------------------------------------------------------------

void tst_Sidebar::searchFindsAndOpensAHit()
{
    QSignalSpy hits(m_sidebar.get(), &Sidebar::hitActivated);
    search(u"stapler"_s);
    QVERIFY(!list()->isVisible());
    QTRY_COMPARE(results()->model()->rowCount(), 2); // the title, then the message

    QTest::keyClick(field(), Qt::Key_Down);
    QCOMPARE(QApplication::focusWidget(), results());
    QTest::keyClick(results(), Qt::Key_Down);
    QTest::keyClick(results(), Qt::Key_Return);

    QCOMPARE(hits.size(), 1);
    const auto hit = hits.first().first().value<SearchHit>();
    QCOMPARE(hit.chat, m_newest);
    QVERIFY(!hit.message.isNull());
    QVERIFY(hit.snippet.contains(u"red stapler"_s));
    QCOMPARE(hits.first().at(1).toStringList(), QStringList(u"stapler"_s));
    QVERIFY(results()
                ->currentIndex()
                .data(Qt::AccessibleDescriptionRole)
                .toString()
                .contains(u"You"_s));
}

void tst_Sidebar::searchBeginsFromElsewhere()
{
    m_sidebar->search(u"png"_s);

    QVERIFY(field()->hasFocus());
    QTRY_COMPARE(results()->model()->rowCount(), 1);
    QCOMPARE(results()->model()->index(0, 0).data().toString(), u"Magic numbers"_s);
}

void tst_Sidebar::moreHitsThanAreShownIsSaid()
{
    for (int i = 0; i < 99; ++i)
        addChat(u"Many"_s, 10 + i, u"zebra"_s);
    open();
    search(u"zebra"_s);
    QTRY_COMPARE(results()->model()->rowCount(), 99);
    QVERIFY(!label(u"MoreHits"_s)->isVisible());

    addChat(u"Many"_s, 200, u"zebra"_s);
    addChat(u"Many"_s, 201, u"zebra"_s);
    field()->clear();
    search(u"zebra"_s);

    QTRY_COMPARE(results()->model()->rowCount(), 100);
    QVERIFY(label(u"MoreHits"_s)->isVisible());
}

void tst_Sidebar::f3GoesFromHitToHit()
{
    QSignalSpy hits(m_sidebar.get(), &Sidebar::hitActivated);
    m_sidebar->showHit(1);
    QCOMPARE(hits.size(), 0); // nothing is searched

    search(u"stapler"_s);
    QTRY_COMPARE(results()->model()->rowCount(), 2);
    QTest::keyClick(field(), Qt::Key_F3);
    QTest::keyClick(field(), Qt::Key_F3);
    QTest::keyClick(field(), Qt::Key_F3); // there is no third
    QTest::keyClick(field(), Qt::Key_F3, Qt::ShiftModifier);

    QCOMPARE(hits.size(), 3);
    QCOMPARE(hits.at(0).first().value<SearchHit>(), hits.at(2).first().value<SearchHit>());
    QVERIFY(hits.at(0).first().value<SearchHit>() != hits.at(1).first().value<SearchHit>());
}

void tst_Sidebar::escapeLeavesTheSearch()
{
    search(u"stapler"_s);
    QTRY_VERIFY(results()->model()->rowCount() > 0);
    QTest::keyClick(field(), Qt::Key_Down);
    QTest::keyClick(results(), Qt::Key_Up);
    QCOMPARE(QApplication::focusWidget(), field());
    QTest::keyClick(field(), Qt::Key_Down);

    QTest::keyClick(results(), Qt::Key_Escape);

    QVERIFY(list()->isVisible());
    QVERIFY(field()->text().isEmpty());
    QCOMPARE(QApplication::focusWidget(), list());
}

void tst_Sidebar::escapeIsNoShortcutWhereItLeaves()
{
    int stopped = 0;
    auto *stop = new QAction(m_sidebar.get());
    stop->setShortcut(Qt::Key_Escape);
    connect(stop, &QAction::triggered, this, [&stopped] { ++stopped; });
    m_sidebar->addAction(stop);

    search(u"png"_s);
    QTest::keyClick(field(), Qt::Key_Escape);
    QCOMPARE(field()->text(), QString());

    search(u"png"_s);
    QTRY_COMPARE(results()->model()->rowCount(), 1);
    QTest::keyClick(field(), Qt::Key_Down);
    QTest::keyClick(results(), Qt::Key_Escape);
    QCOMPARE(field()->text(), QString());

    m_library->remove({m_second});
    named<QAbstractButton>(u"Trash"_s)->click();
    auto *trash = named<QListView>(u"Trash"_s);
    QVERIFY(trash->isVisible());
    trash->setFocus();
    QTest::keyClick(trash, Qt::Key_Escape);
    QVERIFY(!trash->isVisible());
    QCOMPARE(stopped, 0);

    QTest::keyClick(list(), Qt::Key_Escape);
    QCOMPARE(stopped, 1);
}

void tst_Sidebar::whatIsNotFoundIsSaid()
{
    search(u"xylophone"_s);
    const auto *message = label(u"SearchMessage"_s);
    QTRY_VERIFY(message->isVisible());
    QVERIFY(message->text().contains(u"xylophone"_s));
}

void tst_Sidebar::unknownFiltersAreSaid()
{
    search(u"has:video stapler"_s);
    const auto *unknown = label(u"UnknownFilters"_s);
    QTRY_VERIFY(unknown->isVisible());
    QVERIFY(unknown->text().contains(u"has:video"_s));
    QTRY_COMPARE(results()->model()->rowCount(), 2); // the rest is searched all the same
}

void tst_Sidebar::filtersAreHintedWhileTheFieldIsEmpty()
{
    auto *hints = m_sidebar->findChild<QWidget *>(u"SearchHints"_s);
    list()->setFocus();
    QVERIFY(!hints->isVisible());
    m_sidebar->focusSearch();
    QVERIFY(hints->isVisible());

    const QList<QAbstractButton *> buttons = hints->findChildren<QAbstractButton *>();
    const auto model = std::ranges::find(buttons, u"model:"_s, &QAbstractButton::text);
    QTest::mouseClick(*model, Qt::LeftButton);

    QCOMPARE(field()->text(), u"model:"_s);
    QCOMPARE(QApplication::focusWidget(), field());
    QVERIFY(!hints->isVisible());
}

void tst_Sidebar::buttonEmptiesTheSearch()
{
    const QList<QToolButton *> buttons = field()->findChildren<QToolButton *>();
    const auto found = std::ranges::find_if(buttons, [](QToolButton *button) {
        return QAccessible::queryAccessibleInterface(button)->text(QAccessible::Name)
            == u"Clear the search"_s;
    });
    QVERIFY(found != buttons.end());
    QToolButton *clear = *found;
    QVERIFY(!clear->isVisible());
    m_sidebar->search(u"stapler"_s);
    QVERIFY(clear->isVisible());

    QTest::mouseClick(clear, Qt::LeftButton);

    QVERIFY(field()->text().isEmpty());
    QVERIFY(!clear->isVisible());
}

void tst_Sidebar::deletedChatLeavesTheResults()
{
    search(u"stapler"_s);
    QTRY_COMPARE(results()->model()->rowCount(), 2);
    m_library->remove({m_newest});
    QCOMPARE(results()->model()->rowCount(), 0);
}

QTEST_MAIN(tst_Sidebar)
#include "tst_sidebar.moc"
