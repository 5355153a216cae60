// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/importreader.h"

#include "app/store/chatcodec.h"
#include "app/store/jsoncodec.h"
#include "app/store/messagecodec.h"
#include "app/transfer/foreigncodec.h"
#include "app/transfer/ownform.h"

#include <QRegularExpression>

#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::transfer {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::Status;
using store::WholeChat;

namespace {

constexpr qsizetype blockSize = 1 << 18;
constexpr qsizetype maximumProblems = 100;

Error fileError(const QString &type, const QString &detail = {})
{
    return {.kind = ErrorKind::File, .detail = detail, .type = type};
}

//! \return whether a text is one JSON object a line: the first line is one, and more follows.
bool isLines(const QByteArray &head)
{
    const qsizetype end = head.indexOf('\n');
    if (!head.startsWith('{') || end < 0 || !head.sliced(end).trimmed().startsWith('{'))
        return false;
    return splitJson(head.first(end), {}, [](const JsonPiece &) { return Status(); }).has_value();
}

conversation::MessageId idOf(const QByteArray &json)
{
    QByteArray text = json;
    text.replace('"', QByteArray());
    return {QUuid::fromString(QString::fromLatin1(text))};
}

} // namespace

ImportReader::ImportReader(const ImportFiles &files, const store::BlobStore &blobs, Watch goesOn)
    : m_files(files)
    , m_goesOn(std::move(goesOn))
    , m_attachments(files, blobs)
{ }

Result<ImportedChats> ImportReader::read(const QString &document)
{
    const QStringList documents = document.isEmpty() ? documentsOfArchive() : QStringList(document);
    if (documents.isEmpty())
        return fileError(u"nothing_found"_s);
    for (const QString &name : documents)
        m_total += m_files.storedSize(name);
    if (m_total > MaximumText)
        return Error{.kind = ErrorKind::TooLarge, .subject = documents.constFirst()};
    for (const QString &name : documents) {
        if (const Status read = readDocument(name); !read) {
            Error error = read.error();
            if (error.kind != ErrorKind::Disk && error.kind != ErrorKind::Cancelled)
                error.subject = name;
            return error;
        }
    }
    for (WholeChat &chat : m_result.chats) {
        for (conversation::Message &message : chat.messages) {
            m_attachments.complete(message);
            if (m_attachments.diskError())
                return *m_attachments.diskError();
            if (!m_goesOn(m_total, m_total))
                return Error{.kind = ErrorKind::Cancelled};
        }
        m_result.report.messages += chat.messages.size();
    }
    m_result.report.read = static_cast<int>(m_result.chats.size());
    m_result.report.missingAttachments = m_attachments.missing();
    return std::move(m_result);
}

QStringList ImportReader::documentsOfArchive() const
{
    static const QRegularExpression conversations(u"(^|/)conversations(-\\d+)?\\.json$"_s);
    static const QRegularExpression messages(u"(^|/)messages\\.jsonl$"_s);
    static const QRegularExpression other(u"^[^/]*\\.jsonl?$"_s);
    for (const QRegularExpression &wanted : {conversations, messages, other}) {
        if (QStringList found = m_files.names().filter(wanted); !found.isEmpty()) {
            found.sort();
            return found;
        }
    }
    return {};
}

Status ImportReader::readDocument(const QString &name)
{
    m_document = name;
    m_members.clear();
    m_looseMessages.clear();
    m_isLoose = {};
    m_lineChat = -1;
    const Result<std::unique_ptr<QIODevice>> device = m_files.open(name);
    if (!device)
        return device.error();
    const bool hasLines =
        name.endsWith(".jsonl"_L1, Qt::CaseInsensitive) || isLines((*device)->read(blockSize));
    return hasLines ? readLines(name) : readJson(name);
}

Status ImportReader::readBlocks(const QString &name, const BlockTaker &take)
{
    const Result<std::unique_ptr<QIODevice>> device = m_files.open(name);
    if (!device)
        return device.error();
    const qint64 before = m_bytes;
    QByteArray block(blockSize, Qt::Uninitialized);
    while (true) {
        const qint64 count = (*device)->read(block.data(), block.size());
        if (count < 0)
            return fileError(u"not_readable"_s, (*device)->errorString());
        m_bytes += count;
        if (m_bytes > MaximumText)
            return Error{.kind = ErrorKind::TooLarge};
        if (m_bytes - before > mostBytesOf(m_files, name))
            return fileError(u"zip_bomb"_s);
        if (const Status taken = take(QByteArrayView(block).first(count)); !taken)
            return taken;
        if (m_attachments.diskError())
            return *m_attachments.diskError();
        if (!m_goesOn(qMin(m_bytes, m_total), m_total))
            return Error{.kind = ErrorKind::Cancelled};
        if (count == 0)
            return {};
    }
}

Status ImportReader::readJson(const QString &name)
{
    JsonSplitter splitter({"chats"_ba, "attachments"_ba},
                          [this](const JsonPiece &piece) { return takePiece(piece); });
    const Status read = readBlocks(name, [&](QByteArrayView block) {
        return block.isEmpty() ? splitter.finish() : splitter.feed(block);
    });
    if (!read)
        return read;
    if (!m_looseMessages.isEmpty()) {
        ++m_result.report.found;
        add(decodeRequestMessages(m_looseMessages, m_attachments));
        return {};
    }
    if (m_members.isEmpty() || m_members.contains("format"_ba))
        return {};
    // One conversation by itself, or a request.
    QByteArray object = "{";
    for (auto member = m_members.cbegin(); member != m_members.cend(); ++member)
        object += (object.size() > 1 ? ",\"" : "\"") + member.key() + "\":" + member.value();
    const Result<WholeChat> chat = decodeForeignChat(object + '}', m_attachments);
    if (!chat)
        return chat.error();
    ++m_result.report.found;
    add(chat);
    return {};
}

