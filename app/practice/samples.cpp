// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/samples.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

struct Program
{
    QStringView names; //!< pattern of what prompts call it
    QStringView fence;
    QStringView code;
};

constexpr Program programs[] = {
    {u"c\\+\\+|cpp", u"cpp", uR"(#include <iostream>
#include <vector>

// Sums what is even.
int main()
{
    const std::vector<int> numbers {1, 2, 3, 4};
    int sum = 0;
    for (const int number : numbers) {
        if (number % 2 == 0)
            sum += number;
    }
    std::cout << "sum: " << sum << '\n';
})"},
    {u"javascript|typescript|js", u"js", uR"(// Counts words, longest first.
const words = "the tide comes and the tide goes".split(" ");
const counts = new Map();
for (const word of words)
  counts.set(word, (counts.get(word) ?? 0) + 1);
console.log([...counts].sort((a, b) => b[1] - a[1]));)"},
    {u"rust", u"rust", uR"(fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn main() {
    println!("{}", gcd(48, 36)); // 12
})"},
    {u"bash|shell", u"bash", uR"(#!/usr/bin/env bash
set -eu
# The five largest files below here.
find . -type f -printf '%s %p\n' | sort -rn | head -n 5)"},
    {u"sql", u"sql", uR"(-- Sales of each region, the best first.
SELECT region, SUM(amount) AS total
FROM sales
WHERE year = 2026
GROUP BY region
ORDER BY total DESC;)"},
    {u"html", u"html", uR"(<!doctype html>
<title>Tides</title>
<p class="note">High water at <b>06:12</b> &amp; 18:40.</p>)"},
    {u"json", u"json", uR"({
  "harbour": "Montefort",
  "tides": [6.2, 18.7],
  "open": true
})"},
    {u"python", u"python", uR"(from collections import Counter


def most_common_word(text: str) -> str:
    """Return the word that occurs most often."""
    counts = Counter(text.lower().split())
    return counts.most_common(1)[0][0]


print(most_common_word("the tide comes and the tide goes"))  # the)"},
};

constexpr QStringView sentences[] = {
    u"Whoever starts with %1 soon finds that the small things decide.",
    u"A first look shows the outline, and a second one shows what the outline hides.",
    u"There are three questions to ask: what is it for, what does it cost, and who looks after it?",
    u"Most mistakes with %1 come from haste, the rest from habit.",
    u"It helps to write down what is known before looking for what is not.",
    u"Some people measure everything, others trust their hands, and both are right now and then.",
    u"The history of %1 is longer than it seems, and full of detours.",
    u"An example makes it plain: the same care, spent a day earlier, would have saved a week.",
    u"Nobody needs to know all of it, but everybody needs to know where to look.",
    u"What works on a small scale may fail on a large one, so trying it out comes first.",
    u"In the end %1 rewards patience more than talent.",
    u"Good tools are dull, reliable, and close at hand.",
    u"Two opinions on %1 are better than one, as long as somebody decides.",
    u"Numbers settle quarrels, provided that everyone counts the same things.",
    u"The weather, the season and the hour all play their part.",
    u"What is left out matters as much as what is said.",
};

constexpr qsizetype wordsOfSection = 240;
constexpr qsizetype sentencesOfParagraph = 5;

} // namespace

QString helpText()
{
    return uR"(I am a **practice endpoint**: rules, no language model. Everything stays on this computer. You can try:

| Write | and you get |
| --- | --- |
| `hello`, `who are you` | a few words |
| `show me markdown`, `a table`, `a list`, `unicode` | samples of what answers can hold |
| `code in python` (C++, JavaScript, Rust, Bash, SQL, HTML, JSON) | a short program |
| `write 2000 words about lighthouses` | a long answer of just that length |
| `what is 12 * (3 + 4)` | the result |
| `count from 1 to 20` | the numbers |
| lines like `fig: 482`, then `look up: fig, plum` | what stands behind the names |
| `summarize: ` and a text | its most telling sentences |
| `repeat: ` and a text | the text |
| `what did I say before` | your earlier messages |
| `as JSON: {"city": the name, "people": a number}` | an object with those keys |
| `draw a red circle` (square, rectangle, triangle, star; other colours) | a picture |
| a picture | its size and main colours; asked for its `bands`, their colours from left to right |
| a PDF file | its pages and most telling sentences |
| tools | calls, with arguments out of your words or of earlier results |
| `slowly`, `fast`, `wait 5 seconds` (with anything else) | the same at another pace |
| `break off` (with anything else) | an answer that ends in the middle |
| `answer with content filter` | an answer that a filter stopped |
| `fail with 429` (any from 400 to 599) | that HTTP error |

`practice-text` refuses pictures and sees blank documents, as some real models do. `practice-reasoner` thinks aloud first. `practice-embed` makes vectors. A system prompt such as "You are a pirate" is heard.)"_s;
}

