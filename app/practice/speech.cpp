// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/speech.h"

#include "app/practice/words.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

constexpr qsizetype mentionedLength = 80;

QRegularExpression pattern(const QString &text)
{
    return QRegularExpression(text, QRegularExpression::CaseInsensitiveOption);
}

QString pirateWord(const QString &word)
{
    static const QHash<QString, QString> speech{
        {u"hello"_s, u"ahoy"_s},
        {u"hi"_s, u"ahoy"_s},
        {u"you"_s, u"ye"_s},
        {u"your"_s, u"yer"_s},
        {u"my"_s, u"me"_s},
        {u"is"_s, u"be"_s},
        {u"are"_s, u"be"_s},
        {u"am"_s, u"be"_s},
        {u"the"_s, u"th'"_s},
        {u"of"_s, u"o'"_s},
        {u"and"_s, u"an'"_s},
        {u"for"_s, u"fer"_s},
        {u"to"_s, u"t'"_s},
        {u"yes"_s, u"aye"_s},
        {u"no"_s, u"nay"_s},
        {u"friend"_s, u"matey"_s},
        {u"computer"_s, u"ship"_s},
        {u"see"_s, u"spy"_s},
        {u"picture"_s, u"paintin'"_s},
        {u"document"_s, u"scroll"_s},
        {u"rules"_s, u"rules o' th' sea"_s},
        {u"nothing"_s, u"nothin'"_s},
        {u"answer"_s, u"parley"_s},
        {u"try"_s, u"plunder"_s},
    };
    QString replaced = speech.value(word.toLower());
    if (replaced.isEmpty() && word.size() > 5 && word.endsWith("ing"_L1))
        replaced = word.chopped(1) + u'\'';
    if (replaced.isEmpty())
        return word;
    if (word[0].isUpper())
        replaced[0] = replaced[0].toUpper();
    return replaced;
}

} // namespace

QString inPirateSpeech(const QString &text)
{
    static const QRegularExpression codeOrWord(u"```.*?(?:```|$)|`[^`\\n]*`|[A-Za-z]+"_s,
                                               QRegularExpression::DotMatchesEverythingOption);
    QString speech = u"Arrr! "_s;
    qsizetype from = 0;
    for (auto found = codeOrWord.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        speech += QStringView(text).sliced(from, match.capturedStart() - from);
        speech +=
            match.captured().startsWith(u'`') ? match.captured() : pirateWord(match.captured());
        from = match.capturedEnd();
    }
    speech += QStringView(text).sliced(from);
    return speech + u" Shiver me timbers!"_s;
}

QString inMannerOf(const QString &systemPrompt, const QString &text)
{
    static const QRegularExpression pirate = pattern(u"\\bpirates?\\b"_s);
    static const QRegularExpression capitals =
        pattern(u"\\b(?:upper ?case|capital letters|all caps)\\b"_s);
    static const QRegularExpression brief =
        pattern(u"\\b(?:brief|briefly|concise|one sentence|a single sentence|terse)\\b"_s);
    static const QRegularExpression last = pattern(
        u"\\b(?:end|finish|close)\\b[^\"\u201c\\n]*[\"\u201c]([^\"\u201d\\n]+)[\"\u201d]"_s);
    static const QRegularExpression first =
        pattern(u"\\b(?:begin|start)\\b[^\"\u201c\\n]*[\"\u201c]([^\"\u201d\\n]+)[\"\u201d]"_s);

    QString result = text;
    bool isFollowed = systemPrompt.trimmed().isEmpty();
    if (brief.match(systemPrompt).hasMatch()) {
        const QStringList sentences = sentencesOf(text);
        if (!text.contains(u'\n') && !sentences.isEmpty())
            result = sentences.first();
        isFollowed = true;
    }
    if (pirate.match(systemPrompt).hasMatch()) {
        result = inPirateSpeech(result);
        isFollowed = true;
    }
    if (capitals.match(systemPrompt).hasMatch()) {
        result = result.toUpper();
        isFollowed = true;
    }
    if (const auto words = first.match(systemPrompt); words.hasMatch()) {
        result = words.captured(1) + u' ' + result;
        isFollowed = true;
    }
    if (const auto words = last.match(systemPrompt); words.hasMatch()) {
        result += u' ' + words.captured(1);
        isFollowed = true;
    }
    if (isFollowed)
        return result;
    QString said = systemPrompt.simplified();
    if (said.size() > mentionedLength)
        said = said.left(mentionedLength).trimmed() + u'\u2026';
    return result
        + u"\n\n(Your system prompt came with it: \u201c%1\u201d A real model would follow it; my "
          "rules know pirates, capital letters, brevity and given first or last words.)"_s.arg(
              said);
}

} // namespace polylogue::app::practice
