// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/textrules.h"

#include "app/practice/arithmetic.h"
#include "app/practice/samples.h"
#include "app/practice/words.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

constexpr qsizetype mostWords = 20'000;
constexpr int mostNumbers = 2'000;
constexpr qsizetype longWords = 1'500; // what "a long answer" means

struct Rule
{
    QString name = {};
    QRegularExpression pattern = {};
    //! Nothing: the rule does not fit after all.
    std::optional<QString> (*answer)(const Prompt &, const QRegularExpressionMatch &) = nullptr;
    bool isVerbatim = false;
};

QRegularExpression pattern(const QString &text)
{
    return QRegularExpression(text,
                              QRegularExpression::CaseInsensitiveOption
                                  | QRegularExpression::DotMatchesEverythingOption
                                  | QRegularExpression::UseUnicodePropertiesOption);
}

QString counted(qsizetype count, const QString &thing)
{
    return u"%1 %2%3"_s.arg(count).arg(thing, count == 1 ? QString() : u"s"_s);
}

QString shortened(const QString &text, qsizetype length)
{
    const QString line = text.simplified();
    return line.size() <= length ? line : line.left(length).trimmed() + u'\u2026';
}

//! "lighthouses" of "write 300 words about lighthouses, please".
QString topicOf(const QString &text)
{
    static const QRegularExpression about =
        pattern(u"\\b(?:about|on the topic of|on|regarding)\\s+([^.,;:!?\\n]{2,60})"_s);
    const auto found = about.match(text);
    if (!found.hasMatch())
        return u"practice"_s;
    static const QRegularExpression manner =
        pattern(u"\\s+(?:slowly|fast|please|in \\d+ words|and (?:break|wait)\\b.*)$"_s);
    return found.captured(1).simplified().remove(manner);
}

QStringList earlierUserTexts(const Prompt &prompt)
{
    QStringList texts;
    for (size_t i = 0; i < std::min(prompt.userTurn, prompt.request.turns.size()); ++i) {
        const Turn &turn = prompt.request.turns[i];
        if (turn.role == Turn::Role::User && !turn.text.isEmpty())
            texts.append(turn.text);
    }
    return texts;
}

std::optional<QString> sayEarlier(const Prompt &prompt, const QRegularExpressionMatch &)
{
    const QStringList texts = earlierUserTexts(prompt);
    if (texts.isEmpty())
        return u"This is your first message here."_s;
    QString answer = u"Before this you wrote:\n"_s;
    for (const QString &text : texts)
        answer += u"\n- "_s + shortened(text, 120);
    return answer;
}

std::optional<QString> sayName(const Prompt &prompt, const QRegularExpressionMatch &)
{
    static const QRegularExpression told =
        pattern(u"\\b(?:my name is|call me|i am called|ich hei\u00dfe)\\s+(\\p{L}[\\p{L}'-]*)"_s);
    QString name;
    for (const QString &text : earlierUserTexts(prompt)) {
        if (const auto found = told.match(text); found.hasMatch())
            name = found.captured(1);
    }
    if (name.isEmpty())
        return u"You have not told me your name in this conversation."_s;
    return u"Your name is %1: you told me earlier in this conversation."_s.arg(name);
}

std::optional<QString> calculate(const Prompt &prompt, const QRegularExpressionMatch &)
{
    const auto sum = sumIn(prompt.text);
    if (!sum)
        return {};
    if (!sum->value)
        return u"%1 has no value that I could name."_s.arg(sum->expression);
    return u"%1 = %2"_s.arg(sum->expression, numberText(*sum->value));
}

std::optional<QString> writeLong(const Prompt &prompt, const QRegularExpressionMatch &match)
{
    const QString digits = match.captured(1).remove(u',').remove(u'.');
    const qsizetype count = digits.isEmpty() ? longWords : digits.toLongLong();
    if (count <= 0)
        return {};
    return longText(topicOf(prompt.text), std::min(count, mostWords));
}

std::optional<QString> countWords(const Prompt &, const QRegularExpressionMatch &match)
{
    const QString text = match.captured(1).trimmed();
    return u"%1 and %2."_s.arg(counted(wordsOf(text).size(), u"word"_s),
                               counted(text.size(), u"character"_s));
}

std::optional<QString> countUp(const Prompt &, const QRegularExpressionMatch &match)
{
    const int from = match.captured(1).toInt();
    const int to = match.captured(2).toInt();
    if (to < from || to - from >= mostNumbers)
        return {};
    QStringList numbers;
    for (int number = from; number <= to; ++number)
        numbers.append(QString::number(number));
    return numbers.join(u", "_s);
}

//! What stands behind names in lines such as "fig: 482", in the order in which they are asked for.
std::optional<QString> lookUp(const Prompt &prompt, const QRegularExpressionMatch &match)
{
    QStringList found;
    for (const QString &name : match.captured(1).split(u',', Qt::SkipEmptyParts)) {
        const QString wanted = QRegularExpression::escape(name.trimmed());
        const QRegularExpression line(u"^\\W*%1\\s*[:=]\\s*(\\S.*?)\\s*$"_s.arg(wanted),
                                      QRegularExpression::CaseInsensitiveOption
                                          | QRegularExpression::MultilineOption);
        if (const auto value = line.match(prompt.text); value.hasMatch())
            found.append(value.captured(1));
    }
    if (found.isEmpty())
        return {};
    return found.join(u", "_s);
}

