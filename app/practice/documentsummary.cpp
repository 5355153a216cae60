// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/documentsummary.h"

#include "app/practice/words.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

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

//! The pages without the lines that stand on many of them: running titles, page numbers.
QString withoutRunningLines(const QStringList &pageTexts)
{
    static const QRegularExpression digits(u"\\d+"_s);
    const auto keyOf = [](const QString &line) { return line.simplified().remove(digits); };
    QHash<QString, qsizetype> pagesWith;
    for (const QString &page : pageTexts) {
        QStringList keys;
        for (const QString &line : page.split(u'\n'))
            keys.append(keyOf(line));
        keys.removeDuplicates();
        for (const QString &key : std::as_const(keys))
            ++pagesWith[key];
    }
    const qsizetype many = std::max<qsizetype>(3, pageTexts.size() / 4);
    QStringList pages;
    for (const QString &page : pageTexts) {
        QStringList lines = page.split(u'\n');
        lines.removeIf([&](const QString &line) {
            return !line.trimmed().isEmpty() && pagesWith.value(keyOf(line)) >= many;
        });
        pages.append(lines.join(u'\n'));
    }
    return pages.join(u"\n\n"_s);
}

//! Lines joined as a reader joins them: hyphens at their ends are the typesetter's. PDFium writes
//! U+FFFE for them.
QString flowing(QString text)
{
    text.remove(u'\uFFFE').remove(u'\u00AD');
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
    const QStringList telling = tellingSentencesOf(
        flowing(withoutRunningLines(pageTexts).left(summarizedCharacters)), sentenceCount);
    if (!telling.isEmpty())
        words += u" Its most telling sentences, by the words that it repeats:\n\n- "_s
            + telling.join(u"\n- "_s);
    return words;
}

} // namespace polylogue::app::practice
