// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/answerreading.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::app::probe {

namespace {

//! A number of six digits is in 30 others with a chance of 1 to 40,000.
constexpr qsizetype mostDigits = 30;
constexpr qsizetype claimedDigits = 4;
constexpr qsizetype longestMisreading = 10;
constexpr qsizetype tellingPiece = 40; // characters of a question that nobody says by chance

QRegularExpression pattern(const QString &text)
{
    return QRegularExpression(text,
                              QRegularExpression::CaseInsensitiveOption
                                  | QRegularExpression::DotMatchesEverythingOption);
}

//! "four eight" -> "4 8".
QString withDigits(const QString &text)
{
    static const QHash<QString, QString> digits{
        {u"zero"_s, u"0"_s},  {u"one"_s, u"1"_s},  {u"two"_s, u"2"_s}, {u"three"_s, u"3"_s},
        {u"four"_s, u"4"_s},  {u"five"_s, u"5"_s}, {u"six"_s, u"6"_s}, {u"seven"_s, u"7"_s},
        {u"eight"_s, u"8"_s}, {u"nine"_s, u"9"_s}};
    static const QRegularExpression word(
        pattern(u"\\b(?:zero|one|two|three|four|five|six|seven|eight|nine)\\b"_s));
    QString result;
    qsizetype from = 0;
    for (auto found = word.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        result += QStringView(text).sliced(from, match.capturedStart() - from);
        result += digits.value(match.captured().toLower());
        from = match.capturedEnd();
    }
    return result + text.sliced(from);
}

//! Of the longest run of digits that occurs in both in this order, with gaps.
qsizetype commonDigits(const QString &a, const QString &b)
{
    QList<qsizetype> before(b.size() + 1, 0);
    for (const QChar left : a) {
        QList<qsizetype> now(b.size() + 1, 0);
        for (qsizetype i = 0; i < b.size(); ++i)
            now[i + 1] = left == b.at(i) ? before.at(i) + 1 : std::max(now.at(i), before.at(i + 1));
        before = now;
    }
    return before.last();
}

} // namespace

QString randomNumber(QRandomGenerator &random)
{
    return QString::number(random.bounded(100'000, 1'000'000));
}

QString randomWord(QRandomGenerator &random)
{
    constexpr QLatin1StringView consonants = "bdfgklmnprstvz"_L1;
    constexpr QLatin1StringView vowels = "aeiou"_L1;
    QString word;
    for (int i = 0; i < 4; ++i) {
        word += consonants.at(random.bounded(int(consonants.size())));
        word += vowels.at(random.bounded(int(vowels.size())));
    }
    return word;
}

QStringList digitRuns(const QString &text)
{
    static const QRegularExpression run(u"\\d(?:[\\s,._*`'\u2019\u00a0\u202f-]{0,4}\\d)*"_s);
    static const QRegularExpression other(u"\\D"_s);
    QStringList runs;
    for (auto found = run.globalMatch(withDigits(text)); found.hasNext();)
        runs.append(found.next().captured().remove(other));
    return runs;
}

bool tellsNumber(const QString &text, const QString &number)
{
    const QStringList runs = digitRuns(text);
    const bool isFew = runs.join(QString()).size() <= mostDigits;
    return isFew && std::ranges::any_of(runs, [&number](const QString &run) {
               return run.contains(number);
           });
}

bool nearlyTellsNumber(const QString &text, const QString &number)
{
    return std::ranges::any_of(digitRuns(text), [&number](const QString &run) {
        return run.contains(number)
            || (run.size() <= longestMisreading && commonDigits(run, number) >= number.size() - 2);
    });
}

bool claimsNumber(const QString &text)
{
    return std::ranges::any_of(digitRuns(text),
                               [](const QString &run) { return run.size() >= claimedDigits; });
}

const QStringList &colorNames()
{
    static const QStringList names{u"red"_s,    u"green"_s, u"blue"_s,
                                   u"yellow"_s, u"black"_s, u"purple"_s};
    return names;
}

QStringList colorsIn(const QString &text)
{
    static const QHash<QString, QString> others{
        {u"violet"_s, u"purple"_s}, {u"magenta"_s, u"purple"_s}, {u"gold"_s, u"yellow"_s}};
    static const QRegularExpression word(
        pattern(u"\\b(red|green|blue|yellow|black|purple|violet|magenta|gold)\\b"_s));
    QStringList colors;
    for (auto found = word.globalMatch(text); found.hasNext();) {
        const QString name = found.next().captured().toLower();
        colors.append(others.value(name, name));
    }
    return colors;
}

bool deniesSeeing(const QString &text)
{
    static const QRegularExpression denial = pattern(
        u"\\b(?:can ?not|can['\u2019]t|unable to|not able to|do not|don['\u2019]t|does not|"
        "doesn['\u2019]t|did not|didn['\u2019]t|no|without|is not|isn['\u2019]t|not)\\b"
        "[^.!?\\n]{0,60}?\\b(?:see|view|read|access|open|process|interpret|images?|pictures?|"
        "photos?|attach(?:ments?|ed)|documents?|files?|pdfs?|contents?|text|letters)\\b"
        "|\\b(?:blank|empty)\\b"_s);
    // "I can't help with images of ..." is a refusal and tells nothing about eyes.
    static const QRegularExpression refusal = pattern(
        u"\\b(?:help|assist|comply|sorry, (?:but )?i can(?:no|['\u2019])t (?:do|answer))\\b"_s);
    return denial.match(text).hasMatch() && !refusal.match(text).hasMatch();
}

bool repeats(const QString &text, const QString &question)
{
    return text.simplified().contains(question.simplified().left(tellingPiece),
                                      Qt::CaseInsensitive);
}

QList<int> numbersIn(const QString &text)
{
    static const QRegularExpression number(u"(?<![\\d.])\\d{1,6}(?!\\d)"_s);
    QList<int> numbers;
    for (auto found = number.globalMatch(text); found.hasNext();)
        numbers.append(found.next().captured().toInt());
    return numbers;
}

} // namespace polylogue::app::probe
