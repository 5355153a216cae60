// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/chatlistmodel.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace polylogue::ui::sidebar;

namespace {

const QDate Today(2026, 3, 2); // a Monday, early in a month

QDateTime at(const QDate &day, const QTime &time = QTime(12, 0))
{
    return QDateTime(day, time).toUTC();
}

ChatEntry chat(const QString &title, const QDateTime &changedAt)
{
    return {.id = ConversationId::create(),
            .title = title,
            .createdAt = changedAt,
            .changedAt = changedAt};
}

} // namespace

class tst_ChatListModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void daysBelongToGroups_data();
    void daysBelongToGroups();
    void groupsFollowTheUsersOwnDays();
    void rowsStandUnderTheirHeadingsNewestFirst();
    void headingsComeAndGoWithTheirChats();
    void newMessageMovesOneRow();
    void moveWithinItsGroupKeepsSelectionAndHeading();
    void changeWithoutAMoveIsOneDataChange();
    void unchangedRecordChangesNothing();
    void midnightMovesChatsOn();
    void pinWinsOverFolder();
    void emptyFolderStays();
    void foldedFolderHidesItsChats();
    void movesIntoAndOutOfAFoldedFolder();
    void removedFolderGivesItsChatsBack();
    void folderThatComesLaterTakesItsChats();
    void foldersInAnotherOrder();
    void draggedFolderAsksForAPlace();
    void chatsSayTheirHeading();
    void fiveThousandChatsChangeRowByRow();
    void marksAreInTheDescription();
    void titlesAreOneLineOfPlainText();
    void renamingIsAsked();
    void droppedChatsAskForTheirFolder();
    void nothingIsDroppedBetweenRows();

private:
    QStringList rows() const;
    int row(const ChatEntry &entry) const { return m_model->indexOf(entry.id).row(); }
    void put(ChatEntry &entry, const QDateTime &changedAt)
    {
        entry.changedAt = changedAt;
        m_model->put(entry);
    }

    std::unique_ptr<ChatListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_ChatListModel::init()
{
    m_tester.reset();
    m_model = std::make_unique<ChatListModel>(Today);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
}

QStringList tst_ChatListModel::rows() const
{
    QStringList rows;
    for (int i = 0; i < m_model->rowCount(); ++i) {
        const QModelIndex index = m_model->index(i);
        const bool isChat = !m_model->chatAt(index).isNull();
        rows << (isChat ? u"  "_s : QString()) + index.data().toString();
    }
    return rows;
}

void tst_ChatListModel::daysBelongToGroups_data()
{
    QTest::addColumn<QDateTime>("changedAt");
    QTest::addColumn<QString>("heading");
    QTest::newRow("now") << at(Today) << u"Today"_s;
    QTest::newRow("first moment of today") << at(Today, {0, 0}) << u"Today"_s;
    QTest::newRow("last moment of yesterday") << at({2026, 3, 1}, {23, 59, 59}) << u"Yesterday"_s;
    QTest::newRow("first moment of yesterday") << at({2026, 3, 1}, {0, 0}) << u"Yesterday"_s;
    QTest::newRow("two days ago") << at({2026, 2, 28}, {23, 59, 59}) << u"Previous 7 days"_s;
    QTest::newRow("seven days ago") << at({2026, 2, 23}, {0, 0}) << u"Previous 7 days"_s;
    QTest::newRow("eight days ago") << at({2026, 2, 22}, {23, 59, 59}) << u"February 2026"_s;
    QTest::newRow("first of that month") << at({2026, 2, 1}, {0, 0}) << u"February 2026"_s;
    QTest::newRow("the month before") << at({2026, 1, 31}, {23, 59, 59}) << u"January 2026"_s;
    QTest::newRow("a clock ahead of ours") << at({2026, 3, 9}) << u"Today"_s;
    QTest::newRow("no time at all") << QDateTime() << u"Today"_s;
}

void tst_ChatListModel::daysBelongToGroups()
{
    QFETCH(QDateTime, changedAt);
    QFETCH(QString, heading);
    QCOMPARE(headingOf(dayGroup(changedAt, Today)), heading);
}

