// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/examination.h"
#include "app/probe/replyreader.h"
#include "app/wire/errorcodec.h"
#include "scriptedmodel.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::probe;
using polylogue::tests::ScriptedAnswer;
using polylogue::tests::ScriptedModel;
using Temper = ScriptedModel::Temper;

namespace {

const Pace pace{std::chrono::milliseconds(20), std::chrono::milliseconds(50)};

//! As ProbeCall would have it, without a socket and with a clock of its own.
Reply replyTo(const Request &request, ScriptedModel &model)
{
    const bool isChat = std::holds_alternative<wire::ChatRequest>(request);
    const QByteArray body = isChat
        ? std::get<QByteArray>(
            wire::encodeChatRequest(std::get<wire::ChatRequest>(request))->pieces.first())
        : wire::encodeEmbeddingsRequest(std::get<wire::EmbeddingsRequest>(request));
    const ScriptedAnswer answer = model.answer(isChat ? "/chat/completions" : "/embeddings", body);
    ReplyReader reader(request, {});
    std::chrono::milliseconds at(answer.delay);
    if (answer.status >= 300)
        return reader.finish(wire::decodeErrorBody(answer.status, {}, answer.chunks.join()), at);
    for (const QByteArray &chunk : answer.chunks) {
        reader.feed(chunk, at);
        at += std::chrono::milliseconds(answer.gap);
    }
    if (answer.isCut)
        return reader.finish(base::Error{.kind = base::ErrorKind::Network}, at);
    return reader.finish({}, at);
}

Judgement judge(Capability capability, ScriptedModel &model, QRandomGenerator &random)
{
    Examination examination(capability, Subject{.model = u"m"_s}, pace, random);
    Step step = examination.begin();
    for (int requests = 0; requests < 40; ++requests) {
        if (const auto *judgement = std::get_if<Judgement>(&step))
            return *judgement;
        step = examination.next(replyTo(std::get<Request>(step), model));
    }
    qFatal("it asks for ever");
}

//! Of who makes no embeddings nothing more about them is asked; batches have a test of their own.
bool isAsked(Capability capability, const ScriptedModel &model)
{
    return !isOfEmbeddings(capability) || capability == Capability::Embeddings
        || (capability == Capability::InputType
            && model.truth(Capability::Embeddings) == Verdict::Yes);
}

QString tell(Capability capability, const Judgement &judgement, Verdict truth)
{
    return u"%1: %2 (%3, %4), but it is %5"_s.arg(nameOf(capability), nameOf(judgement.verdict),
                                                  nameOf(judgement.ground), judgement.words,
                                                  nameOf(truth));
}

} // namespace

class tst_Examination : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesHonestServersRight();
    void isNeverWrongAboutUnreliableOnes();
    void provesNothingByOddAnswers_data();
    void provesNothingByOddAnswers();
    void findsTheLimitOfABatch();
    void contradictionsAreUnsure();
    void refusalsAreToldInTheServersWords();
    void readsCodesThatNobodyGuesses();
    void estimatesWhatItTakes();
};

void tst_Examination::judgesHonestServersRight()
{
    int definite = 0;
    int all = 0;
    for (quint32 seed = 1; seed <= 120; ++seed) {
        ScriptedModel model(Temper::Honest, seed);
        QRandomGenerator random(seed * 7919);
        for (const Capability capability : allCapabilities()) {
            if (!isAsked(capability, model))
                continue;
            const Judgement judgement = judge(capability, model, random);
            const Verdict truth = model.truth(capability);
            const bool isRight = judgement.verdict == truth || judgement.verdict == Verdict::Unsure;
            QVERIFY2(isRight,
                     qPrintable(u"seed %1, "_s.arg(seed) + tell(capability, judgement, truth)));
            ++all;
            definite += judgement.verdict == truth ? 1 : 0;
        }
    }
    // Unsure is allowed, but it must not be the way out.
    QVERIFY2(definite * 100 >= all * 99, qPrintable(u"%1 of %2"_s.arg(definite).arg(all)));
}

void tst_Examination::isNeverWrongAboutUnreliableOnes()
{
    int definite = 0;
    int all = 0;
    for (quint32 seed = 1; seed <= 80; ++seed) {
        ScriptedModel model(Temper::Unreliable, seed);
        QRandomGenerator random(seed * 104729);
        for (const Capability capability : allCapabilities()) {
            if (!isAsked(capability, model))
                continue;
            const Judgement judgement = judge(capability, model, random);
            const Verdict truth = model.truth(capability);
            const bool isRight = judgement.verdict == truth || judgement.verdict == Verdict::Unsure;
            QVERIFY2(isRight,
                     qPrintable(u"seed %1, "_s.arg(seed) + tell(capability, judgement, truth)));
            ++all;
            definite += judgement.verdict == truth ? 1 : 0;
        }
    }
    QVERIFY(definite * 3 > all);
}

