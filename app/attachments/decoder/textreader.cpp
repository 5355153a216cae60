// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decoder/textreader.h"

#include "app/attachments/decoder/htmltext.h"
#include "app/attachments/decoder/mailtext.h"
#include "app/attachments/decoder/officetext.h"
#include "app/base/textencoding.h"

#include <QIODevice>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

constexpr qint64 maximumTextBytes = 32LL * 1024 * 1024; // a message's attachments are among them

Decoded textOf(const QString &sourceType, QString text, int maximum)
{
    Decoded decoded{.header = {.mediaType = u"text/plain"_s}};
    decoded.header.isTruncated = text.size() > maximum;
    text.truncate(maximum);
    decoded.text = encodePageTexts({sourceType, text});
    decoded.header.pageCount = 2; // texts, as their lengths are counted by pages
    return decoded;
}

Decoded failure(DecodeOutcome outcome)
{
    return {.header = {.outcome = outcome}};
}

Decoded officeText(QIODevice &device, int maximum)
{
    const OfficeText office = readOfficeText(device, maximum);
    switch (office.outcome) {
    case OfficeOutcome::Read:
        break;
    case OfficeOutcome::NotOffice:
        return failure(DecodeOutcome::NotSupported);
    case OfficeOutcome::Damaged:
        return failure(DecodeOutcome::Damaged);
    case OfficeOutcome::TooLarge:
        return failure(DecodeOutcome::TooLarge);
    }
    return textOf(office.mediaType, office.text, maximum);
}

//! What a page says of its own encoding.
QByteArray declaredCharset(const QByteArray &bytes)
{
    static const QRegularExpression expression(u"charset\\s*=\\s*[\"']?([A-Za-z0-9_:.-]+)"_s,
                                               QRegularExpression::CaseInsensitiveOption);
    constexpr qsizetype head = 1024; // as browsers do
    return expression.match(QString::fromLatin1(bytes.left(head))).captured(1).toLatin1();
}

} // namespace

void preloadTextReader()
{
    base::preloadTextEncodings();
}

Decoded readText(QIODevice &device, const DecodeRequest &request)
{
    const int maximum = request.maximumCharacters;
    if (device.peek(4) == "PK\x03\x04")
        return officeText(device, maximum);
    const QByteArray bytes = device.read(maximumTextBytes + 1);
    if (bytes.size() > maximumTextBytes)
        return failure(DecodeOutcome::TooLarge);
    if (isMail(bytes))
        return textOf(u"message/rfc822"_s, textOfMail(bytes), maximum);
    std::optional<QString> text = base::decodedText(bytes);
    if (!text)
        return failure(DecodeOutcome::NotSupported);
    if (!isHtml(*text))
        return textOf(u"text/plain"_s, *text, maximum);
    if (const QByteArray charset = declaredCharset(bytes); !charset.isEmpty())
        text = base::decodedText(bytes, charset);
    return textOf(u"text/html"_s, textOfHtml(text.value_or(QString())), maximum);
}

} // namespace polylogue::app::attachments
