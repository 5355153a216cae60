// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/delivery.h"

#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

using conversation::DocumentPart;
using conversation::ImagePart;
using conversation::Rung;
using Cause = Delivery::Cause;

namespace {

//! What stands in the way of a rung; Cause::Best where nothing does.
class Ladder
{
public:
    Ladder(const DocumentPart &document, const Intake &intake)
        : m_document(document)
        , m_intake(intake)
        , m_pages(pagesOf(document.delivery.pages, document.pageCount))
    { }

    //! What not even the user can do something about here.
    Cause obstacle(Rung rung) const
    {
        const bool isWhole = !m_pages || m_pages->size() == m_document.pageCount;
        if (rung == Rung::Native && !isWhole)
            return Cause::PartOfPages;
        if (rung == Rung::Native && m_intake.hasRefusedDocuments)
            return Cause::Refused;
        if (rung == Rung::PageImages && m_intake.hasRefusedImages)
            return Cause::Refused;
        return Cause::Best;
    }

    //! What speaks against a rung that nobody chose.
    Cause objection(Rung rung) const
    {
        if (const Cause cause = obstacle(rung); cause != Cause::Best)
            return cause;
        switch (rung) {
        case Rung::Native:
            if (!m_intake.documents.value_or(true))
                return Cause::NotTaken;
            return m_document.isEncrypted ? Cause::Encrypted : Cause::Best;
        case Rung::PageImages:
            if (!m_intake.images.value_or(true))
                return Cause::NotTaken;
            return pageCount() > maximumPageImages && hasText() ? Cause::ManyPages : Cause::Best;
        case Rung::Text:
            return hasText() ? Cause::Best : Cause::NotTaken;
        case Rung::RecognizedText:
            return Cause::NotTaken; // takes minutes: only where somebody wants it
        }
        return Cause::NotTaken;
    }

    bool mayLookBlank(Rung rung) const
    {
        if (hasText())
            return false;
        return rung == Rung::Text || (rung == Rung::Native && !m_intake.scans.value_or(false));
    }

private:
    bool hasText() const { return m_document.hasText.value_or(true); }
    qsizetype pageCount() const { return m_pages ? m_pages->size() : m_document.pageCount; }

    const DocumentPart &m_document;
    const Intake &m_intake;
    const std::optional<QList<int>> m_pages;
};

Delivery deliveryOf(const DocumentPart &document, const Intake &intake)
{
    const Ladder ladder(document, intake);
    Cause cause = Cause::Best;
    Rung first = Rung::Native;
    if (const auto chosen = document.delivery.rung) {
        cause = ladder.obstacle(*chosen);
        if (cause == Cause::Best)
            return {.rung = chosen,
                    .cause = Cause::Chosen,
                    .mayLookBlank = ladder.mayLookBlank(*chosen)};
        first = *chosen;
    }
    for (const Rung rung : {Rung::Native, Rung::PageImages, Rung::Text}) {
        if (rung < first)
            continue;
        const Cause objection = ladder.objection(rung);
        if (objection == Cause::Best)
            return {.rung = rung, .cause = cause, .mayLookBlank = ladder.mayLookBlank(rung)};
        // The first one tells best: what the others are for is to come after it.
        if (cause == Cause::Best)
            cause = objection;
    }
    return {.cause = cause};
}

Delivery deliveryOf(const ImagePart &image, const Intake &intake)
{
    if (intake.hasRefusedImages)
        return {.cause = Cause::Refused};
    if (image.delivery.rung)
        return {.rung = Rung::Native, .cause = Cause::Chosen};
    if (!intake.images.value_or(true))
        return {.cause = Cause::NotTaken};
    return {.rung = Rung::Native};
}

//! \return the page that \a text names, from 1; 0 where it is none.
int pageNumber(QStringView text)
{
    bool isNumber = false;
    const int page = text.trimmed().toInt(&isNumber);
    return isNumber ? std::max(page, 0) : 0;
}

} // namespace

Delivery deliveryOf(const conversation::ContentPart &part, const Intake &intake)
{
    if (const auto *document = std::get_if<DocumentPart>(&part))
        return deliveryOf(*document, intake);
    if (const auto *image = std::get_if<ImagePart>(&part))
        return deliveryOf(*image, intake);
    return {.rung = Rung::Native};
}

Delivery deliveryOf(const Attachment &attachment, const Intake &intake)
{
    return attachment.state == Attachment::State::Ready
        ? deliveryOf(contentPartOf(attachment), intake)
        : Delivery{};
}

QList<Rung> rungsOf(const conversation::ContentPart &part)
{
    const auto *document = std::get_if<DocumentPart>(&part);
    if (!document)
        return {Rung::Native};
    QList<Rung> rungs{Rung::Native, Rung::PageImages};
    rungs.append(document->hasText.value_or(true) ? Rung::Text : Rung::RecognizedText);
    return rungs;
}

std::optional<QList<int>> pagesOf(const QString &range, int pageCount)
{
    QList<bool> isNamed(pageCount, range.trimmed().isEmpty());
    const QStringList spans = range.trimmed().isEmpty() ? QStringList() : range.split(u',');
    for (const QString &span : spans) {
        const qsizetype dash = span.indexOf(u'-');
        const QStringView all(span);
        int first = pageNumber(dash < 0 ? all : all.first(dash));
        int last = dash < 0 ? first : pageNumber(all.sliced(dash + 1));
        if (dash >= 0 && all.first(dash).trimmed().isEmpty())
            first = 1;
        if (dash >= 0 && all.sliced(dash + 1).trimmed().isEmpty())
            last = pageCount;
        const bool isOnlyDash = span.trimmed() == "-"_L1;
        if (first < 1 || last < first || last > pageCount || isOnlyDash)
            return {};
        std::fill(isNamed.begin() + first - 1, isNamed.begin() + last, true);
    }
    QList<int> pages;
    for (int page = 0; page < pageCount; ++page) {
        if (isNamed.at(page))
            pages.append(page);
    }
    return pages;
}

QString rangeOf(const QList<int> &pages)
{
    QStringList spans;
    for (qsizetype at = 0; at < pages.size();) {
        qsizetype end = at;
        while (end + 1 < pages.size() && pages.at(end + 1) == pages.at(end) + 1)
            ++end;
        const QString first = QString::number(pages.at(at) + 1);
        spans.append(end == at ? first : first + u'-' + QString::number(pages.at(end) + 1));
        at = end + 1;
    }
    return spans.join(", "_L1);
}

} // namespace polylogue::app::attachments
