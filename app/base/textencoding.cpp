// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/base/textencoding.h"

#include <QStringDecoder>

#include <uchardet.h>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace polylogue::app::base {

namespace {

constexpr qsizetype detectedBytes = 262'144; // a guess is no better from more

struct DetectorDeleter
{
    void operator()(uchardet *detector) const { uchardet_delete(detector); }
};

QByteArray guessedCharset(const QByteArray &bytes)
{
    const std::unique_ptr<uchardet, DetectorDeleter> detector(uchardet_new());
    uchardet_handle_data(detector.get(), bytes.constData(),
                         size_t(qMin(bytes.size(), detectedBytes)));
    uchardet_data_end(detector.get());
    return uchardet_get_charset(detector.get());
}

//! \return nothing where \a charset is not known or \a bytes are not in it.
std::optional<QString> decoded(const QByteArray &bytes, const QByteArray &charset)
{
    if (charset.isEmpty())
        return {};
    QStringDecoder decoder(charset.constData());
    if (!decoder.isValid())
        return {};
    QString text = decoder.decode(bytes);
    if (decoder.hasError())
        return {};
    return text;
}

bool isControl(QChar character)
{
    const char16_t unit = character.unicode();
    return (unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r' && unit != '\f'
            && unit != 0x1b)
        || unit == 0x7f;
}

//! Logs have an escape here and there; programs and pictures have nothing else.
bool isText(const QString &text)
{
    const auto controls = std::ranges::count_if(text, isControl);
    return !text.contains(QChar::Null) && controls * 200 <= text.size();
}

QString anyText(const QByteArray &bytes, const QByteArray &declared)
{
    if (const auto encoding = QStringConverter::encodingForData(bytes);
        encoding && *encoding != QStringConverter::Utf8)
        return QStringDecoder(*encoding).decode(bytes);
    if (bytes.isValidUtf8())
        return QStringDecoder(QStringConverter::Utf8).decode(bytes); // which drops the mark
    for (const QByteArray &charset : {declared, guessedCharset(bytes), "windows-1252"_ba}) {
        if (const auto text = decoded(bytes, charset))
            return *text;
    }
    return QString::fromLatin1(bytes);
}

} // namespace

void preloadTextEncodings()
{
    guessedCharset("\xe4\xf6\xfc"_ba);
    decoded("\xe4"_ba, "windows-1252"_ba);
}

std::optional<QString> decodedText(const QByteArray &bytes, const QByteArray &declared)
{
    QString text = anyText(bytes, declared);
    if (!isText(text))
        return {};
    text.replace("\r\n"_L1, "\n"_L1);
    text.replace(u'\r', u'\n');
    return text;
}

QString decodedAs(const QByteArray &bytes, const QByteArray &charset)
{
    if (const auto text = decoded(bytes, charset))
        return *text;
    return anyText(bytes, {});
}

} // namespace polylogue::app::base
