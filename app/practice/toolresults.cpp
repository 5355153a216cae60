// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/toolresults.h"

#include "app/practice/toolresultcodec.h"
#include "app/practice/toolselection.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

constexpr qsizetype longestValue = 160; // characters that still make a sentence
constexpr size_t mostValues = 12;

//! "magic number" of magic_number and get_magic_number.
QString thingOf(const QString &name)
{
    static const QStringList verbs{u"get"_s,  u"fetch"_s, u"generate"_s, u"make"_s,
                                   u"find"_s, u"read"_s,  u"calculate"_s};
    QStringList words = wordsOfName(name);
    if (words.size() > 1 && verbs.contains(words.first()))
        words.removeFirst();
    return words.join(u' ');
}

//! What a tool does, where its name says that and no thing: "add".
bool isDeed(const QString &thing)
{
    static const QStringList verbs{u"add"_s,     u"subtract"_s,  u"multiply"_s, u"divide"_s,
                                   u"compute"_s, u"calculate"_s, u"evaluate"_s, u"convert"_s,
                                   u"count"_s,   u"search"_s,    u"send"_s,     u"run"_s,
                                   u"roll"_s,    u"translate"_s, u"query"_s,    u"echo"_s};
    return verbs.contains(thing.section(u' ', 0, 0));
}

bool isBareName(const QString &name)
{
    static const QStringList bare{u"result"_s, u"value"_s,   u"output"_s,      u"answer"_s,
                                  u"text"_s,   u"content"_s, u"return_value"_s};
    return name.isEmpty() || bare.contains(name.toLower());
}

//! The only argument of a call that was made several times: what tells one result from another.
QString purposeOf(const FinishedCall &call)
{
    const auto arguments = decodeToolResult(call.arguments);
    return arguments.size() == 1 ? u" for "_s + arguments.front().text : QString();
}

QString sentenceAbout(const FinishedCall &call, const QString &purpose)
{
    const auto values = decodeToolResult(call.result);
    const QString thing = thingOf(call.name);
    if (values.empty() || (values.size() == 1 && values.front().text.isEmpty()))
        return u"The tool `%1` gave nothing back%2."_s.arg(call.name, purpose);
    const NamedValue &first = values.front();
    if (first.name == "error"_L1 || first.text.startsWith("error"_L1, Qt::CaseInsensitive))
        return u"The tool `%1` failed%2: %3"_s.arg(call.name, purpose, first.text);
    if (values.size() == 1 && (first.text.size() > longestValue || first.text.contains(u'\n')))
        return u"The tool `%1` answered%2:\n\n%3\n"_s.arg(call.name, purpose, first.text);
    if (values.size() == 1) {
        const QString what = isBareName(first.name) ? thing : thingOf(first.name);
        // One pass of arg(): what the tool says may itself hold "%1".
        return (isDeed(what) ? u"The result of %1%2 is %3."_s : u"The %1%2 is %3."_s)
            .arg(what, purpose, first.text.endsWith(u'.') ? first.text.chopped(1) : first.text);
    }
    QStringList parts;
    for (size_t i = 0; i < std::min(values.size(), mostValues); ++i)
        parts.append(values[i].name.isEmpty() ? values[i].text
                                              : thingOf(values[i].name) + u' ' + values[i].text);
    if (values.size() > mostValues)
        parts.append(u"and %1 more"_s.arg(values.size() - mostValues));
    return u"The %1%2: %3."_s.arg(thing, purpose, parts.join(u", "_s));
}

} // namespace

std::vector<FinishedCall> finishedCalls(const std::vector<Turn> &turns, size_t userTurn)
{
    std::vector<FinishedCall> finished;
    std::vector<CalledFunction> open;
    for (size_t i = userTurn; i < turns.size(); ++i) {
        if (turns[i].role == Turn::Role::Assistant)
            open = turns[i].calls;
        if (turns[i].role != Turn::Role::Tool)
            continue;
        for (const CalledFunction &call : open) {
            if (call.id == turns[i].callId)
                finished.push_back(
                    {.name = call.name, .arguments = call.arguments, .result = turns[i].text});
        }
    }
    return finished;
}

QStringList valuesOf(const std::vector<FinishedCall> &calls, const QString &name)
{
    QStringList numbers;
    QStringList texts;
    for (auto call = calls.rbegin(); call != calls.rend(); ++call) {
        if (!name.isEmpty() && call->name != name)
            continue;
        for (const NamedValue &value : decodeToolResult(call->result))
            (value.number ? numbers : texts).append(value.text);
    }
    return numbers + texts;
}

QString wordsAboutResults(const std::vector<FinishedCall> &calls)
{
    QStringList sentences;
    for (const FinishedCall &call : calls) {
        const auto same = std::count_if(calls.begin(), calls.end(), [&call](const auto &other) {
            return other.name == call.name;
        });
        sentences.append(sentenceAbout(call, same > 1 ? purposeOf(call) : QString()));
    }
    return sentences.join(u' ').trimmed();
}

} // namespace polylogue::app::practice