void tst_ChatListModel::groupsFollowTheUsersOwnDays()
{
    const QByteArray zone = qgetenv("TZ");
    qputenv("TZ", "XST-9"); // nine hours ahead of UTC
    tzset();
    const QDateTime evening(QDate(2026, 3, 1), QTime(20, 0), Qt::UTC);
    const ChatGroup group = dayGroup(evening, Today);
    qputenv("TZ", zone);
    tzset();

    QCOMPARE(group.kind, ChatGroup::Kind::Today);
}

void tst_ChatListModel::rowsStandUnderTheirHeadingsNewestFirst()
{
    const Folder folder{.id = FolderId::create(), .name = u"Work"_s};
    ChatEntry pinned = chat(u"pinned"_s, at({2025, 7, 1}));
    pinned.isPinned = true;
    ChatEntry inFolder = chat(u"in folder"_s, at(Today));
    inFolder.folder = folder.id;
    m_model->setFolders({folder});
    m_model->setChats({chat(u"early"_s, at(Today, {8, 0})), chat(u"old"_s, at({2025, 7, 1})),
                       chat(u"late"_s, at(Today, {9, 0})), inFolder, pinned,
                       chat(u"yesterday"_s, at({2026, 3, 1})), chat(u"older"_s, at({2025, 6, 1}))});

    QCOMPARE(rows(),
             (QStringList{u"Pinned"_s, u"  pinned"_s, u"Work"_s, u"  in folder"_s, u"Today"_s,
                          u"  late"_s, u"  early"_s, u"Yesterday"_s, u"  yesterday"_s,
                          u"July 2025"_s, u"  old"_s, u"June 2025"_s, u"  older"_s}));
}

void tst_ChatListModel::headingsComeAndGoWithTheirChats()
{
    ChatEntry only = chat(u"only"_s, at({2026, 1, 5}));
    m_model->put(only);
    QCOMPARE(rows(), (QStringList{u"January 2026"_s, u"  only"_s}));

    put(only, at(Today));
    QCOMPARE(rows(), (QStringList{u"Today"_s, u"  only"_s}));

    m_model->remove(only.id);
    QCOMPARE(rows(), QStringList());
    m_model->remove(only.id);
}

void tst_ChatListModel::newMessageMovesOneRow()
{
    ChatEntry old = chat(u"old"_s, at({2026, 1, 5}));
    m_model->setChats({chat(u"a"_s, at(Today)), old, chat(u"other"_s, at({2026, 1, 4}))});
    QSignalSpy moved(m_model.get(), &ChatListModel::rowsMoved);
    QSignalSpy inserted(m_model.get(), &ChatListModel::rowsInserted);
    QSignalSpy removed(m_model.get(), &ChatListModel::rowsRemoved);
    QSignalSpy reset(m_model.get(), &ChatListModel::modelReset);

    put(old, at(Today, {23, 0}));

    QCOMPARE(rows(),
             (QStringList{u"Today"_s, u"  old"_s, u"  a"_s, u"January 2026"_s, u"  other"_s}));
    QCOMPARE(moved.size(), 1);
    QCOMPARE(inserted.size() + removed.size() + reset.size(), 0);
}

void tst_ChatListModel::moveWithinItsGroupKeepsSelectionAndHeading()
{
    ChatEntry a = chat(u"a"_s, at(Today, {8, 0}));
    ChatEntry b = chat(u"b"_s, at(Today, {9, 0}));
    ChatEntry c = chat(u"c"_s, at(Today, {10, 0}));
    m_model->setChats({a, b, c});
    const QPersistentModelIndex held = m_model->indexOf(a.id);

    put(a, at(Today, {11, 0})); // upwards
    QCOMPARE(rows(), (QStringList{u"Today"_s, u"  a"_s, u"  c"_s, u"  b"_s}));
    QCOMPARE(held.row(), 1);

    put(a, at(Today, {7, 0})); // downwards
    QCOMPARE(rows(), (QStringList{u"Today"_s, u"  c"_s, u"  b"_s, u"  a"_s}));
    QCOMPARE(held.row(), 3);

    put(a, at(Today, {9, 30})); // between
    QCOMPARE(rows(), (QStringList{u"Today"_s, u"  c"_s, u"  a"_s, u"  b"_s}));
    QCOMPARE(held.row(), 2);
}

