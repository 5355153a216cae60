// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/backups.h"
#include "app/store/chatstore.h"
#include "app/store/salvage.h"
#include "app/store/searchtext.h"
#include "app/store/storefile.h"
#include "storesamples.h"

#include <QDir>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

using namespace polylogue::app;
using namespace polylogue::app::store;
using namespace Qt::StringLiterals;
using Mode = StoreStatus::Mode;

namespace {

constexpr qsizetype pageSize = 4096;

using Damage = void (*)(QByteArray &, QRandomGenerator &);

quint32 rounds()
{
    return qEnvironmentVariable("POLYLOGUE_SOAK") == "full"_L1 ? 100 : 4;
}

//! \return where a page begins.
qsizetype somePage(const QByteArray &bytes, QRandomGenerator &random)
{
    return pageSize * random.bounded(static_cast<int>(bytes.size() / pageSize));
}

void zeroPage(QByteArray &bytes, QRandomGenerator &random)
{
    bytes.replace(somePage(bytes, random), pageSize, QByteArray(pageSize, '\0'));
}

void changeBytesOf(qsizetype page, QByteArray &bytes, QRandomGenerator &random)
{
    for (int change = 0; change < 50; ++change)
        bytes[page + random.bounded(int(pageSize))] = static_cast<char>(random.bounded(256));
}

void changeBytes(QByteArray &bytes, QRandomGenerator &random)
{
    changeBytesOf(somePage(bytes, random), bytes, random);
}

void changeFirstPage(QByteArray &bytes, QRandomGenerator &random)
{
    changeBytesOf(0, bytes, random);
}

void flipBitBelow(quint32 end, QByteArray &bytes, QRandomGenerator &random)
{
    const auto at = static_cast<qsizetype>(random.bounded(end));
    bytes[at] = static_cast<char>(bytes.at(at) ^ (1 << random.bounded(8)));
}

void flipBit(QByteArray &bytes, QRandomGenerator &random)
{
    flipBitBelow(static_cast<quint32>(bytes.size()), bytes, random);
}

void flipBitOfHeader(QByteArray &bytes, QRandomGenerator &random)
{
    flipBitBelow(100, bytes, random);
}

void cutOff(QByteArray &bytes, QRandomGenerator &random)
{
    bytes.truncate(bytes.size() - random.bounded(16) * pageSize - random.bounded(int(pageSize))
                   - 1);
}

} // namespace

Q_DECLARE_METATYPE(Damage)

class tst_Salvage : public QObject, samples::StoreFolder
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void lostMessagesKeepTheirPlace();
    void whatNothingLeadsToIsFound_data();
    void whatNothingLeadsToIsFound();
    void withoutItsFirstPageTheRestIsFound();
    void aDamagedHeaderLosesNothing_data();
    void aDamagedHeaderLosesNothing();
    void aLostChatKeepsItsTitle();
    void anIndexThatLiesIsFoundAndMadeAnew();
    void damageIsFoundAndWhatIsWholeIsSaved_data();
    void damageIsFoundAndWhatIsWholeIsSaved();
};

void tst_Salvage::init()
{
    renew();
}

void tst_Salvage::lostMessagesKeepTheirPlace()
{
    makeStore(1, 200);
    // One leaf of the table of messages becomes unreadable, its indices stay.
    QByteArray bytes = samples::readFile(m_path);
    const qsizetype page = bytes.indexOf("\"Message 1-100: ") / pageSize;
    QVERIFY(page > 0);
    samples::writeFile(m_path,
                       bytes.replace(page * pageSize, pageSize, QByteArray(pageSize, '\xaa')));
    const QByteArray before = samples::fileHash(m_path);

    const OpenedStore opened = openSalvaged(m_directory);

    QCOMPARE(opened.mode, Mode::Ready);
    QCOMPARE(opened.error->type, u"salvaged"_s);
    QCOMPARE(samples::fileHash(opened.error->subject), before);
    Database &database = *opened.database;
    QCOMPARE(database.value(u"SELECT count(*) FROM messages"_s)->toInt(), 200);
    const QStringList texts = samples::soundTexts(database);
    QVERIFY(texts.size() < 200);
    QVERIFY(texts.size() > 150);
    QVERIFY(texts.filter(u"Message 1-100: "_s).isEmpty());
    QCOMPARE(database
                 .value(u"SELECT count(*) FROM messages WHERE branch_row=key-1 AND"
                        " (parent=key-1 OR key=1)"_s)
                 ->toInt(),
             200);
    QVERIFY(!database.value(u"PRAGMA foreign_key_check"_s)->isValid());
    QVERIFY(*isSound(database));
}

void tst_Salvage::whatNothingLeadsToIsFound_data()
{
    QTest::addColumn<bool>("isSchema");
    QTest::newRow("the page that names those of the messages") << false;
    QTest::newRow("the page that names the tables") << true;
}

