// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/words.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

constexpr qsizetype longestToken = 7; // letters; makes English about 1.3 tokens a word

QSet<QString> setOf(QStringView words)
{
    QSet<QString> set;
    for (const QStringView word : words.split(u' '))
        set.insert(word.toString());
    return set;
}

//! Whether \a sentence is one, and no title, table or diagram.
bool isProse(const QString &sentence)
{
    static const QRegularExpression end(u"[.!?\u3002]"_s);
    const auto count = wordsOf(sentence).size();
    const auto letters = std::count_if(sentence.begin(), sentence.end(),
                                       [](QChar c) { return c.isLetter() || c.isSpace(); });
    return count >= 6 && count <= 40 && letters * 10 >= sentence.size() * 9
        && sentence.contains(end);
}

} // namespace

QStringList wordsOf(const QString &text)
{
    static const QRegularExpression word(u"[\\p{L}\\p{M}\\p{N}]+(?:['\u2019]\\p{L}+)*"_s);
    QStringList words;
    for (auto found = word.globalMatch(text); found.hasNext();)
        words.append(found.next().captured().toLower().replace(u'\u2019', u'\''));
    return words;
}

QString stemOf(const QString &whole)
{
    const QString word = whole.endsWith("'s"_L1) ? whole.chopped(2) : whole;
    struct Ending
    {
        QStringView from;
        QStringView to;
        qsizetype keeps; // letters that must remain before the ending
    };
    static constexpr Ending endings[] = {
        {u"iest", u"y", 3},  {u"iers", u"y", 3}, {u"ies", u"y", 3}, {u"ied", u"y", 3},
        {u"sses", u"ss", 2}, {u"ings", u"", 4},  {u"ing", u"", 4},  {u"ers", u"", 4},
        {u"er", u"", 4},     {u"eds", u"", 4},   {u"ed", u"", 4},   {u"es", u"", 4},
        {u"ly", u"", 4},     {u"s", u"", 3},     {u"e", u"", 4},
    };
    for (const Ending &ending : endings) {
        if (word.endsWith(ending.from) && word.size() - ending.from.size() >= ending.keeps
            && !word.endsWith("ss"_L1)) {
            QString stem = word.chopped(ending.from.size()).append(ending.to);
            const qsizetype end = stem.size();
            if (end > 3 && stem[end - 1] == stem[end - 2] && !u"lsz"_s.contains(stem[end - 1]))
                stem.chop(1); // running: run
            return stem;
        }
    }
    return word;
}

bool isCommonWord(const QString &word)
{
    static const QSet<QString> common = setOf(
        u"a about above after again against all also although always am among an and another any "
        "anyone anything are as at away back be became because become been before being below "
        "between both but by call came can cannot come could did do does doing don't done down "
        "during each either else enough even ever every everything few find first for from further "
        "gave get gets getting give given gives go goes going got had has have having he her here "
        "hers him his how however i i'd i'll i'm i've if in into is isn't it it's its itself just "
        "keep kind know last later least less let like likely look made make makes making many may "
        "maybe me might mine more most much must my myself near need never new next no nobody none "
        "nor not nothing now of off often old on once one only onto or other others our ours out "
        "over own part per perhaps please put quite rather really said same say says see seem "
        "seems "
        "seen several she should show since so some someone something sometimes still such take "
        "taken tell than that that's the their theirs them then there these they thing things "
        "think "
        "this those though three through thus to today together told too took toward try two under "
        "until up upon us use used uses using very want wants was way we well went were what when "
        "where whether which while who whom whose why will with within without would yes yesterday "
        "yet you your yours");
    return common.contains(word);
}

QStringList tellingStemsOf(const QString &text)
{
    QStringList stems;
    for (const QString &word : wordsOf(text)) {
        if (!isCommonWord(word) && (word.size() > 1 || !word[0].isLetter()))
            stems.append(stemOf(word));
    }
    return stems;
}

