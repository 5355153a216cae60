// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "hostiletexts.h"

#include "sampledocument.h"

#include <ctime>

using namespace Qt::StringLiterals;

namespace polylogue::test {

namespace {

QString stairsOfQuotes()
{
    QString text;
    for (int depth = 1; depth < 500; ++depth)
        text += QString(depth, u'>') + u"a\n"_s;
    return text;
}

} // namespace

QList<HostileText> hostileTexts()
{
    return {
        {"20,000 rows", u"|a|b|\n|---|---|\n"_s + u"|1|2|\n"_s.repeated(20'000)},
        {"wide table",
         u"|"_s + u"a|"_s.repeated(9'000) + u"\n|"_s + u"---|"_s.repeated(9'000) + u'\n'
             + u"|\n"_s.repeated(1'900)},
        {"5 MB line", u"word "_s.repeated(1'000'000)},
        {"5 MB word", u"x"_s.repeated(5'000'000)},
        {"150 kB of strikes", u"~~a"_s.repeated(50'000)},
        {"100,000 quotes", u">"_s.repeated(100'000) + u'a'},
        {"100,000 items", u"- "_s.repeated(100'000) + u'a'},
        {"100,000 items of stars", u"* "_s.repeated(100'000) + u'a'},
        {"stairs of quotes", stairsOfQuotes()},
        {"1 MB of brackets", u"["_s.repeated(1'000'000)},
        {"1 MB of stars", u"*a "_s.repeated(333'333)},
        {"1 MB of underscores", u"_a*b "_s.repeated(200'000)},
        {"1 MB of ticks", u"`a``b```c"_s.repeated(110'000)},
        {"1 MB of links", u"[a]("_s.repeated(250'000)},
        {"1 MB of angles", u"<a "_s.repeated(333'333)},
        {"1 MB of line ends", u"\n"_s.repeated(1'000'000) + u'a'},
        {"1 MB of definitions", u"[a]: b\n"_s.repeated(140'000)},
        {"pictures", u"![[]()"_s.repeated(20'000)},
        {"addresses", u"www.a.b "_s.repeated(24'000)},
        {"addresses in one word", u"http://a.b("_s.repeated(18'000)},
        {"fewer strikes", u"~~a"_s.repeated(6'000)},
        {"some strikes", u"~~a"_s.repeated(1'500), false},
        {"fewer brackets", u"["_s.repeated(19'000), false},
        {"fewer links", u"[a]("_s.repeated(9'000), false},
        {"fewer ticks", u"`a``b```c"_s.repeated(450), false},
        {"fewer addresses", u"www.a.b "_s.repeated(950), false},
        {"entities", u"&amp;"_s.repeated(30'000), false},
        {"list", u"- a\n"_s.repeated(20'000), false},
        {"2 MB answer", sampleDocument(20'000).repeated(100), false},
        {"2 MB of code", u"```c\n"_s + u"    int a = 1;\n"_s.repeated(140'000), false},
    };
}

double processorMilliseconds()
{
    return static_cast<double>(std::clock()) * 1'000 / CLOCKS_PER_SEC;
}

} // namespace polylogue::test
