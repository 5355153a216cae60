// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "storesamples.h"

#include "app/store/applychange.h"
#include "app/store/chatreader.h"
#include "app/store/messagerow.h"
#include "app/store/storefile.h"

#include <QCryptographicHash>
#include <QFile>

using namespace polylogue::app;
using namespace polylogue::app::store;
using namespace Qt::StringLiterals;

namespace samples {

namespace {

void check(const base::Status &status)
{
    if (!status)
        qFatal("%s: %s", qPrintable(status.error().code), qPrintable(status.error().detail));
}

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

} // namespace

std::unique_ptr<Database> open(const QString &path, Database::Mode mode)
{
    auto database = Database::open(path, mode);
    if (!database)
        qFatal("%s", qPrintable(database.error().detail));
    return std::move(*database);
}

void fill(Database &database, int chats, int messages)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(1'795'000'000'000, Qt::UTC);
    check(database.transaction([&]() -> base::Status {
        for (int chat = 1; chat <= chats; ++chat) {
            const ConversationId id = ConversationId::create();
            SaveMessages saved{.chat = id};
            SetBranch branch{.chat = id};
            for (int i = 1; i <= messages; ++i) {
                const QString name = u"%1-%2"_s.arg(chat).arg(i);
                conversation::Message message;
                message.id = conversation::MessageId::create();
                message.parent = i == 1 ? conversation::MessageId() : saved.messages.last().id;
                message.role =
                    i % 2 == 1 ? conversation::Role::User : conversation::Role::Assistant;
                message.content = {conversation::TextPart{
                    .text = u"Message %1: "_s.arg(name)
                        + QString::fromLatin1(sha256(name.toLatin1()).toHex())}};
                message.createdAt = time;
                saved.messages.append(message);
                branch.messages.append(message.id);
            }
            const ChatRecord record{
                .id = id, .title = u"Chat %1"_s.arg(chat), .createdAt = time, .changedAt = time};
            for (const Change &change : {Change(SaveChat{record}), Change(saved), Change(branch)})
                check(applyChange(database, change));
        }
        return {};
    }));
}

QStringList soundTexts(Database &database)
{
    QStringList texts;
    const auto library = listLibrary(database);
    if (!library)
        return {};
    for (const ChatRecord &chat : library->chats) {
        const auto whole = loadWhole(database, chat.id);
        if (!whole)
            continue;
        for (const conversation::Message &message : whole->messages) {
            if (!isDamaged(message))
                texts.append(conversation::textOf(message.content));
        }
    }
    texts.sort();
    return texts;
}

QByteArray fileHash(const QString &path)
{
    return sha256(readFile(path));
}

void StoreFolder::renew()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    if (!m_temporary->isValid())
        qFatal("the test's own disk");
    m_directory = m_temporary->filePath(u"data"_s);
    m_path = storePath(m_directory);
}

void StoreFolder::makeStore(int chats, int messages)
{
    const OpenedStore opened = openStore(m_directory);
    if (opened.mode != StoreStatus::Mode::Ready)
        qFatal("the store is not ready");
    fill(*opened.database, chats, messages);
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test's own disk");
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the test's own file %s", qPrintable(path));
    return file.readAll();
}

} // namespace samples