void tst_Salvage::withoutItsFirstPageTheRestIsFound()
{
    makeStore(2, 100);
    const QStringList all = samples::soundTexts(*samples::open(m_path));
    QVERIFY(makeBackup(m_directory, QDate(2026, 11, 23)));
    const QByteArray bytes =
        samples::readFile(m_path).replace(0, pageSize, QByteArray(pageSize, '\0'));
    samples::writeFile(m_path, bytes);

    const OpenedStore opened = openStore(m_directory);

    QCOMPARE(opened.mode, Mode::Ready);
    QCOMPARE(opened.error->type, u"salvaged"_s);
    QVERIFY(samples::readFile(opened.error->subject) == bytes);
    QCOMPARE(samples::soundTexts(*opened.database), all);
    QCOMPARE(files(u"*.repaired*"_s), QStringList());
    QCOMPARE(listBackups(m_directory).size(), 1);
}

void tst_Salvage::aDamagedHeaderLosesNothing_data()
{
    QTest::addColumn<int>("bit");
    const int step = rounds() == 100 ? 1 : 23;
    for (int bit = 0; bit < 800; bit += step)
        QTest::addRow("bit %d of byte %d", bit % 8, bit / 8) << bit;
}

void tst_Salvage::aDamagedHeaderLosesNothing()
{
    QFETCH(const int, bit);
    makeStore(1, 10);
    QVERIFY(samples::open(m_path)->run(u"INSERT INTO prompts VALUES(x'00', '{}')"_s));
    QByteArray bytes = samples::readFile(m_path);
    bytes[bit / 8] = static_cast<char>(bytes.at(bit / 8) ^ (1 << bit % 8));
    samples::writeFile(m_path, bytes);

    OpenedStore opened = openStore(m_directory);
    if (opened.database && !*isSound(*opened.database)) {
        opened.database.reset();
        opened = openSalvaged(m_directory);
    }

    QVERIFY(opened.database);
    if (opened.mode == Mode::NewerSchema) {
        QVERIFY(bit / 8 >= 62 && bit / 8 <= 63); // a version that can be
    } else {
        QCOMPARE(opened.mode, Mode::Ready);
        QVERIFY(*isSound(*opened.database));
    }
    QCOMPARE(samples::soundTexts(*opened.database).size(), 10);
    QCOMPARE(opened.database->value(u"SELECT count(*) FROM prompts"_s)->toInt(), 1);
}

void tst_Salvage::aLostChatKeepsItsTitle()
{
    makeStore(1, 20);
    {
        const auto database = samples::open(m_path);
        QVERIFY(database->run(u"UPDATE chats SET title=?"_s, {u"\u5929\u6c17"_s}));
        QVERIFY(
            database->run(u"UPDATE chat_search SET title=?"_s, {indexedText(u"\u5929\u6c17"_s)}));
    }
    const qint64 page = samples::open(m_path)
                            ->value(u"SELECT rootpage FROM sqlite_schema WHERE name='chats'"_s)
                            ->toLongLong();
    samples::writeFile(m_path,
                       samples::readFile(m_path).replace((page - 1) * pageSize, pageSize,
                                                         QByteArray(pageSize, '\0')));

    const OpenedStore opened = openSalvaged(m_directory);

    QCOMPARE(opened.mode, Mode::Ready);
    QCOMPARE(opened.database->value(u"SELECT title FROM chats"_s)->toString(), u"\u5929\u6c17"_s);
    QCOMPARE(samples::soundTexts(*opened.database).size(), 20);
}

void tst_Salvage::whatNothingLeadsToIsFound()
{
    QFETCH(const bool, isSchema);
    makeStore(2, 100);
    {
        const auto database = samples::open(m_path);
        QVERIFY(database->run(u"UPDATE messages SET details='{\"x\":\"'||hex(zeroblob(9000))||'\"}'"
                              " WHERE key=7"_s)); // longer than pages
    }
    const QStringList all = samples::soundTexts(*samples::open(m_path));
    QByteArray bytes = samples::readFile(m_path);
    const qint64 page = isSchema
        ? qFromBigEndian<quint32>(bytes.constData() + 108) // the last child of the first page
        : samples::open(m_path)
              ->value(u"SELECT rootpage FROM sqlite_schema WHERE name='messages'"_s)
              ->toLongLong();
    QVERIFY(page > 1);
    QVERIFY(bytes.at((page - 1) * pageSize) == (isSchema ? 13 : 5));
    bytes.replace((page - 1) * pageSize, pageSize, QByteArray(pageSize, '\0'));
    samples::writeFile(m_path, bytes);

    const OpenedStore opened = openSalvaged(m_directory);

    QCOMPARE(opened.mode, Mode::Ready);
    QCOMPARE(opened.error->type, u"salvaged"_s);
    QVERIFY(samples::readFile(opened.error->subject) == bytes);
    QCOMPARE(samples::soundTexts(*opened.database), all);
    QCOMPARE(
        opened.database->value(u"SELECT count(*) FROM chats WHERE title LIKE 'Chat _'"_s)->toInt(),
        2);
    QVERIFY(!opened.database->value(u"PRAGMA foreign_key_check"_s)->isValid());
    QCOMPARE(opened.database
                 ->value(u"SELECT count(*) FROM message_search WHERE message_search MATCH"
                         " 'message'"_s)
                 ->toInt(),
             200);
    QCOMPARE(
        opened.database->value(u"SELECT count(*) FROM chat_search WHERE chat_search MATCH 'chat'"_s)
            ->toInt(),
        2);
}

