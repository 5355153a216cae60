// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/filedelivery.h"

#include "app/base/overloaded.h"
#include "app/net/refusedparts.h"

#include <QTimer>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::app::session {

using attachments::Delivery;
using attachments::DocumentContent;
using attachments::Intake;
using base::Error;
using base::ErrorKind;
using conversation::ContentPart;
using conversation::DocumentPart;
using conversation::ImagePart;
using conversation::Message;
using conversation::MessageState;
using conversation::Role;
using conversation::Rung;
using conversation::TextPart;
using wire::ResolvedPart;

namespace {

//! Servers whose dialect has no file parts, whatever the model; see app/wire/README.md.
bool isWithoutFileParts(const QUrl &baseUrl)
{
    constexpr std::array hosts{"api.groq.com"_L1, "api.deepseek.com"_L1};
    constexpr std::array localPorts{11434 /* Ollama */, 1234 /* LM Studio */};
    const bool isLocal = baseUrl.host() == "localhost"_L1 || baseUrl.host() == "127.0.0.1"_L1
        || baseUrl.host() == "::1"_L1;
    return std::ranges::find(hosts, baseUrl.host()) != hosts.end()
        || (isLocal && std::ranges::find(localPorts, baseUrl.port()) != localPorts.end());
}

//! As wire::resolveHistory() has it, such an answer goes with its question.
bool hasFailedWithoutOutput(const Message &message)
{
    const bool hasEnded = message.state == MessageState::Failed
        || message.state == MessageState::Stopped || message.state == MessageState::Interrupted;
    return message.role == Role::Assistant && message.content.isEmpty() && hasEnded;
}

bool isSent(const QList<Message> &messages, qsizetype at)
{
    const bool isLast = at + 1 == messages.size();
    return messages.at(at).role == Role::User
        && (isLast
            || (!messages.at(at).isExcluded && !hasFailedWithoutOutput(messages.at(at + 1))));
}

// Notes in the place of files, for the model.

TextPart leftOut(const QString &fileName, bool isOver)
{
    return {isOver
                ? u"(The file \"%1\" was attached here. It is no longer included.)"_s.arg(fileName)
                : u"(The file \"%1\" was attached here. It is not included, as this model does "
                  "not take files of its kind.)"_s.arg(fileName)};
}

QString pageNumbers(const QList<int> &pages)
{
    const QString range = attachments::rangeOf(pages);
    return (pages.size() == 1 ? u"page "_s : u"pages "_s) + range;
}

QString introduction(const DocumentPart &document, const QString &form, const QList<int> &pages)
{
    return u"The document \"%1\" %2, %3 of %4:"_s.arg(document.fileName, form, pageNumbers(pages),
                                                      QString::number(document.pageCount));
}

QString keyOf(const DocumentTask &task)
{
    return QString::fromLatin1(task.document.blob.sha256.toHex()) + u'/'
        + QString::number(int(task.rung)) + u'/' + task.document.delivery.pages;
}

} // namespace

Intake intakeOf(const endpoint::Endpoint &endpoint, const endpoint::Capabilities &capabilities,
                const QSet<QString> &refusedFields)
{
    Intake intake{.hasRefusedImages = refusedFields.contains(net::imageField),
                  .hasRefusedDocuments = refusedFields.contains(net::fileField)};
    // A guess from a name is none that should keep a file from a model.
    if (capabilities.source != endpoint::Capabilities::Source::Name) {
        intake.images = capabilities.images;
        intake.documents = capabilities.documents;
        intake.scans = capabilities.scans;
    }
    if (!intake.documents && isWithoutFileParts(endpoint.baseUrl))
        intake.documents = false;
    return intake;
}

QList<FileUse> filesIn(const QList<Message> &messages, const Intake &intake)
{
    QList<FileUse> files;
    int turnsLater = 0; // questions below, which the turn of each includes
    for (qsizetype at = messages.size() - 1; at >= 0; --at) {
        const Message &message = messages.at(at);
        if (message.role != Role::User)
            continue;
        for (qsizetype part = 0; part < message.content.size(); ++part) {
            const auto *choice = choiceOf(message.content.at(part));
            if (!choice)
                continue;
            const bool isOver = choice->turns > 0 && turnsLater >= choice->turns;
            files.append({.row = at,
                          .part = part,
                          .rung = isOver
                              ? std::nullopt
                              : attachments::deliveryOf(message.content.at(part), intake).rung,
                          .isOver = isOver});
        }
        turnsLater += isSent(messages, at) ? 1 : 0;
    }
    return files;
}

QList<Message> withoutUndelivered(const QList<Message> &messages, const QList<FileUse> &files)
{
    QList<Message> delivered = messages;
    for (const FileUse &file : files) {
        if (file.rung)
            continue;
        ContentPart &part = delivered[file.row].content[file.part];
        part = leftOut(fileNameOf(part), file.isOver);
    }
    return delivered;
}

