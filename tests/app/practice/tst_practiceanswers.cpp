// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/answerplanner.h"
#include "app/practice/words.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::practice;

class tst_PracticeAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void promptsGetTheAnswerOfTheirRule_data();
    void promptsGetTheAnswerOfTheirRule();
    void samePromptsGetTheSameAnswer();
    void longAnswersHaveTheLengthAskedFor_data();
    void longAnswersHaveTheLengthAskedFor();
    void theSystemPromptShows_data();
    void theSystemPromptShows();
    void deliveryIsAsAskedFor_data();
    void deliveryIsAsAskedFor();
    void earlierMessagesAreRemembered();
    void reasonersReasonFirst();
    void stopSequencesEndTheText();
    void limitsCutAndSaySo();
    void jsonHasTheKeysOfThePrompt();
    void jsonAgreesWithColoursOnly_data();
    void jsonAgreesWithColoursOnly();
    void jsonFollowsTheSchema();
    void filesAreSpokenOf();
    void bandsAreNamedInTheirOrder();
    void picturesAreRefusedByTextModels();
    void longConversationsExceedTheContext();
    void filesInQuestionAreThoseOfTheLatestTurn();
};

namespace {

const PracticeModel &model(const QString &id)
{
    return *findPracticeModel(id);
}

ChatRequest requestOf(const QString &text, const QString &system = {})
{
    ChatRequest request{.model = u"practice-vision"_s};
    if (!system.isEmpty())
        request.turns.push_back({.role = Turn::Role::System, .text = system});
    request.turns.push_back({.role = Turn::Role::User, .text = text});
    return request;
}

PlannedAnswer answerTo(const QString &text, const QString &system = {})
{
    return planAnswer(requestOf(text, system), model(u"practice-vision"_s), {});
}

const Observation redPicture{.kind = Media::Kind::Image,
                             .sentence = u"I see 64 x 48 pixels, mostly dark red (58 %)."_s,
                             .details = u"a table of colours"_s,
                             .colors = {u"dark red"_s, u"white"_s}};

} // namespace

void tst_PracticeAnswers::promptsGetTheAnswerOfTheirRule_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("part");

    QTest::newRow("greeting") << u"Hello"_s << u"no language model"_s;
    QTest::newRow("greeting in German") << u"Guten Tag!"_s << u"practice endpoint"_s;
    QTest::newRow("who") << u"Who are you?"_s << u"no language model"_s;
    QTest::newRow("which model") << u"what model is this"_s << u"practice-vision"_s;
    QTest::newRow("help") << u"help"_s << u"fail with 429"_s;
    QTest::newRow("what can I try") << u"What can I try here?"_s << u"summarize"_s;
    QTest::newRow("markdown") << u"Show me markdown"_s << u"> > And one inside."_s;
    QTest::newRow("table") << u"give me a table of harbours"_s << u"| :--- |"_s;
    QTest::newRow("table and code")
        << u"show me a table and some code in Python"_s << u"```python"_s;
    QTest::newRow("picture") << u"Draw a red circle"_s << u"a red circle"_s;
    QTest::newRow("list") << u"a nested list, please"_s << u"     - of the coast"_s;
    QTest::newRow("code") << u"show me code"_s << u"```python\n"_s;
    QTest::newRow("code in C++") << u"Write some code in C++"_s << u"```cpp\n"_s;
    QTest::newRow("program in Rust") << u"write a program in rust"_s << u"```rust\n"_s;
    QTest::newRow("unicode") << u"show unicode"_s << u"\u3053\u3093\u306b\u3061\u306f"_s;
    QTest::newRow("sum") << u"What is 12*7?"_s << u"= 84"_s;
    QTest::newRow("repeat") << u"Repeat after me: The tide is out"_s << u"The tide is out"_s;
    QTest::newRow("count") << u"How many words are in: one two three"_s << u"3 words"_s;
    QTest::newRow("counting") << u"Count from 8 to 11, please."_s << u"8, 9, 10, 11"_s;
    QTest::newRow("looking up") << u"Here:\nfig: 482\nplum: 7 kg\n\nLook up these: plum, fig."_s
                                << u"7 kg, 482"_s;
    QTest::newRow("thanks") << u"Thank you!"_s << u"welcome"_s;
    QTest::newRow("slowly alone") << u"slowly"_s << u"as you asked"_s;
    QTest::newRow("anything else")
        << u"Explain the reign of Queen Anne"_s << u"about explain, reign, queen"_s;
    QTest::newRow("long is no wish by itself")
        << u"It was a long day for the miners"_s << u"no real answer"_s;
    QTest::newRow("tables can be furniture")
        << u"Who made wooden tables first?"_s << u"no real answer"_s;
    QTest::newRow("JSON can be a topic")
        << u"Explain in two lines where JSON comes from"_s << u"no real answer"_s;
    QTest::newRow("JSON code") << u"show me code in JSON"_s << u"```json\n"_s;
    QTest::newRow("JSON asked for") << u"Say who you are as JSON"_s << u"{\"answer\": \"I am"_s;
    QTest::newRow("what is error 404 is no wish")
        << u"What is error 404 about?"_s << u"no real answer"_s;
}

