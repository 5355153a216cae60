// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/schema/ecmapattern.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::schema {

namespace {

// Enough for any pattern that somebody wrote to be used, on a text of some 100,000 characters.
const QString limits = QStringLiteral("(*LIMIT_MATCH=2000000)(*LIMIT_DEPTH=20000)");

bool isHex(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar character) {
        return (character >= u'0' && character <= u'9')
            || (character.toLower() >= u'a' && character.toLower() <= u'f');
    });
}

} // namespace

QRegularExpression ecmaPattern(const QString &pattern)
{
    QString translated = limits;
    bool isInClass = false;
    for (qsizetype at = 0; at < pattern.size(); ++at) {
        const QChar character = pattern.at(at);
        const QStringView rest = QStringView(pattern).sliced(at + 1);
        if (character == u'\\' && rest.startsWith(u'u') && rest.size() >= 5
            && isHex(rest.sliced(1, 4))) {
            translated += u"\\x{%1}"_s.arg(rest.sliced(1, 4));
            at += 5;
        } else if (character == u'\\' && rest.startsWith(u"u{")) {
            translated += u"\\x"_s;
            at += 1;
        } else if (character == u'\\' && !rest.isEmpty()) {
            translated += character;
            translated += rest.front();
            at += 1;
        } else if (character == u'$' && !isInClass) {
            translated += u"\\z"_s; // an end of line at the end is not passed over
        } else if (character == u'[' && isInClass) {
            translated += u"\\["_s; // would begin a POSIX class
        } else {
            isInClass = character == u'[' || (isInClass && character != u']');
            translated += character;
        }
    }
    return QRegularExpression(translated, QRegularExpression::DontCaptureOption);
}

} // namespace polylogue::app::schema
