// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/documentsummary.h"

#include "app/practice/words.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

constexpr qsizetype longestTitle = 100; // characters
constexpr qsizetype sentenceCount = 4;
constexpr qsizetype summarizedCharacters = 200'000; // more tells no more and takes its time

//! The first line that has words in it.
QString titleOf(const QString &text)
{
    for (const QString &line : text.split(u'\n')) {
        const QString title = line.simplified();
        if (wordsOf(title).isEmpty() || title.size() < 3)
            continue;
        return title.size() <= longestTitle ? title
                                            : title.left(longestTitle).trimmed() + u'\u2026';
    }
    return {};
}

//! Lines joined as a reader joins them: hyphens at their ends are the typesetter's.
QString flowing(QString text)
{
    return text.replace(u"\r\n"_s, u"\n"_s).replace(u"-\n"_s, QString());
}

} // namespace

QString documentInWords(const QString &name, int pageCount, const QStringList &pageTexts,
                        bool isTruncated)
{
    const QString text = pageTexts.join(u"\n\n"_s);
    QString words = u"The document \u201c%1\u201d has %2 and %3%4 characters of text."_s.arg(
        name, pageCount == 1 ? u"1 page"_s : u"%1 pages"_s.arg(pageCount),
        isTruncated ? u"more than "_s : QString(), QString::number(text.size()));
    if (const QString title = titleOf(text); !title.isEmpty())
        words += u" It begins: \u201c%1\u201d"_s.arg(title);
    if (const QString language = languageOf(text.left(5'000)); !language.isEmpty())
        words += u"\n\nIt seems to be in %1."_s.arg(language);
    const QStringList telling =
        tellingSentencesOf(flowing(text.left(summarizedCharacters)), sentenceCount);
    if (!telling.isEmpty())
        words += u" Its most telling sentences, by the words that it repeats:\n\n- "_s
            + telling.join(u"\n- "_s);
    return words;
}

} // namespace polylogue::app::practice