void tst_PracticeAnswers::promptsGetTheAnswerOfTheirRule()
{
    QFETCH(const QString, prompt);
    QFETCH(const QString, part);

    const PlannedAnswer answer = answerTo(prompt);
    QVERIFY2(answer.text.contains(part), qPrintable(answer.text));
    QCOMPARE(answer.finish, PlannedAnswer::Finish::Stop);
    QVERIFY(answer.reasoning.isEmpty());
}

void tst_PracticeAnswers::samePromptsGetTheSameAnswer()
{
    const QString prompt = u"Tell me of lighthouses, storms and whoever keeps them"_s;
    QCOMPARE(answerTo(prompt).text, answerTo(prompt).text);
}

void tst_PracticeAnswers::longAnswersHaveTheLengthAskedFor_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<int>("words");

    QTest::newRow("50") << u"write 50 words about harbours"_s << 50;
    QTest::newRow("2000") << u"Please write 2,000 words about harbours"_s << 2000;
    QTest::newRow("long") << u"a long answer about harbours"_s << 1500;
    QTest::newRow("too many") << u"write 9999999 words about harbours"_s << 20'000;
}

void tst_PracticeAnswers::longAnswersHaveTheLengthAskedFor()
{
    QFETCH(const QString, prompt);
    QFETCH(const int, words);

    const QString text = answerTo(prompt).text;
    qsizetype count = 0;
    for (const QString &line : text.split(u'\n')) {
        if (!line.startsWith(u'#'))
            count += line.split(u' ', Qt::SkipEmptyParts).size();
    }
    QCOMPARE(count, words);
    QVERIFY(text.contains("harbours"_L1));
}

void tst_PracticeAnswers::theSystemPromptShows_data()
{
    QTest::addColumn<QString>("system");
    QTest::addColumn<QString>("part");

    QTest::newRow("pirate") << u"You are a pirate and only speak in pirate"_s << u"Ahoy"_s;
    QTest::newRow("capitals") << u"Answer in capital letters."_s << u"HELLO! I AM"_s;
    QTest::newRow("last words") << u"End every answer with \"Over and out.\""_s
                                << u"Over and out."_s;
    QTest::newRow("anything else")
        << u"You are a botanist"_s << u"\u201cYou are a botanist\u201d"_s;
}

void tst_PracticeAnswers::theSystemPromptShows()
{
    QFETCH(const QString, system);
    QFETCH(const QString, part);

    const QString text = answerTo(u"Hello"_s, system).text;
    QVERIFY2(text.contains(part), qPrintable(text));
    QCOMPARE(answerTo(u"Reply with exactly: PONG"_s, system).text, u"PONG"_s);
    QVERIFY(answerTo(u"code in python"_s, system).text.contains("Counter"_L1)
            || system.contains("capital"_L1));
}

void tst_PracticeAnswers::deliveryIsAsAskedFor_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<int>("failStatus");
    QTest::addColumn<int>("breakAfter");
    QTest::addColumn<int>("delay");
    QTest::addColumn<int>("pace");

    const int usual = PlannedAnswer().tokensPerSecond;
    QTest::newRow("plain") << u"hello"_s << 0 << 0 << 0 << usual;
    QTest::newRow("fail") << u"fail with 429"_s << 429 << 0 << 0 << usual;
    QTest::newRow("answer with error")
        << u"Please answer with error 503"_s << 503 << 0 << 0 << usual;
    QTest::newRow("no such error") << u"fail with 200"_s << 0 << 0 << 0 << usual;
    QTest::newRow("break off") << u"write 100 words and break off"_s << 0 << 12 << 0 << usual;
    QTest::newRow("wait") << u"Wait 5 seconds, then say hello"_s << 0 << 0 << 5000 << usual;
    QTest::newRow("wait at most") << u"wait 100 minutes"_s << 0 << 0 << 600'000 << usual;
    QTest::newRow("slow") << u"write 100 words slowly"_s << 0 << 0 << 0 << 12;
    QTest::newRow("fast") << u"write 100 words, fast"_s << 0 << 0 << 0 << 5000;
}