std::optional<QString> summarize(const Prompt &, const QRegularExpressionMatch &match)
{
    const QStringList telling = tellingSentencesOf(match.captured(1), 3);
    return u"The most telling of %1:\n\n%2"_s.arg(
        counted(sentencesOf(match.captured(1)).size(), u"sentence"_s), telling.join(u' '));
}

template <QString (*sample)()>
std::optional<QString> show(const Prompt &, const QRegularExpressionMatch &)
{
    return sample();
}

std::optional<QString> showCode(const Prompt &prompt, const QRegularExpressionMatch &)
{
    return u"Here is a short program:\n\n"_s + codeSample(prompt.text)
        + u"\n\nIt is a sample out of a drawer; I cannot write new ones."_s;
}

//! Whoever asks for a table often asks for a list or code beside it.
std::optional<QString> showTable(const Prompt &prompt, const QRegularExpressionMatch &match)
{
    static const QRegularExpression list = pattern(u"\\blists?\\b"_s);
    static const QRegularExpression code = pattern(u"\\b(?:code|program|script|function)\\b"_s);
    QStringList parts{tableSample()};
    if (list.match(prompt.text).hasMatch())
        parts.append(listSample());
    if (code.match(prompt.text).hasMatch())
        parts.append(*showCode(prompt, match));
    return parts.join(u"\n\n"_s);
}

std::optional<QString> introduce(const Prompt &prompt, const QRegularExpressionMatch &)
{
    return u"I am Polylogue's practice endpoint, under the name `%1`: a set of rules, no language "
           "model. I run on your computer, cost nothing and send nothing anywhere. Write `help` to "
           "see what you can try with me."_s.arg(prompt.model.id);
}

std::optional<QString> greet(const Prompt &, const QRegularExpressionMatch &)
{
    return u"Hello! I am the practice endpoint: rules, no language model. Write `help` to see what "
           "you can try, or just send something."_s;
}

std::optional<QString> thank(const Prompt &, const QRegularExpressionMatch &)
{
    return u"You are welcome. Practice as long as you like."_s;
}

std::optional<QString> repeat(const Prompt &, const QRegularExpressionMatch &match)
{
    QString text = match.captured(1).trimmed();
    if (text.size() > 2 && u"\"'`\u201c"_s.contains(text[0])
        && u"\"'`\u201d"_s.contains(text.back()))
        text = text.sliced(1, text.size() - 2);
    if (text.isEmpty())
        return {};
    return text;
}

std::optional<QString> sayPace(const Prompt &, const QRegularExpressionMatch &)
{
    return u"This answer came as you asked for it: I can be slow, fast or late, and I can break "
           u"off "
           "in the middle of a sentence. Put it together with anything else, such as: write 300 "
           "words about harbours, slowly."_s;
}

