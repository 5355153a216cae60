// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/deliverywords.h"

#include "ui/text/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

using app::attachments::Attachment;
using app::attachments::Delivery;
using app::attachments::DocumentContent;
using app::conversation::Rung;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DeliveryWords)
};

QList<int> chosenPages(const Attachment &attachment)
{
    return app::attachments::pagesOf(attachment.delivery.pages, attachment.pageCount)
        .value_or(QList<int>());
}

qint64 characterCount(const DocumentContent &content)
{
    qint64 characters = 0;
    for (const app::attachments::PageText &page : content.texts)
        characters += page.text.size();
    return characters;
}

QString textForm(const QString &form, const DeliveryState &state)
{
    if (!state.content)
        return form;
    const QString characters = text::count(characterCount(*state.content));
    if (state.content->isShortened)
        //: %1: "text" or "recognised text"
        return Words::tr("%1, shortened to %2 characters").arg(form, characters);
    return Words::tr("%1, %2 characters").arg(form, characters);
}

QString form(const Attachment &attachment, const DeliveryState &state)
{
    switch (*state.delivery.rung) {
    case Rung::Native:
        //: a PDF is sent as the file that it is
        return Words::tr("native");
    case Rung::PageImages: {
        const qsizetype pages = chosenPages(attachment).size();
        return pages == 1 ? Words::tr("1 page image")
                          : Words::tr("%1 page images").arg(text::count(pages));
    }
    case Rung::Text:
        return textForm(Words::tr("text"), state);
    case Rung::RecognizedText:
        return textForm(Words::tr("recognised text"), state);
    }
    return {};
}

//! Why not a better way; empty where there is none.
QString reason(const Attachment &attachment, const Delivery &delivery)
{
    switch (delivery.cause) {
    case Delivery::Cause::Best:
    case Delivery::Cause::Chosen:
        return {};
    case Delivery::Cause::NotTaken:
        return delivery.rung == Rung::Text ? Words::tr("this model takes text only")
                                           : Words::tr("this model takes no PDF files");
    case Delivery::Cause::Refused:
        return Words::tr("the server refused a better form");
    case Delivery::Cause::Encrypted:
        return Words::tr("protected by a password");
    case Delivery::Cause::PartOfPages:
        return Words::tr("only pages %1").arg(text::oneLine(attachment.delivery.pages, 40));
    case Delivery::Cause::ManyPages:
        return Words::tr("too many pages for pictures");
    }
    return {};
}

QString refusal(const Attachment &attachment, const Delivery &delivery)
{
    const bool isLearned = delivery.cause == Delivery::Cause::Refused;
    if (!attachment.isDocument())
        return isLearned ? Words::tr("refused: this model did not take images before")
                         : Words::tr("refused: this model takes no images");
    return isLearned
        ? Words::tr("refused: this model did not take PDF files or images before, and a "
                    "scan has no text")
        : Words::tr("refused: this model takes no images, and a scan has no text");
}

} // namespace

QString deliveryText(const Attachment &attachment, const DeliveryState &state)
{
    if (attachment.state != Attachment::State::Ready)
        return {};
    if (state.isRefused())
        return refusal(attachment, state.delivery);
    QStringList words;
    if (attachment.isDocument()) {
        words << form(attachment, state);
        const QString why = reason(attachment, state.delivery);
        if (!why.isEmpty())
            words << why;
    } else if (state.delivery.cause == Delivery::Cause::Chosen) {
        words << Words::tr("sent though this model may take no images");
    }
    if (attachment.delivery.turns > 0)
        words << turnsText(attachment.delivery.turns);
    return words.join(u" · "_s);
}

QString deliveryWarning(const Attachment &attachment, const DeliveryState &state)
{
    if (attachment.state != Attachment::State::Ready || state.isRefused())
        return {};
    if (state.delivery.mayLookBlank)
        return state.delivery.rung == Rung::Text
            ? Words::tr("A scan has no text: nothing would arrive")
            : Words::tr("A scan: this model may see blank pages");
    if (attachment.isEncrypted && state.delivery.rung == Rung::Native)
        return Words::tr("The server has no password to open it with");
    return {};
}

QString turnsText(int turns)
{
    if (turns <= 0)
        return {};
    return turns == 1 ? Words::tr("in this turn only")
                      : Words::tr("in %1 turns").arg(text::count(turns));
}

} // namespace polylogue::ui::composer