void tst_PracticeAnswers::deliveryIsAsAskedFor()
{
    QFETCH(const QString, prompt);
    QFETCH(const int, failStatus);
    QFETCH(const int, breakAfter);
    QFETCH(const int, delay);
    QFETCH(const int, pace);

    const PlannedAnswer answer = answerTo(prompt);
    QCOMPARE(answer.failStatus, failStatus);
    QCOMPARE(answer.breakAfter.value_or(0), breakAfter);
    QCOMPARE(answer.delay.count(), delay);
    QCOMPARE(answer.tokensPerSecond, pace);
}

void tst_PracticeAnswers::earlierMessagesAreRemembered()
{
    ChatRequest request = requestOf(u"My name is Ada and I like tides"_s);
    request.turns.push_back({.role = Turn::Role::Assistant, .text = u"Good."_s});
    request.turns.push_back({.role = Turn::Role::User, .text = u"What is my name?"_s});
    QVERIFY(planAnswer(request, model(u"practice-text"_s), {}).text.contains("Ada"_L1));

    request.turns.back().text = u"What did I say before?"_s;
    QVERIFY(planAnswer(request, model(u"practice-text"_s), {}).text.contains("like tides"_L1));
}

void tst_PracticeAnswers::reasonersReasonFirst()
{
    const PlannedAnswer answer =
        planAnswer(requestOf(u"what is 6*7"_s), model(u"practice-reasoner"_s), {});
    QVERIFY(answer.reasoning.contains("a calculation"_L1));
    QCOMPARE(answer.text, u"6*7 = 42"_s);
    const TokenCounts counts = countTokens(requestOf(u"what is 6*7"_s), answer);
    QCOMPARE_GT(counts.reasoning, 0);
    QCOMPARE_GT(counts.completion, counts.reasoning);
}

void tst_PracticeAnswers::stopSequencesEndTheText()
{
    ChatRequest request = requestOf(u"repeat: one two three four"_s);
    request.stops = {u"nine"_s, u" three"_s};
    const PlannedAnswer answer = planAnswer(request, model(u"practice-text"_s), {});
    QCOMPARE(answer.text, u"one two"_s);
    QCOMPARE(answer.finish, PlannedAnswer::Finish::Stop);
}

void tst_PracticeAnswers::limitsCutAndSaySo()
{
    ChatRequest request = requestOf(u"write 100 words"_s);
    request.maximumTokens = 10;
    PlannedAnswer answer = planAnswer(request, model(u"practice-text"_s), {});
    QCOMPARE(tokensOf(answer.text).size(), 10);
    QCOMPARE(answer.finish, PlannedAnswer::Finish::Length);
    QCOMPARE(countTokens(request, answer).completion, 10);

    answer = planAnswer(request, model(u"practice-reasoner"_s), {});
    QCOMPARE(tokensOf(answer.reasoning).size(), 10);
    QVERIFY(answer.text.isEmpty());
}

void tst_PracticeAnswers::jsonHasTheKeysOfThePrompt()
{
    const QString text =
        answerTo(u"Describe it as a json object: {\"is_open\": boolean, whether it is open, "
                 "\"ships\": the number of 14 ships, \"names\": list of names, "
                 "\"remark\": your remark}."_s)
            .text;
    QCOMPARE(text,
             u"{\"is_open\": true, \"ships\": 14, \"names\": [\"practice value\"], "
             "\"remark\": \"practice value\"}"_s);
}

void tst_PracticeAnswers::jsonAgreesWithColoursOnly_data()
{
    QTest::addColumn<QString>("claim");
    QTest::addColumn<QString>("verdict");

    QTest::newRow("right colour") << u"a red stapler"_s << u"true"_s;
    QTest::newRow("wrong colour") << u"a blue stapler"_s << u"false"_s;
    QTest::newRow("no colour") << u"a stapler"_s << u"true"_s;
}

