// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/leaf.h"

#include "app/base/overloaded.h"
#include "ui/transcript/wording.h"

#include <QStringList>

namespace polylogue::ui::transcript {

namespace {

using app::base::Overloaded;

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u'\n');
}

} // namespace

QString selectableText(const LeafContent &content)
{
    if (const auto *text = std::get_if<TextContent>(&content))
        return markdown::plainText(text->block);
    if (const auto *card = std::get_if<CardContent>(&content))
        return joined({card->title, card->text});
    return {};
}

QString spokenText(const LeafContent &content)
{
    return std::visit(
        Overloaded{
            [](const HeaderContent &header) { return header.name + u' ' + header.time; },
            [](const AttachmentsContent &attachments) {
                QStringList lines;
                for (const AttachmentCard &card : attachments.cards)
                    lines += card.name + QStringLiteral(", ") + card.facts;
                return lines.join(u'\n');
            },
            [](const UnreadContent &) { return wording::unread(); },
            [](const PictureContent &picture) { return wording::picture(picture.facts); },
            [](const FoldContent &fold) { return fold.label; },
            [](const TextContent &text) {
                const QString plain = markdown::plainText(text.block);
                return text.block.mark ? markdown::markText(*text.block.mark) + u' ' + plain
                                       : plain;
            },
            [](const CardContent &card) {
                return joined({card.title, card.text});
            },
            [](const WaitingContent &waiting) { return waiting.text; },
            [](const ErrorContent &error) {
                return joined({error.text.title, error.text.serverWords, error.text.advice,
                               error.showsDetails ? error.text.details : QString()});
            },
            [](const NoteContent &note) { return note.text; },
            [](const FooterContent &footer) {
                return (footer.marks + footer.facts).join(QStringLiteral(", "));
            },
        },
        content);
}

} // namespace polylogue::ui::transcript