conversation::SentAs sentAs(const FileUse &file)
{
    using conversation::SentAs;
    if (!file.rung)
        return SentAs::Nothing;
    switch (*file.rung) {
    case Rung::Native:
        return SentAs::Native;
    case Rung::PageImages:
        return SentAs::PageImages;
    case Rung::Text:
        return SentAs::Text;
    case Rung::RecognizedText:
        return SentAs::RecognizedText;
    }
    return SentAs::Nothing;
}

std::optional<Error> obstacleIn(const QList<Message> &messages, const Intake &intake)
{
    if (messages.isEmpty() || messages.constLast().role != Role::User)
        return {};
    for (const ContentPart &part : messages.constLast().content) {
        if (attachments::deliveryOf(part, intake).rung)
            continue;
        const bool isImage = std::holds_alternative<ImagePart>(part);
        return Error{.kind = ErrorKind::PartRefused,
                     .type = u"not_taken"_s,
                     .parameter = isImage ? net::imageField : net::fileField,
                     .subject = fileNameOf(part)};
    }
    return {};
}

QList<DocumentTask> documentTasks(const QList<Message> &messages, const Intake &intake)
{
    QList<DocumentTask> tasks;
    for (qsizetype at = 0; at < messages.size(); ++at) {
        if (!isSent(messages, at))
            continue;
        for (const ContentPart &part : messages.at(at).content) {
            const auto *document = std::get_if<DocumentPart>(&part);
            const auto rung = document ? attachments::deliveryOf(part, intake).rung : std::nullopt;
            if (!rung || *rung == Rung::Native)
                continue;
            const DocumentTask task{*document, *rung};
            if (std::ranges::find(tasks, keyOf(task), keyOf) == tasks.end())
                tasks.append(task);
        }
    }
    return tasks;
}

void PreparedDocuments::insert(const DocumentTask &task, const DocumentContent &content)
{
    m_contents.insert(keyOf(task), content);
}

const DocumentContent *PreparedDocuments::find(const DocumentTask &task) const
{
    const auto found = m_contents.constFind(keyOf(task));
    return found == m_contents.constEnd() ? nullptr : &*found;
}

QList<ResolvedPart> partsOf(const DocumentPart &document, const DocumentContent &content)
{
    QList<ResolvedPart> parts;
    QList<int> pages;
    if (!content.images.isEmpty()) {
        for (const attachments::PageImage &image : content.images)
            pages.append(image.page);
        parts.append(wire::ResolvedText{introduction(document, u"as pictures"_s, pages)});
        for (const attachments::PageImage &image : content.images) {
            parts.append(wire::ResolvedText{u"Page %1:"_s.arg(image.page + 1)});
            wire::ResolvedImage picture{.mediaType = u"image/jpeg"_s};
            if (image.path.isEmpty())
                picture.data = image.bytes;
            else
                picture.data = wire::Base64File{.path = image.path, .size = image.size};
            parts.append(picture);
        }
        return parts;
    }
    QString text;
    for (const attachments::PageText &page : content.texts) {
        pages.append(page.page);
        text += u"\n\n--- Page %1 ---\n"_s.arg(page.page + 1) + page.text.trimmed();
    }
    if (content.isShortened)
        text += u"\n\n(The text is longer; it was cut here.)"_s;
    parts.append(wire::ResolvedText{introduction(document, u"as text"_s, pages) + text});
    return parts;
}

QString textOf(const conversation::TextFilePart &file, const QByteArray &bytes)
{
    const QString name = QString(file.fileName).replace(u'"', u'\'').simplified();
    const QString text = QString::fromUtf8(bytes);
    return u"<file name=\""_s + name + u"\">\n"_s + text + (text.endsWith(u'\n') ? u""_s : u"\n"_s)
        + u"</file>\n"_s;
}

DocumentPreparation::DocumentPreparation(const QList<DocumentTask> &tasks,
                                         attachments::Documents &documents, QObject *parent)
    : QObject(parent)
    , m_tasks(tasks)
    , m_documents(documents)
{
    QTimer::singleShot(0, this, &DocumentPreparation::next);
}

DocumentPreparation::~DocumentPreparation() = default;

void DocumentPreparation::next()
{
    using attachments::DocumentJob;
    if (m_tasks.isEmpty()) {
        Q_EMIT finished(m_prepared);
        return;
    }
    const DocumentTask task = m_tasks.constFirst();
    m_job = std::make_unique<DocumentJob>(task.document, task.rung, m_documents);
    connect(m_job.get(), &DocumentJob::progressed, this, [this, task](int done, int total) {
        Q_EMIT progressed(task.document.fileName, done, total);
    });
    connect(m_job.get(), &DocumentJob::failed, this, &DocumentPreparation::failed);
    connect(m_job.get(), &DocumentJob::finished, this,
            [this, task](const DocumentContent &content) {
                m_prepared.insert(task, content);
                m_tasks.removeFirst();
                m_job.release()->deleteLater(); // we stand in its signal
                next();
            });
}

} // namespace polylogue::app::session