Status ImportReader::takePiece(const JsonPiece &piece)
{
    if (piece.key.isEmpty()) {
        takeElement(piece.text);
        return {};
    }
    if (!piece.isElement) {
        m_members.insert(piece.key, piece.text);
        return takeHead(piece.key, piece.text);
    }
    if (!m_members.contains("format"_ba))
        return fileError(u"unknown_form"_s); // ours say first what they are
    return piece.key == "chats" ? takeOwnChat(piece.text) : takeAttachment(piece.text);
}

Status ImportReader::takeHead(const QByteArray &key, const QByteArray &text)
{
    const QByteArray format =
        '"' + QByteArray(ownform::Format.data(), ownform::Format.size()) + '"';
    if (key == "format" && text != format)
        return fileError(u"unknown_form"_s);
    if (key == "version" && m_members.contains("format"_ba) && text.toInt() != ownform::Version)
        return fileError(u"newer"_s, QString::fromUtf8(text.left(20)));
    return {};
}

void ImportReader::takeElement(const QByteArray &text)
{
    if (!m_isLoose)
        m_isLoose = isRequestMessage(text);
    if (*m_isLoose) {
        m_looseMessages.append(text);
        return;
    }
    ++m_result.report.found;
    add(decodeForeignChat(text, m_attachments));
}

Status ImportReader::takeOwnChat(const QByteArray &text)
{
    ++m_result.report.found;
    WholeChat chat;
    const Status split = splitJson(text, {"messages"_ba}, [&](const JsonPiece &piece) {
        if (piece.key == "chat") {
            const Result<store::ChatRecord> record = store::decodeChat(piece.text);
            if (!record)
                return Status(record.error());
            chat.record = *record;
        } else if (piece.key == "leaf") {
            chat.leaf = idOf(piece.text);
        } else if (piece.key == "messages" && piece.isElement) {
            const Result<conversation::Message> message = store::decodeMessage(piece.text);
            if (message)
                chat.messages.append(*message);
            else
                addProblem(message.error());
        }
        return Status();
    });
    if (!split)
        addProblem(split.error());
    else if (chat.record.id.isNull())
        addProblem(fileError(u"json"_s));
    else
        m_result.chats.append(chat);
    return {};
}

Status ImportReader::takeAttachment(const QByteArray &text)
{
    QByteArray sha256;
    QByteArray data;
    const Status split = splitJson(text, {}, [&](const JsonPiece &piece) {
        const QByteArray value = piece.text.sliced(1, qMax<qsizetype>(0, piece.text.size() - 2));
        if (piece.key == "sha256")
            sha256 = QByteArray::fromHex(value);
        else if (piece.key == "data")
            data = QByteArray::fromBase64(value);
        return Status();
    });
    if (split)
        m_attachments.takeOwn(sha256, data);
    return split;
}

Status ImportReader::readLines(const QString &name)
{
    QByteArray rest;
    return readBlocks(name, [&](QByteArrayView block) -> Status {
        const qsizetype searched = rest.size();
        rest += block;
        if (rest.size() > JsonSplitter::MaximumPiece)
            return Error{.kind = ErrorKind::TooLarge};
        qsizetype begin = 0;
        while (true) {
            qsizetype end = rest.indexOf('\n', qMax(begin, searched));
            if (end < 0 && block.isEmpty() && begin < rest.size())
                end = rest.size();
            if (end < 0)
                break;
            if (const Status taken = takeLine(rest.sliced(begin, end - begin).trimmed()); !taken)
                return taken;
            begin = qMin(end + 1, rest.size());
        }
        rest.remove(0, begin);
        return {};
    });
}

Status ImportReader::takeLine(const QByteArray &line)
{
    if (line.isEmpty())
        return {};
    QHash<QByteArray, QByteArray> members;
    const Status split = splitJson(line, {}, [&](const JsonPiece &piece) {
        members.insert(piece.key, piece.text);
        return Status();
    });
    if (!split) {
        addProblem(split.error());
    } else if (members.contains("chat"_ba)) {
        ++m_result.report.found;
        m_lineChat = -1;
        const Result<store::ChatRecord> record = store::decodeChat(members.value("chat"_ba));
        if (!record) {
            addProblem(record.error());
            return {};
        }
        m_lineChat = m_result.chats.size();
        m_result.chats.append(WholeChat{.record = *record, .leaf = idOf(members.value("leaf"_ba))});
    } else if (members.contains("message"_ba)) {
        const Result<conversation::Message> message =
            store::decodeMessage(members.value("message"_ba));
        if (!message)
            addProblem(message.error());
        else if (m_lineChat < 0)
            addProblem(fileError(u"unknown_form"_s)); // of a chat that could not be read
        else
            m_result.chats[m_lineChat].messages.append(*message);
    } else {
        ++m_result.report.found;
        add(decodeForeignChat(line, m_attachments));
    }
    return {};
}

void ImportReader::add(const Result<WholeChat> &chat)
{
    if (chat)
        m_result.chats.append(*chat);
    else
        addProblem(chat.error());
}

void ImportReader::addProblem(const Error &error)
{
    if (m_result.report.problems.size() < maximumProblems)
        m_result.report.problems.append(ImportProblem{
            .document = m_document, .conversation = m_result.report.found, .error = error});
}

} // namespace polylogue::app::transfer