void tst_ChatListModel::changeWithoutAMoveIsOneDataChange()
{
    ChatEntry a = chat(u"a"_s, at(Today, {8, 0}));
    m_model->setChats({a, chat(u"b"_s, at(Today, {7, 0}))});
    QSignalSpy changed(m_model.get(), &ChatListModel::dataChanged);
    QSignalSpy moved(m_model.get(), &ChatListModel::rowsMoved);

    a.isRunning = true;
    put(a, at(Today, {8, 5}));

    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toModelIndex().row(), 1);
    QCOMPARE(moved.size(), 0);
}

void tst_ChatListModel::unchangedRecordChangesNothing()
{
    const ChatEntry a = chat(u"a"_s, at(Today));
    m_model->put(a);
    QSignalSpy changed(m_model.get(), &ChatListModel::dataChanged);

    m_model->put(a);

    QCOMPARE(changed.size(), 0);
}

void tst_ChatListModel::midnightMovesChatsOn()
{
    m_model->setChats({chat(u"today"_s, at(Today)), chat(u"yesterday"_s, at({2026, 3, 1})),
                       chat(u"last day of the seven"_s, at({2026, 2, 23})),
                       chat(u"old"_s, at({2026, 2, 3}))});
    QSignalSpy reset(m_model.get(), &ChatListModel::modelReset);

    m_model->setToday(Today.addDays(1));
    QCOMPARE(rows(),
             (QStringList{u"Yesterday"_s, u"  today"_s, u"Previous 7 days"_s, u"  yesterday"_s,
                          u"February 2026"_s, u"  last day of the seven"_s, u"  old"_s}));

    m_model->setToday(Today.addMonths(1)); // after a long sleep
    QCOMPARE(rows(),
             (QStringList{u"March 2026"_s, u"  today"_s, u"  yesterday"_s, u"February 2026"_s,
                          u"  last day of the seven"_s, u"  old"_s}));
    QCOMPARE(reset.size(), 0);
}

void tst_ChatListModel::pinWinsOverFolder()
{
    const Folder folder{.id = FolderId::create(), .name = u"Work"_s};
    ChatEntry a = chat(u"a"_s, at(Today));
    a.folder = folder.id;
    m_model->setFolders({folder});
    m_model->put(a);

    a.isPinned = true;
    m_model->put(a);
    QCOMPARE(rows(), (QStringList{u"Pinned"_s, u"  a"_s, u"Work"_s}));

    a.isPinned = false;
    m_model->put(a);
    QCOMPARE(rows(), (QStringList{u"Work"_s, u"  a"_s}));
}

void tst_ChatListModel::emptyFolderStays()
{
    const Folder folder{.id = FolderId::create(), .name = u"Work"_s};
    ChatEntry a = chat(u"a"_s, at(Today));
    a.folder = folder.id;
    m_model->setFolders({folder});
    m_model->put(a);
    m_model->remove(a.id);

    QCOMPARE(rows(), QStringList(u"Work"_s));
    QCOMPARE(m_model->indexOf(folder.id).data(ChatListModel::CountRole).toInt(), 0);
}

void tst_ChatListModel::foldedFolderHidesItsChats()
{
    const Folder folder{.id = FolderId::create(), .name = u"Work"_s};
    ChatEntry a = chat(u"a"_s, at(Today));
    ChatEntry b = chat(u"b"_s, at(Today));
    a.folder = folder.id;
    b.folder = folder.id;
    m_model->setFolders({folder});
    m_model->setChats({a, b, chat(u"c"_s, at(Today))});

    m_model->setCollapsed(folder.id, true);
    QCOMPARE(rows(), (QStringList{u"Work"_s, u"Today"_s, u"  c"_s}));
    QVERIFY(!m_model->indexOf(a.id).isValid());
    QCOMPARE(m_model->indexOf(folder.id).data(ChatListModel::CountRole).toInt(), 2);
    QCOMPARE(m_model->shownChats().size(), 1);
    QCOMPARE(m_model->collapsedFolders(), QList<FolderId>{folder.id});

    m_model->setCollapsed(folder.id, false);
    QCOMPARE(m_model->rowCount(), 5);
}

