// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/searchtext.h"

#include "app/base/overloaded.h"

#include <QStringList>

namespace polylogue::app::store {

using namespace conversation;

namespace {

constexpr QChar separator = u'\u200b';

//! Whether words of this character's script are not set apart by spaces.
bool standsAlone(char32_t character)
{
    if (character < 0x0e00)
        return false;
    switch (QChar::script(character)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul:
    case QChar::Script_Bopomofo:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return QChar::isLetter(character);
    default:
        return false;
    }
}

bool breaksLine(QChar character)
{
    return character.unicode() < 0x20 || character.unicode() == 0x7f || character.unicode() == 0x85
        || character == QChar::LineSeparator || character == QChar::ParagraphSeparator;
}

} // namespace

QString searchableText(const Message &message)
{
    QStringList texts;
    for (const ContentPart &part : message.content) {
        std::visit(base::Overloaded{
                       [&texts](const TextPart &text) { texts.append(text.text); },
                       [](const ReasoningPart &) { /* not part of the answer */ },
                       [&texts](const ImagePart &image) { texts.append(image.fileName); },
                       [&texts](const DocumentPart &document) { texts.append(document.fileName); },
                       [](const ToolCallPart &) { /* its result says more */ },
                       [&texts](const ToolResultPart &result) { texts.append(result.content); },
                       [&texts](const RefusalPart &refusal) { texts.append(refusal.text); },
                       [&texts](const TextFilePart &file) { texts.append(file.fileName); },
                   },
                   part);
    }
    texts.removeAll(QString());
    return texts.join(u'\n');
}

QString indexedText(const QString &text)
{
    QString indexed;
    indexed.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar character = text.at(at);
        const bool isPair =
            character.isHighSurrogate() && at + 1 < text.size() && text.at(at + 1).isLowSurrogate();
        const char32_t point = isPair ? QChar::surrogateToUcs4(character, text.at(at + 1))
                                      : char32_t(character.unicode());
        const bool isAlone = standsAlone(point);
        if (isAlone && !indexed.endsWith(separator))
            indexed += separator;
        indexed += breaksLine(character) ? QChar(u' ') : character;
        if (isPair)
            indexed += text.at(++at);
        if (isAlone)
            indexed += separator;
    }
    return indexed;
}

QString withoutSeparators(const QString &text)
{
    return QString(text).remove(separator);
}

bool hasWord(const QString &text)
{
    for (const char32_t character : text.toUcs4()) {
        if (QChar::isLetterOrNumber(character))
            return true;
    }
    return false;
}

} // namespace polylogue::app::store
