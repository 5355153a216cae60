// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/messagerow.h"

#include "app/store/columns.h"
#include "app/store/messagecodec.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

using base::ErrorKind;
using conversation::Message;
using conversation::MessageId;
using conversation::MessageState;
using conversation::Role;

// What is on disk counts as these do: new values go behind them.
static_assert(int(Role::System) == 0 && int(Role::User) == 1 && int(Role::Assistant) == 2
              && int(Role::Tool) == 3);
static_assert(int(MessageState::Complete) == 0 && int(MessageState::Pending) == 1
              && int(MessageState::Streaming) == 2 && int(MessageState::Stopped) == 3
              && int(MessageState::Failed) == 4 && int(MessageState::Interrupted) == 5);

namespace {

const auto damagedType = u"damaged"_s;

void add(QCryptographicHash &hash, const QByteArray &field)
{
    hash.addData(QByteArray::number(field.size()) + ':');
    hash.addData(field);
}

//! \return \a text as it comes back from a column: SQLite's has no halves of surrogate pairs and no
//!         noncharacters.
QString columnText(const QString &text)
{
    QString stored = QString::fromUtf8(text.toUtf8()); // a half becomes a question mark
    stored.replace(QChar(0xfffe), QChar(QChar::ReplacementCharacter));
    return stored.replace(QChar(0xffff), QChar(QChar::ReplacementCharacter));
}

QByteArray numberOf(const QDateTime &time)
{
    return time.isValid() ? QByteArray::number(time.toMSecsSinceEpoch()) : QByteArray();
}

} // namespace

const QString rowColumns = u"m.id, p.id, m.role, m.state, m.created_at, m.deleted_at, m.model, "
                           "m.content, m.details, m.hash"_s;
const QString rowTables = u"messages m LEFT JOIN messages p ON p.key = m.parent"_s;

MessageRow readRow(const Row &row, int first)
{
    return {.id = idOf<MessageId>(row, first),
            .parent = idOf<MessageId>(row, first + 1),
            .role = int(row.integer(first + 2)),
            .state = int(row.integer(first + 3)),
            .createdAt = timeOf(row, first + 4),
            .deletedAt = timeOf(row, first + 5),
            .model = row.text(first + 6),
            .content = jsonOf(row, first + 7),
            .details = jsonOf(row, first + 8),
            .hash = row.bytes(first + 9)};
}

QByteArray hashOf(const MessageRow &row)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    add(hash, row.id.value.toRfc4122());
    add(hash, row.parent.isNull() ? QByteArray() : row.parent.value.toRfc4122());
    add(hash, QByteArray::number(row.role));
    add(hash, QByteArray::number(row.state));
    add(hash, numberOf(row.createdAt));
    add(hash, numberOf(row.deletedAt));
    add(hash, row.model.toUtf8());
    add(hash, row.content);
    add(hash, row.details);
    return hash.result();
}

MessageRow toRow(const Message &message, const MessageRow &previous)
{
    MessageRow row{.id = message.id,
                   .parent = message.parent,
                   .role = int(message.role),
                   .state = int(message.state),
                   .createdAt = message.createdAt,
                   .deletedAt = message.deletedAt,
                   .model = columnText(message.model),
                   .content = encodeContent(message.content, previous.content),
                   .details = encodeDetails(message, previous.details)};
    row.hash = hashOf(row);
    return row;
}

Message toMessage(const MessageRow &row)
{
    Message message{.id = row.id,
                    .parent = row.parent,
                    .role = Role(qBound(0, row.role, int(Role::Tool))),
                    .state = MessageState(qBound(0, row.state, int(MessageState::Interrupted))),
                    .createdAt = row.createdAt,
                    .model = row.model,
                    .deletedAt = row.deletedAt};
    const base::Status details = decodeDetails(row.details, message);
    auto content = decodeContent(row.content);
    if (content)
        message.content = std::move(*content);
    if (!content)
        markDamaged(message, content.error().detail);
    else if (!details)
        markDamaged(message, details.error().detail);
    else if (hashOf(row) != row.hash)
        markDamaged(message, u"SHA-256"_s);
    return message;
}

void markDamaged(Message &message, const QString &detail)
{
    message.state = MessageState::Failed;
    message.error = base::Error{.kind = ErrorKind::File, .detail = detail, .type = damagedType};
}

bool isDamaged(const Message &message)
{
    return message.error && message.error->kind == ErrorKind::File
        && message.error->type == damagedType;
}

} // namespace polylogue::app::store