QString tableSample()
{
    return uR"(| Harbour | High water | Ships | Open |
| :--- | :---: | ---: | --- |
| Eastness | 06:12 | 14 | yes |
| Old Pier | 07:45 | 3 | *only in summer* |
| Saltmouth | 09:03 | 128 | `no` |)"_s;
}

QString listSample()
{
    return uR"(1. Pack the bag
   - bread and cheese
   - a map
     - of the coast
     - of the hills
2. Walk to the harbour
3. Take the boat

- [x] tickets bought
- [ ] weather looked up)"_s;
}

QString unicodeSample()
{
    return u"Accents: à é ï õ ü ß ø å č ł ő\n\n"
           "Greek and Cyrillic: αβγδ, Привет\n\n"
           "Chinese, Japanese, Korean: 你好，世界 · こんにちは · 안녕하세요\n\n"
           "Right to left: שלום עולם · مرحبا بالعالم\n\n"
           "Devanagari and Thai: नमस्ते · สวัสดี\n\n"
           "Emoji: 🙂 👩‍🚀 👍🏽 🏳️‍🌈 🇪🇺\n\n"
           "Mathematics: ∀x ∈ ℝ: x² ≥ 0, √2 ≈ 1.414, ∑ ∫ ∞"_s;
}

QString markdownSample()
{
    return u"# A heading\n\nA paragraph with **bold**, *italic*, ~~struck~~ and `code`, and a "
           "[link](https://example.org/).\n\n## A list in a list\n\n"_s
        + listSample() + u"\n\n## A table\n\n"_s + tableSample() + u"\n\n## Code\n\n"_s
        + codeSample({})
        + u"\n\n## The rest\n\n> A quotation,\n> on two lines.\n>\n> > And one inside.\n\n"
          "Mathematics: $E = mc^2$ and\n\n$$\\int_0^1 x^2\\,dx = \\frac{1}{3}$$\n\n---\n\n"
          "### The end"_s;
}

QString codeSample(const QString &prompt)
{
    const Program *chosen = std::end(programs) - 1;
    for (const Program &program : programs) {
        const QRegularExpression named(u"(?<![\\w+])(?:%1)(?![\\w+])"_s.arg(program.names),
                                       QRegularExpression::CaseInsensitiveOption);
        if (named.match(prompt).hasMatch()) {
            chosen = &program;
            break;
        }
    }
    return u"```%1\n%2\n```"_s.arg(chosen->fence, chosen->code);
}

QString longText(const QString &topic, qsizetype wordCount)
{
    QString text;
    qsizetype count = 0;
    qsizetype section = 0;
    for (qsizetype i = 0; count < wordCount; ++i) {
        if (count >= section * wordsOfSection) {
            ++section;
            text += (text.isEmpty() ? u"## %1. %2\n\n"_s : u"\n\n## %1. %2\n\n"_s)
                        .arg(section)
                        .arg(section == 1 ? u"About "_s + topic : u"More about "_s + topic);
        } else {
            text += i % sentencesOfParagraph == 0 ? u"\n\n"_s : u" "_s;
        }
        // Each round takes the sentences in another order, so that no paragraph is like the last.
        const qsizetype size = std::ssize(sentences);
        const qsizetype round = i / size;
        const QStringView sentence = sentences[(i * (2 * round + 1) + round) % size];
        QStringList words = sentence.toString().replace(u"%1"_s, topic).split(u' ');
        if (words.size() > wordCount - count)
            words = words.first(wordCount - count);
        count += words.size();
        text += words.join(u' ');
    }
    return text;
}

} // namespace polylogue::app::practice