void tst_ChatListModel::movesIntoAndOutOfAFoldedFolder()
{
    const Folder folder{.id = FolderId::create(), .name = u"Work"_s};
    m_model->setFolders({folder});
    m_model->setCollapsed(folder.id, true);
    ChatEntry a = chat(u"a"_s, at(Today));
    m_model->put(a);

    a.folder = folder.id;
    m_model->put(a);
    QCOMPARE(rows(), QStringList(u"Work"_s));
    put(a, at(Today, {20, 0}));
    QCOMPARE(rows(), QStringList(u"Work"_s));

    a.folder = {};
    m_model->put(a);
    QCOMPARE(rows(), (QStringList{u"Work"_s, u"Today"_s, u"  a"_s}));
}

void tst_ChatListModel::removedFolderGivesItsChatsBack()
{
    const Folder work{.id = FolderId::create(), .name = u"Work"_s};
    const Folder home{.id = FolderId::create(), .name = u"Home"_s, .position = 1};
    ChatEntry a = chat(u"a"_s, at(Today));
    a.folder = work.id;
    m_model->setFolders({work, home});
    m_model->put(a);
    QSignalSpy reset(m_model.get(), &ChatListModel::modelReset);

    m_model->setFolders({home});

    QCOMPARE(rows(), (QStringList{u"Home"_s, u"Today"_s, u"  a"_s}));
    QCOMPARE(reset.size(), 0);
}

void tst_ChatListModel::folderThatComesLaterTakesItsChats()
{
    const Folder folder{.id = FolderId::create(), .name = u"Work"_s};
    ChatEntry a = chat(u"a"_s, at(Today));
    a.folder = folder.id;
    m_model->put(a);
    QCOMPARE(rows(), (QStringList{u"Today"_s, u"  a"_s}));

    m_model->setFolders({folder});

    QCOMPARE(rows(), (QStringList{u"Work"_s, u"  a"_s}));
}

void tst_ChatListModel::foldersInAnotherOrder()
{
    const Folder work{.id = FolderId::create(), .name = u"Work"_s};
    const Folder home{.id = FolderId::create(), .name = u"Home"_s};
    ChatEntry a = chat(u"a"_s, at(Today));
    a.folder = work.id;
    m_model->setFolders({work, home});
    m_model->put(a);
    const QPersistentModelIndex held = m_model->indexOf(a.id);
    QSignalSpy reset(m_model.get(), &ChatListModel::modelReset);

    m_model->setFolders({home, work});
    QCOMPARE(rows(), (QStringList{u"Home"_s, u"Work"_s, u"  a"_s}));
    QCOMPARE(held.row(), 2);

    m_model->setCollapsed(work.id, true);
    m_model->setFolders({work, home});
    QCOMPARE(rows(), (QStringList{u"Work"_s, u"Home"_s}));
    QCOMPARE(reset.size(), 0);
}

void tst_ChatListModel::draggedFolderAsksForAPlace()
{
    const Folder work{.id = FolderId::create(), .name = u"Work"_s};
    const Folder home{.id = FolderId::create(), .name = u"Home"_s};
    const Folder play{.id = FolderId::create(), .name = u"Play"_s};
    ChatEntry pinned = chat(u"pinned"_s, at(Today));
    pinned.isPinned = true;
    ChatEntry inHome = chat(u"in home"_s, at(Today));
    inHome.folder = home.id;
    const ChatEntry today = chat(u"today"_s, at(Today));
    m_model->setFolders({work, home, play});
    m_model->setChats({pinned, inHome, today});
    const std::unique_ptr<QMimeData> dragged(m_model->mimeData({m_model->indexOf(play.id)}));
    QSignalSpy folderMoved(m_model.get(), &ChatListModel::folderMoveRequested);
    QSignalSpy chatsMoved(m_model.get(), &ChatListModel::moveRequested);

    for (const QModelIndex &onto : {m_model->indexOf(work.id), m_model->indexOf(inHome.id),
                                    m_model->indexOf(pinned.id), m_model->indexOf(today.id)}) {
        QVERIFY(m_model->canDropMimeData(dragged.get(), Qt::MoveAction, -1, -1, onto));
        QVERIFY(m_model->dropMimeData(dragged.get(), Qt::MoveAction, -1, -1, onto));
    }

    QList<qlonglong> places;
    for (const QList<QVariant> &arguments : folderMoved) {
        QCOMPARE(arguments.at(0).value<FolderId>(), play.id);
        places << arguments.at(1).toLongLong();
    }
    QCOMPARE(places, (QList<qlonglong>{0, 1, 0, 2}));
    QCOMPARE(chatsMoved.size(), 0);
}

