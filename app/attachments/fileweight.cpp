// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/fileweight.h"

#include "app/attachments/delivery.h"
#include "app/conversation/tokenweight.h"
#include "app/wire/requestbody.h"

namespace polylogue::app::attachments {

using conversation::DocumentPart;
using conversation::ImagePart;
using conversation::Rung;
using conversation::TextFilePart;

namespace {

// A usual page, for as long as nothing was made of it.
constexpr qint64 pageImageBytes = 200'000;
constexpr FileWeight textOfPage{.tokens = 750, .bytes = 3'000};

FileWeight weightOfPictures(qsizetype count, const DocumentContent *content)
{
    FileWeight weight{.tokens = count * estimatedTokens(conversation::ImageDetail::Auto),
                      .bytes = count * wire::base64Size(pageImageBytes)};
    if (!content)
        return weight;
    weight.bytes = 0;
    for (const PageImage &image : content->images)
        weight.bytes += wire::base64Size(image.size);
    return weight;
}

FileWeight weightOfTexts(qsizetype count, const DocumentContent *content)
{
    if (!content)
        return {.tokens = count * textOfPage.tokens, .bytes = count * textOfPage.bytes};
    FileWeight weight;
    for (const PageText &page : content->texts) {
        weight.tokens += conversation::estimatedTokens(page.text);
        weight.bytes += page.text.toUtf8().size();
    }
    return weight;
}

FileWeight weightOf(const DocumentPart &document, Rung rung, const DocumentContent *content)
{
    if (rung == Rung::Native)
        return {.tokens = conversation::estimatedTokensOfPages(document.pageCount),
                .bytes = wire::base64Size(document.blob.size)};
    const auto pages = pagesOf(document.delivery.pages, document.pageCount);
    const qsizetype count = pages ? pages->size() : document.pageCount;
    return rung == Rung::PageImages ? weightOfPictures(count, content)
                                    : weightOfTexts(count, content);
}

} // namespace

FileWeight weightOf(const conversation::ContentPart &part, std::optional<Rung> rung,
                    const DocumentContent *content)
{
    if (!rung)
        return {};
    if (const auto *document = std::get_if<DocumentPart>(&part))
        return weightOf(*document, *rung, content);
    if (const auto *image = std::get_if<ImagePart>(&part))
        return {.tokens = estimatedTokens(image->detail),
                .bytes = wire::base64Size(image->blob.size)};
    if (const auto *text = std::get_if<TextFilePart>(&part))
        return {.tokens = text->tokens, .bytes = text->blob.size};
    return {};
}

} // namespace polylogue::app::attachments