void tst_PracticeAnswers::jsonAgreesWithColoursOnly()
{
    QFETCH(const QString, claim);
    QFETCH(const QString, verdict);

    const ChatRequest request =
        requestOf(u"Is this "_s + claim + u"? {\"is_correct\": boolean, \"description\": text}"_s,
                  u"Only the exact json text."_s);
    const QString text = planAnswer(request, model(u"practice-vision"_s), {redPicture}).text;
    QCOMPARE(text,
             u"{\"is_correct\": "_s + verdict + u", \"description\": \""_s + redPicture.sentence
                 + u"\"}"_s);
}

void tst_PracticeAnswers::jsonFollowsTheSchema()
{
    ChatRequest request = requestOf(u"a person of 200 or 42 years"_s);
    request.format = ChatRequest::Format::JsonSchema;
    Schema age{.type = u"integer"_s, .minimum = 0, .maximum = 120};
    Schema kind{.type = u"string"_s, .choices = {u"\"a\""_s, u"\"b\""_s}};
    Schema list{.type = u"array"_s, .items = {kind}, .minimumItems = 2};
    request.schema = {.type = u"object"_s,
                      .properties = {{u"age"_s, age, true}, {u"kinds"_s, list, true}}};
    QCOMPARE(planAnswer(request, model(u"practice-text"_s), {}).text,
             u"{\"age\": 42, \"kinds\": [\"a\", \"a\"]}"_s);
}

void tst_PracticeAnswers::filesAreSpokenOf()
{
    QCOMPARE(
        planAnswer(requestOf(u"What is this?"_s), model(u"practice-vision"_s), {redPicture}).text,
        redPicture.sentence);
    QVERIFY(
        planAnswer(requestOf(u"Describe it in detail"_s), model(u"practice-vision"_s), {redPicture})
            .text.contains(redPicture.details));
}

void tst_PracticeAnswers::bandsAreNamedInTheirOrder()
{
    Observation banded = redPicture;
    banded.bands = {u"red"_s, u"blue"_s, u"red"_s};
    const auto words = [&banded](const QString &text) {
        return planAnswer(requestOf(text), model(u"practice-vision"_s), {banded}).text;
    };
    QVERIFY(words(u"Which colours do its bands have?"_s).contains(u"red, blue, red"_s));
    QVERIFY(!words(u"What is in this picture?"_s).contains(u"red, blue, red"_s));
}

void tst_PracticeAnswers::picturesAreRefusedByTextModels()
{
    ChatRequest request = requestOf(u"What is this?"_s);
    request.turns.back().media.push_back({.kind = Media::Kind::Image, .bytes = "x"_ba});
    const auto refusal = refusalOf(request, model(u"practice-text"_s));
    QVERIFY(refusal);
    QCOMPARE(refusal->httpStatus, 400);
    QVERIFY(refusal->detail.contains("image_url"_L1));
    QVERIFY(!refusalOf(request, model(u"practice-vision"_s)));

    request.turns.back().media.front().kind = Media::Kind::Document;
    QVERIFY(!refusalOf(request, model(u"practice-text"_s)));
}

void tst_PracticeAnswers::longConversationsExceedTheContext()
{
    const ChatRequest request = requestOf(u"word "_s.repeated(40'000));
    const auto refusal = refusalOf(request, model(u"practice-text"_s));
    QVERIFY(refusal);
    QVERIFY(refusal->detail.contains("maximum context length"_L1));
    QVERIFY(!refusalOf(request, model(u"practice-vision"_s)));
}

void tst_PracticeAnswers::filesInQuestionAreThoseOfTheLatestTurn()
{
    ChatRequest request = requestOf(u"What is this?"_s);
    request.turns.back().media.push_back({.kind = Media::Kind::Image, .bytes = "x"_ba});
    QCOMPARE(mediaInQuestion(request).size(), size_t(1));

    request.turns.push_back({.role = Turn::Role::Assistant, .text = u"A picture."_s});
    request.turns.push_back(
        {.role = Turn::Role::User, .text = u"Which colours has the picture?"_s});
    QCOMPARE(mediaInQuestion(request).size(), size_t(1));

    request.turns.back().text = u"What is 2 + 2?"_s;
    QVERIFY(mediaInQuestion(request).empty());
}

QTEST_APPLESS_MAIN(tst_PracticeAnswers)
#include "tst_practiceanswers.moc"
