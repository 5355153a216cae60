// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/answerimages.h"

#include "app/attachments/signature.h"

#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::session {

using attachments::Attachment;
using base::Error;
using base::ErrorKind;
using conversation::MessageId;

namespace {

//! Servers give no names; exports and cards ask for one.
QString nameOf(const QString &mediaType)
{
    const QString kind = mediaType.section(u'/', 1);
    return u"image."_s + (kind == "jpeg"_L1 ? u"jpg"_s : kind);
}

} // namespace

AnswerImages::AnswerImages(const store::BlobStore &blobs, QObject *parent)
    : QObject(parent)
    , m_loader(blobs)
{
    connect(&m_loader, &attachments::AttachmentLoader::changed, this, &AnswerImages::onChanged);
}

void AnswerImages::add(const MessageId &answer, const QString &uri)
{
    m_waiting.push_back({.answer = answer, .id = m_loader.addDataUri(uri, {}).id});
}

bool AnswerImages::isBusyWith(const MessageId &answer) const
{
    return std::any_of(m_waiting.begin(), m_waiting.end(),
                       [&answer](const Waiting &image) { return image.answer == answer; });
}

void AnswerImages::onChanged(const Attachment &attachment)
{
    for (Waiting &image : m_waiting) {
        if (image.id == attachment.id)
            image.result = attachment;
    }
    const QPointer<AnswerImages> alive = this;
    while (alive && !m_waiting.empty() && m_waiting.front().result) {
        const Waiting image = m_waiting.front();
        m_waiting.pop_front();
        handOver(image);
    }
}

void AnswerImages::handOver(const Waiting &image)
{
    Attachment attachment = *image.result;
    if (attachments::isSendable(attachment.blob.mediaType)) {
        attachment.state = Attachment::State::Ready; // as a file, whatever the decoder says of it
        attachment.fileName = nameOf(attachment.blob.mediaType);
        Q_EMIT stored(image.answer, attachments::contentPartOf(attachment));
        return;
    }
    Error error = attachment.error.value_or(Error());
    if (error.kind == ErrorKind::File) {
        error.kind = ErrorKind::Protocol;
        error.detail = u"The answer holds an image that is no PNG, JPEG, GIF or WebP file."_s;
    }
    Q_EMIT failed(image.answer, error);
}

} // namespace polylogue::app::session