QStringList tokensOf(const QString &text)
{
    QStringList tokens;
    qsizetype from = 0;
    while (from < text.size()) {
        qsizetype to = from;
        while (to < text.size() && text[to].isSpace())
            ++to;
        const bool isLetters = to < text.size() && text[to].isLetterOrNumber();
        const qsizetype most = to + longestToken;
        do {
            ++to;
        } while (to < text.size() && to < most && !text[to].isSpace()
                 && (text[to].isLetterOrNumber() == isLetters || text[to].isSurrogate()
                     || text[to].isMark()));
        if (to < text.size() && text[to].isLowSurrogate())
            ++to; // never half a character
        to = std::min(to, text.size());
        tokens.append(text.sliced(from, to - from));
        from = to;
    }
    return tokens;
}

QStringList sentencesOf(const QString &text)
{
    static const QRegularExpression end(
        u"(?<=[.!?\u3002\uff01\uff1f])[\"')\\]\u201d]*\\s+|\\n\\s*\\n"_s);
    QStringList sentences;
    for (const QString &part : text.split(end, Qt::SkipEmptyParts)) {
        if (const QString sentence = part.simplified(); !sentence.isEmpty())
            sentences.append(sentence);
    }
    return sentences;
}

QStringList tellingSentencesOf(const QString &text, qsizetype count)
{
    const QStringList sentences = sentencesOf(text);
    QHash<QString, int> frequency;
    for (const QString &stem : tellingStemsOf(text))
        ++frequency[stem];

    std::vector<double> scores;
    for (qsizetype i = 0; i < sentences.size(); ++i) {
        QStringList stems = tellingStemsOf(sentences[i]);
        stems.removeDuplicates();
        double score = 0;
        for (const QString &stem : std::as_const(stems))
            score += std::log(1.0 + frequency.value(stem));
        // Long sentences hold more of everything; the first ones tell what it is about.
        score /= std::sqrt(8.0 + static_cast<double>(stems.size()));
        score *= i < 3 ? 1.2 : 1.0;
        score *= isProse(sentences[i]) ? 1.0 : 0.2;
        scores.push_back(score);
    }
    std::vector<qsizetype> order(scores.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&scores](qsizetype a, qsizetype b) {
        return scores[static_cast<size_t>(a)] > scores[static_cast<size_t>(b)];
    });
    order.resize(static_cast<size_t>(std::min(count, sentences.size())));
    std::sort(order.begin(), order.end());

    QStringList telling;
    for (const qsizetype index : order)
        telling.append(sentences[index]);
    return telling;
}

QString languageOf(const QString &text)
{
    struct Language
    {
        QString name;
        QSet<QString> words;
    };
    static const std::vector<Language> languages{
        {u"English"_s,
         setOf(u"the and of to in is it you that was for on are with this have what how can please "
               "my me i a an do does not from be write tell show give")},
        {u"German"_s,
         setOf(u"der die das und ist nicht ich du sie es ein eine zu mit für auf von wie was bitte "
               "den dem im wir kann mir mein über auch schreibe")},
        {u"French"_s,
         setOf(u"le la les et est une un des du je tu vous nous ne pas que qui dans pour avec sur "
               "ce cette bonjour quel comment mon")},
        {u"Spanish"_s,
         setOf(u"el los las y es una un de del yo tú que no en por para con como qué hola mi esta "
               "este cuál se al")},
        {u"Italian"_s,
         setOf(u"il lo gli e è una un di del che non in per con come ciao sono mi questo questa "
               "quale della si al")},
    };
    const QStringList words = wordsOf(text);
    QString best;
    qsizetype most = 0;
    for (const Language &language : languages) {
        const qsizetype hits = std::count_if(words.begin(), words.end(), [&](const QString &word) {
            return language.words.contains(word);
        });
        if (hits > most) {
            most = hits;
            best = language.name;
        }
    }
    return best;
}

} // namespace polylogue::app::practice