void tst_ChatListModel::chatsSayTheirHeading()
{
    const Folder work{.id = FolderId::create(), .name = u"Work"_s};
    ChatEntry inWork = chat(u"in work"_s, at({2026, 1, 5}));
    inWork.folder = work.id;
    const ChatEntry yesterday = chat(u"yesterday"_s, at({2026, 3, 1}, {14, 2}));
    m_model->setFolders({work});
    m_model->setChats({inWork, yesterday});
    const auto words = [this](const ChatEntry &entry) {
        return m_model->indexOf(entry.id).data(Qt::AccessibleDescriptionRole).toString();
    };

    QVERIFY2(words(inWork).startsWith("Folder Work, "_L1), qUtf8Printable(words(inWork)));
    QVERIFY2(words(yesterday).startsWith("Yesterday, "_L1), qUtf8Printable(words(yesterday)));
}

void tst_ChatListModel::fiveThousandChatsChangeRowByRow()
{
    m_tester.reset(); // it looks at every row after every change
    QList<ChatEntry> chats;
    for (int i = 0; i < 5000; ++i)
        chats << chat(QString::number(i), at(Today.addDays(-i / 10), QTime(0, 0).addSecs(i)));
    m_model->setChats(chats);
    int headings = 0;
    for (int i = 0; i < m_model->rowCount(); ++i)
        headings += m_model->chatAt(m_model->index(i)).isNull() ? 1 : 0;
    QCOMPARE(m_model->rowCount(), 5000 + headings);
    QSignalSpy moved(m_model.get(), &ChatListModel::rowsMoved);
    QSignalSpy inserted(m_model.get(), &ChatListModel::rowsInserted);
    QSignalSpy removed(m_model.get(), &ChatListModel::rowsRemoved);
    QSignalSpy changed(m_model.get(), &ChatListModel::dataChanged);
    QSignalSpy reset(m_model.get(), &ChatListModel::modelReset);

    for (int i = 0; i < 100; ++i)
        put(chats[4000 + i], at(Today, QTime(13, 0).addSecs(i)));

    QCOMPARE(row(chats.at(4099)), 1);
    QCOMPARE(moved.size(), 100);
    QCOMPARE(changed.size(), 100);
    QCOMPARE(inserted.size() + reset.size(), 0);
    QCOMPARE_LE(removed.size(), headings);
    for (const auto &change : changed)
        QCOMPARE(change.at(0).toModelIndex(), change.at(1).toModelIndex());
}

void tst_ChatListModel::marksAreInTheDescription()
{
    ChatEntry a = chat(u"a"_s, at(Today, {14, 2}));
    a.model = u"some-model"_s;
    a.isUnread = true;
    a.hasFailed = true;
    a.hasDraft = true;
    a.isPinned = true;
    a.isRunning = true;
    a.isTemporary = true;
    m_model->put(a);

    const QModelIndex index = m_model->indexOf(a.id);
    const QString words = index.data(Qt::AccessibleDescriptionRole).toString();
    for (const QString &word :
         {u"Answering"_s, u"Unread"_s, u"Last answer failed"_s, u"Unsent draft"_s, u"Pinned"_s,
          u"Temporary"_s, u"some-model"_s, index.data(ChatListModel::TimeRole).toString()})
        QVERIFY2(words.contains(word), qUtf8Printable(word + u" in "_s + words));
}