void tst_Salvage::anIndexThatLiesIsFoundAndMadeAnew()
{
    makeStore(1, 20);
    ConversationId chat;
    qint64 page = 0;
    {
        const auto database = samples::open(m_path);
        chat.value = QUuid::fromRfc4122(database->value(u"SELECT id FROM chats"_s)->toByteArray());
        page = database
                   ->value(u"SELECT rootpage FROM sqlite_schema WHERE"
                           " name='sqlite_autoindex_chats_1'"_s)
                   ->toLongLong();
    }
    QByteArray bytes = samples::readFile(m_path);
    const qsizetype at = bytes.indexOf(chat.value.toRfc4122(), (page - 1) * pageSize);
    QVERIFY(at > 0 && at / pageSize == page - 1);
    bytes[at] = static_cast<char>(bytes.at(at) ^ 1);
    samples::writeFile(m_path, bytes);
    {
        const OpenedStore opened = openStore(m_directory);
        QCOMPARE(opened.mode, Mode::Ready);
        QVERIFY(!opened.error);
        QVERIFY(!*isSound(*opened.database));
    }

    // Nobody looks for it, but a chat that is listed does not open.
    ChatStore store(m_directory);
    QSignalSpy replaced(&store, &ChatStore::replaced);
    std::optional<base::Result<conversation::LoadedMessages>> loaded;
    const auto load = [&] {
        loaded.reset();
        store.load(chat, this, [&loaded](const auto &part) { loaded = part; });
        QTRY_VERIFY(loaded);
    };
    load();
    QVERIFY(!*loaded);
    QTRY_COMPARE(replaced.size(), 1);
    QCOMPARE(store.status().error->type, u"salvaged"_s);

    load();
    QVERIFY(*loaded);
    QCOMPARE((*loaded)->branch.size(), 20);
}

void tst_Salvage::damageIsFoundAndWhatIsWholeIsSaved_data()
{
    QTest::addColumn<Damage>("damage");
    QTest::newRow("a page of zeros") << Damage(zeroPage);
    QTest::newRow("a page of other bytes") << Damage(changeBytes);
    QTest::newRow("other bytes on the first page") << Damage(changeFirstPage);
    QTest::newRow("a bit, anywhere") << Damage(flipBit);
    QTest::newRow("a bit of the header") << Damage(flipBitOfHeader);
    QTest::newRow("cut off") << Damage(cutOff);
}

void tst_Salvage::damageIsFoundAndWhatIsWholeIsSaved()
{
    QFETCH(const Damage, damage);
    makeStore(5, 60);
    const QByteArray whole = samples::readFile(m_path);
    const QStringList all = samples::soundTexts(*samples::open(m_path));
    QCOMPARE(all.size(), 300);
    QList<qsizetype> pages; // that hold those messages, each on one
    for (const QString &text : all)
        pages.append(whole.indexOf('"' + text.toUtf8() + '"') / pageSize);

    qint64 possible = 0;
    qint64 saved = 0;
    for (quint32 seed = 1; seed <= rounds(); ++seed) {
        const QString directory = m_temporary->filePath(u"damaged-%1"_s.arg(seed));
        QVERIFY(QDir().mkdir(directory));
        QRandomGenerator random(seed);
        QByteArray bytes = whole;
        damage(bytes, random);
        samples::writeFile(storePath(directory), bytes);

        OpenedStore opened = openStore(directory);
        if (opened.database && !*isSound(*opened.database)) {
            opened.database.reset();
            opened = openSalvaged(directory);
        }

        const QByteArray context = "seed " + QByteArray::number(seed);
        QVERIFY2(opened.database || opened.error, context.constData());
        if (opened.error)
            QVERIFY2(samples::readFile(opened.error->subject) == bytes, context.constData());
        const QStringList sound =
            opened.database ? samples::soundTexts(*opened.database) : QStringList();
        for (const QString &text : sound) // what is not as it was is not taken for it
            QVERIFY2(std::binary_search(all.begin(), all.end(), text), context.constData());
        for (qsizetype i = 0; i < all.size(); ++i) {
            const qsizetype at = pages.at(i) * pageSize;
            if (bytes.mid(at, pageSize) != whole.mid(at, pageSize))
                continue;
            ++possible;
            saved += std::binary_search(sound.begin(), sound.end(), all.at(i));
        }
    }
    qInfo("%lld of %lld undamaged messages saved", saved, possible);
    QVERIFY(saved * 100 >= possible * 99);
}

QTEST_GUILESS_MAIN(tst_Salvage)
#include "tst_salvage.moc"