const std::vector<Rule> &rules()
{
    static const std::vector<Rule> list{
        {u"a wish to have something repeated"_s,
         pattern(
             u"^\\W*(?:please\\s+)?(?:(?:repeat|echo|say)(?:\\s+after\\s+me)?(?:\\s+exactly)?\\s*"
             "(?::|(?=[\"\u201c'`]))\\s*|(?:say|reply|answer|respond)(?:\\s+with)?"
             "(?:\\s+(?:only|just|exactly))?\\s+(?:the\\s+)?(?:single\\s+|one\\s+)?(?:word|text|"
             "phrase|sentence)s?\\s*:?\\s*|(?:reply|answer|respond)(?:\\s+with)?"
             "(?:\\s+(?:only|just|exactly))+(?:\\s+with)?(?:\\s+(?:the\\s+)?(?:word|text|phrase))?"
             "\\s*:?\\s*)([^\\n].*?)\\.?\\s*$"_s),
         repeat, true},
        {u"a wish to count"_s,
         pattern(u"\\bcount (?:up )?from (\\d{1,6}) (?:up )?to (\\d{1,6})\\b"_s), countUp},
        {u"a list to look things up in"_s, pattern(u"\\blook up\\b[^:\\n]*:\\s*([^.\\n]+)"_s),
         lookUp},
        {u"a question who I am"_s,
         pattern(u"\\b(?:who|what) (?:are|r) (?:you|u)\\b|\\bare you (?:an?|the) |"
                 "\\b(?:which|what) (?:language )?model\\b|\\byour name\\b|\\bwer bist du\\b|"
                 "\\bintroduce yourself\\b"_s),
         introduce},
        {u"a call for help"_s,
         pattern(u"^\\W*(?:help|hilfe|commands|\\?)\\W*$|\\bwhat can (?:you|i) (?:do|try|ask)\\b|"
                 "\\bhow do i use you\\b|\\bhelp me (?:get )?start"_s),
         show<helpText>},
        {u"a question about your name"_s, pattern(u"\\bwhat(?:'s| is) my name\\b|\\bwho am i\\b"_s),
         sayName},
        {u"a question about what was said"_s,
         pattern(u"\\bwhat did i (?:just )?(?:say|write|ask|tell)\\b|\\bmy (?:last|first|previous|"
                 "earlier) (?:message|question)s?\\b"_s),
         sayEarlier},
        {u"a text to sum up"_s,
         pattern(u"\\b(?:summari[sz]e|sum up|tl;?dr)\\b[^:\\n]*[:\\n]\\s*(\\S.{40,})$"_s),
         summarize},
        {u"a text to count"_s,
         pattern(
             u"\\b(?:how many|count the) (?:words|characters|letters)\\b[^:\\n]*[:\\n]\\s*(\\S.*)$"_s),
         countWords},
        {u"a wish for many words"_s,
         pattern(u"\\b(?:write|give|send|make|compose|generate|answer|text|essay|story)\\b[^\\d]*"
                 "(\\d[\\d,.]*)[ -]?words\\b"_s),
         writeLong},
        {u"a wish for Markdown"_s,
         pattern(u"\\b(?:show|give|write|send|use|some|all|in|test)\\b.{0,40}\\bmarkdown\\b|"
                 "^\\W*markdown\\W*$"_s),
         show<markdownSample>},
        {u"a wish for a table"_s,
         pattern(u"\\b(?:show|give|make|write|draw|send|as|in|with)\\b.{0,40}\\btables?\\b|"
                 "^\\W*(?:an? )?tables?\\W*$"_s),
         showTable},
        {u"a wish for code"_s,
         pattern(
             u"\\b(?:code|program|script|function)\\b.{0,20}\\b(?:in|example|sample)\\b|"
             "\\b(?:show|give|write|send|some|sample|example)\\b.{0,30}\\b(?:code|program|script|"
             "function)\\b|^\\W*code\\W*$"_s),
         showCode},
        {u"a wish for a list"_s,
         pattern(u"\\b(?:nested |bulleted |numbered )?lists?\\b.{0,10}$|"
                 "\\b(?:nested|bulleted|numbered) list\\b"_s),
         show<listSample>},
        {u"a wish for many scripts"_s, pattern(u"\\bunicode\\b|\\bemojis?\\b"_s),
         show<unicodeSample>},
        {u"a wish for a long answer"_s,
         pattern(u"\\blong (?:answer|text|story|essay|reply|message|poem)\\b|\\ban essay\\b|"
                 "\\b(?:answer|write|reply|respond)\\b.{0,30}\\b(?:at length|long)\\b|"
                 "^\\W*long\\W*$"_s),
         writeLong},
        {u"a calculation"_s, pattern(u"\\d"_s), calculate},
        {u"a greeting"_s,
         pattern(
             u"^\\W*(?:hello|hi|hey|good (?:morning|day|evening|afternoon)|greetings|hallo|guten "
             "(?:tag|morgen|abend)|bonjour|hola|ciao|moin)\\b.{0,40}$"_s),
         greet},
        {u"thanks or a good-bye"_s,
         pattern(u"^\\W*(?:thank you|thanks|danke|merci|bye|goodbye|good night)\\b.{0,40}$"_s),
         thank},
        {u"a wish for another pace"_s,
         pattern(
             u"\\bslow(?:ly)?\\b|\\bfast\\b|\\bwait\\b|\\bbreak (?:it )?off\\b|\\bcontent filter\\b"_s),
         sayPace},
    };
    return list;
}

QString understood(const Prompt &prompt)
{
    const QStringList words = wordsOf(prompt.text);
    const QString language = languageOf(prompt.text);
    QStringList telling;
    for (const QString &word : words) {
        if (!isCommonWord(word) && word.size() > 2 && !telling.contains(word))
            telling.append(word);
    }
    QString text = u"I am a practice endpoint and no language model, so I have no real answer to "
                   "that. What I understood: %1"_s.arg(counted(words.size(), u"word"_s));
    if (!language.isEmpty())
        text += u", probably "_s + language;
    if (!telling.isEmpty())
        text += u", about "_s + telling.first(std::min<qsizetype>(3, telling.size())).join(u", "_s);
    text += u"."_s;
    if (words.size() > 80)
        text += u"\n\nThe sentence that tells most of it: "_s
            + tellingSentencesOf(prompt.text, 1).value(0);
    return text
        + u"\n\nTry `show me a table`, `code in python`, `what is 12 * 7`, a picture, a PDF file, "
          u"or "
          "`help` for everything."_s;
}

} // namespace

WordsAnswer answerInWords(const Prompt &prompt)
{
    for (const Rule &rule : rules()) {
        const auto match = rule.pattern.match(prompt.text);
        if (!match.hasMatch())
            continue;
        if (const auto text = rule.answer(prompt, match))
            return {.rule = rule.name, .text = *text, .isVerbatim = rule.isVerbatim};
    }
    return {.rule = u"none of my rules"_s, .text = understood(prompt)};
}

} // namespace polylogue::app::practice