void tst_ChatListModel::titlesAreOneLineOfPlainText()
{
    const ChatEntry untitled = chat({}, at(Today, {1, 0}));
    const ChatEntry long_ =
        chat(u"<b>two</b>\nlines "_s + QChar(0x202E) + u"x"_s.repeated(1000), at(Today, {2, 0}));
    m_model->setChats({untitled, long_});

    QCOMPARE(m_model->indexOf(untitled.id).data().toString(), u"New chat"_s);
    const QString title = m_model->indexOf(long_.id).data().toString();
    QVERIFY(title.startsWith(u"<b>two</b> lines x"_s));
    QCOMPARE_LE(title.size(), 200);
}

void tst_ChatListModel::renamingIsAsked()
{
    const Folder folder{.id = FolderId::create(), .name = u"Work"_s};
    const ChatEntry a = chat(u"a"_s, at(Today));
    m_model->setFolders({folder});
    m_model->put(a);
    QSignalSpy asked(m_model.get(), &ChatListModel::renameRequested);
    QSignalSpy folderAsked(m_model.get(), &ChatListModel::folderRenameRequested);
    const QModelIndex index = m_model->indexOf(a.id);

    QVERIFY(!m_model->setData(index, u"a"_s, Qt::EditRole)); // as it was
    QVERIFY(m_model->setData(index, u" new\nname "_s, Qt::EditRole));
    m_model->setData(m_model->indexOf(folder.id), u"  "_s, Qt::EditRole);
    m_model->setData(m_model->indexOf(folder.id), u"Play"_s, Qt::EditRole);

    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(1).toString(), u"new name"_s);
    QCOMPARE(index.data().toString(), u"a"_s); // until the library says so
    QCOMPARE(folderAsked.size(), 1);
    QCOMPARE(folderAsked.first().at(1).toString(), u"Play"_s);
}

void tst_ChatListModel::droppedChatsAskForTheirFolder()
{
    const Folder folder{.id = FolderId::create(), .name = u"Work"_s};
    const ChatEntry a = chat(u"a"_s, at(Today));
    const ChatEntry b = chat(u"b"_s, at(Today));
    ChatEntry pinned = chat(u"pinned"_s, at(Today));
    pinned.isPinned = true;
    m_model->setFolders({folder});
    m_model->setChats({a, b, pinned});
    const std::unique_ptr<QMimeData> dragged(
        m_model->mimeData({m_model->indexOf(a.id), m_model->indexOf(b.id)}));
    QSignalSpy moved(m_model.get(), &ChatListModel::moveRequested);
    QSignalSpy pinAsked(m_model.get(), &ChatListModel::pinRequested);
    const auto drop = [&](const QModelIndex &onto) {
        return m_model->canDropMimeData(dragged.get(), Qt::MoveAction, -1, -1, onto)
            && m_model->dropMimeData(dragged.get(), Qt::MoveAction, -1, -1, onto);
    };

    QVERIFY(drop(m_model->indexOf(folder.id)));
    QVERIFY(drop(m_model->indexOf(a.id))); // which stands under a day
    QVERIFY(drop(m_model->indexOf(pinned.id)));

    QCOMPARE(moved.size(), 2);
    QCOMPARE(moved.at(0).at(0).value<QList<ConversationId>>(), (QList<ConversationId>{a.id, b.id}));
    QCOMPARE(moved.at(0).at(1).value<FolderId>(), folder.id);
    QVERIFY(moved.at(1).at(1).value<FolderId>().isNull());
    QCOMPARE(pinAsked.size(), 1);
}

void tst_ChatListModel::nothingIsDroppedBetweenRows()
{
    const ChatEntry a = chat(u"a"_s, at(Today));
    m_model->put(a);
    const std::unique_ptr<QMimeData> dragged(m_model->mimeData({m_model->indexOf(a.id)}));
    QVERIFY(!m_model->canDropMimeData(dragged.get(), Qt::MoveAction, 1, 0, {}));
    QVERIFY(!m_model->dropMimeData(dragged.get(), Qt::MoveAction, 1, 0, {}));

    QMimeData text;
    text.setText(u"text"_s);
    QVERIFY(!m_model->canDropMimeData(&text, Qt::MoveAction, -1, -1, m_model->index(0)));
}

QTEST_GUILESS_MAIN(tst_ChatListModel)
#include "tst_chatlistmodel.moc"