void tst_Examination::provesNothingByOddAnswers_data()
{
    QTest::addColumn<Temper>("temper");
    QTest::addColumn<bool>("mayDisprove"); // it does not do what it is told, which is proof
    QTest::newRow("fluent nonsense") << Temper::Nonsense << true;
    QTest::newRow("always yes") << Temper::AlwaysYes << true;
    QTest::newRow("the question again") << Temper::EchoesQuestion << true;
    QTest::newRow("all messages again") << Temper::EchoesAll << true;
    QTest::newRow("200 with an error") << Temper::ErrorIn200 << false;
    QTest::newRow("429") << Temper::RateLimited << false;
    QTest::newRow("cut off") << Temper::Cut << false;
}

void tst_Examination::provesNothingByOddAnswers()
{
    QFETCH(const Temper, temper);
    QFETCH(const bool, mayDisprove);
    // Whether a field is taken is seen by any answer at all.
    const QList<Capability> shownByAnyAnswer{Capability::Temperature, Capability::Seed,
                                             Capability::Streaming,   Capability::Embeddings,
                                             Capability::InputType,   Capability::BatchLimit};
    for (quint32 seed = 1; seed <= 10; ++seed) {
        ScriptedModel model(temper, seed);
        for (const Capability capability : allCapabilities())
            model.setTruth(capability, Verdict::Yes);
        QRandomGenerator random(seed * 15485863);
        for (const Capability capability : allCapabilities()) {
            if (shownByAnyAnswer.contains(capability) && mayDisprove)
                continue;
            const Judgement judgement = judge(capability, model, random);
            const bool isFair = judgement.verdict == Verdict::Unsure
                || (judgement.verdict == Verdict::No && mayDisprove);
            // Embeddings are one body, which is whole or not JSON.
            QVERIFY2(isFair || (isOfEmbeddings(capability) && temper == Temper::Cut),
                     qPrintable(tell(capability, judgement, Verdict::Unsure)));
        }
    }
}

void tst_Examination::findsTheLimitOfABatch()
{
    for (quint32 seed = 1; seed <= 40; ++seed) {
        ScriptedModel model(Temper::Honest, seed);
        model.setTruth(Capability::Embeddings, Verdict::Yes);
        QRandomGenerator random(seed);
        const Judgement judgement = judge(Capability::BatchLimit, model, random);
        const bool isBeyond = model.batchLimit() >= 2048;
        QCOMPARE(judgement,
                 (Judgement{Verdict::Yes, isBeyond ? Ground::AtLeast : Ground::Measured,
                            QString::number(std::min(model.batchLimit(), 2048))}));
    }
}

void tst_Examination::contradictionsAreUnsure()
{
    QRandomGenerator random(1);
    Examination examination(Capability::SystemPrompt, Subject{.model = u"m"_s}, pace, random);
    Step step = examination.begin();
    step = examination.next({.text = u"Red and blue"_s});
    const auto *second = std::get_if<Request>(&step);
    QVERIFY(second); // a no is asked for once more, with another word
    const QString prompt = std::get<wire::ChatRequest>(*second).systemPrompt;
    const QString word = prompt.section(u'"', 1, 1);

    step = examination.next({.text = u"Red and blue, "_s + word});

    QCOMPARE(std::get<Judgement>(step), (Judgement{Verdict::Unsure, Ground::Contradictory, {}}));
}

void tst_Examination::refusalsAreToldInTheServersWords()
{
    const Reply refusal{.error = wire::decodeErrorBody(
                            400, {},
                            R"({"error":{"message":"Unsupported value: 'temperature'","param":)"
                            R"("temperature","code":"unsupported_value"}})")};
    QRandomGenerator random(1);
    Examination examination(Capability::Temperature, Subject{.model = u"m"_s}, pace, random);
    (void)examination.begin();
    Step step = examination.next(refusal);
    QVERIFY(std::holds_alternative<Request>(step));

    step = examination.next(refusal);

    QCOMPARE(std::get<Judgement>(step),
             (Judgement{Verdict::Refused, Ground::RefusedByServer,
                        u"Unsupported value: 'temperature'"_s}));
}

void tst_Examination::readsCodesThatNobodyGuesses()
{
    QRandomGenerator random(42);
    QRandomGenerator guesses(43);
    int lucky = 0;
    const int tries = 2'000;
    for (int i = 0; i < tries; ++i) {
        const auto probe = makeProbe(Capability::PdfText, Subject{.model = u"m"_s}, pace, random);
        (void)probe->begin();
        const Reply guess{.text = QString::number(guesses.bounded(100'000, 1'000'000))};
        const Step step = probe->next(guess);
        lucky += std::get<Judgement>(step).verdict == Verdict::Yes ? 1 : 0;
    }
    QVERIFY(lucky <= 1);
}

void tst_Examination::estimatesWhatItTakes()
{
    const endpoint::ModelInfo unknown{.id = u"a"_s};
    endpoint::ModelInfo embedding{.id = u"b"_s};
    embedding.capabilities.embeddings = true;
    embedding.capabilities.chat = false;

    const Estimate one = estimateFor({unknown});
    const Estimate other = estimateFor({embedding});

    QCOMPARE(one.requests, 19);
    QVERIFY(one.mostRequests == 2 * one.requests);
    QVERIFY(other.requests < one.requests);
    QCOMPARE(estimateFor({unknown, embedding}).requests, one.requests + other.requests);
    QCOMPARE(estimateFor({}), Estimate{});
}

QTEST_GUILESS_MAIN(tst_Examination)
#include "tst_examination.moc"
