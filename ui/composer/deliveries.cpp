// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/deliveries.h"

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

using app::attachments::Attachment;
using app::attachments::DocumentContent;
using app::attachments::DocumentJob;
using app::conversation::DocumentPart;
using app::conversation::Rung;

Deliveries::Deliveries(QObject *parent)
    : QObject(parent)
{ }

Deliveries::~Deliveries() = default;

DeliveryState Deliveries::of(const Attachment &attachment)
{
    if (attachment.state != Attachment::State::Ready)
        return {};
    const auto part = contentPartOf(attachment);
    DeliveryState state{.delivery = app::attachments::deliveryOf(part, m_intake)};
    const auto rung = state.delivery.rung;
    const auto *document = std::get_if<DocumentPart>(&part);
    if (document && rung && *rung != Rung::Native && m_documents)
        state.content = contentOf(*document, *rung);
    state.weight = weightOf(part, rung, state.content ? &*state.content : nullptr);
    return state;
}

std::optional<DocumentContent> Deliveries::contentOf(const DocumentPart &document, Rung rung)
{
    const QString key = QString::fromLatin1(document.blob.sha256.toHex()) + u'/'
        + QString::number(int(rung)) + u'/' + document.delivery.pages;
    if (const auto known = m_known.constFind(key); known != m_known.constEnd())
        return *known;
    const auto content = keptContent(document, rung, *m_documents);
    if (content)
        m_known.insert(key, content);
    else if (rung == Rung::Text)
        read(key, document, rung); // quick; pictures wait until they are needed
    return content;
}

void Deliveries::read(const Key &key, const DocumentPart &document, Rung rung)
{
    if (m_reading.contains(key))
        return;
    auto job = std::make_unique<DocumentJob>(document, rung, *m_documents);
    const auto end = [this, key](const std::optional<DocumentContent> &content) {
        m_known.insert(key, content);
        const auto ended = m_reading.extract(key); // is in its signal still
        ended.mapped().release()->deleteLater();
        Q_EMIT changed();
    };
    connect(job.get(), &DocumentJob::finished, this,
            [end](const DocumentContent &content) { end(content); });
    // Sending tells what is wrong with it.
    connect(job.get(), &DocumentJob::failed, this, [end] { end(std::nullopt); });
    m_reading.emplace(key, std::move(job));
}

} // namespace polylogue::ui::composer
