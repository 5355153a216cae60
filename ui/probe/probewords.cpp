// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/probe/probewords.h"

#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace polylogue::ui::probe {

using app::probe::Capability;
using app::probe::Finding;
using app::probe::Ground;
using app::probe::Judgement;
using app::probe::Verdict;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ProbeWords)
};

Explanation parameterExplanation(const QString &name)
{
    return {
        .question = Words::tr("Anything, with “%1” in the request.").arg(name),
        .purpose = Words::tr("Some models refuse the request because of it. Then it is left out "
                             "of chats with this model."),
        .proof = Words::tr("Yes: the server takes it. What difference it makes, one answer does "
                           "not show.")};
}

Explanation limitExplanation(const QString &name)
{
    return {.question = Words::tr("To count to 150 and more, in 20 tokens (“%1”).").arg(name),
            .purpose = Words::tr("Servers know one name for the limit of an answer's length or the "
                                 "other, and some obey neither."),
            .proof = Words::tr("Yes: the answer is cut by length. No: it is far longer.")};
}

Explanation documentExplanation(const QString &what, const QString &purpose)
{
    return {.question = what,
            .purpose = purpose,
            .proof = Words::tr("Yes: the number is right; nobody guesses six digits. No: another "
                               "number, or that there is nothing to be seen.")};
}

} // namespace

QString capabilityText(Capability capability)
{
    switch (capability) {
    case Capability::Answers:
        return Words::tr("Answers");
    case Capability::SystemPrompt:
        return Words::tr("Obeys a system prompt");
    case Capability::Streaming:
        return Words::tr("Streams");
    case Capability::Reasoning:
        return Words::tr("Shows its reasoning");
    case Capability::Images:
        return Words::tr("Sees images");
    case Capability::PdfText:
        return Words::tr("Reads a PDF's text");
    case Capability::PdfScan:
        return Words::tr("Reads a scanned PDF");
    case Capability::Tools:
        return Words::tr("Calls tools");
    case Capability::ParallelTools:
        return Words::tr("Several calls at once");
    case Capability::JsonObject:
        return Words::tr("JSON on request");
    case Capability::JsonSchema:
        return Words::tr("JSON of a schema");
    case Capability::Temperature:
        return u"temperature"_s;
    case Capability::MaxTokens:
        return u"max_tokens"_s;
    case Capability::MaxCompletionTokens:
        return u"max_completion_tokens"_s;
    case Capability::Seed:
        return u"seed"_s;
    case Capability::Stop:
        return u"stop"_s;
    case Capability::Embeddings:
        return Words::tr("Makes embeddings");
    case Capability::InputType:
        return u"input_type"_s;
    case Capability::BatchLimit:
        return Words::tr("Texts in one request");
    }
    return {};
}

Explanation explanationOf(Capability capability)
{
    switch (capability) {
    case Capability::Answers:
        return {Words::tr("Five numbers out of a list of ten, in a certain order."),
                Words::tr("Whoever does not answer this is asked nothing else."),
                Words::tr("Yes: exactly these numbers.")};
    case Capability::SystemPrompt:
        return {Words::tr("Two colours, under a system prompt that asks for a made-up last word."),
                Words::tr("Some servers drop the system prompt, some models do not heed it."),
                Words::tr("Yes: the word is there. No: it is missing.")};
    case Capability::Streaming:
        return {Words::tr("To count to 60, streamed."),
                Words::tr("Gateways may hold a stream back until it is whole."),
                Words::tr("Yes: three pieces or more, apart in time. No: all at once.")};
    case Capability::Reasoning:
        return {
            Words::tr("How many of four numbers are prime, after thinking."),
            Words::tr("What a model thinks before it answers is shown where the server sends it."),
            Words::tr("Yes: reasoning came beside the answer. No: only the answer.")};
    case Capability::Images:
        return {Words::tr("A picture made for this request: a number of six digits above six bands "
                          "of colour. Which number, which colours?"),
                Words::tr("Models without eyes refuse pictures, or make something up."),
                Words::tr("Yes: the number, or all colours in their order. No: other ones, or that "
                          "it sees nothing.")};
    case Capability::PdfText:
        return documentExplanation(
            Words::tr(
                "A PDF page made for this request that gives a number in letters. Which one?"),
            Words::tr(
                "Where a model does not read documents, Polylogue sends pictures of the pages "
                "or their text."));
    case Capability::PdfScan:
        return documentExplanation(
            Words::tr(
                "A PDF page made for this request that holds a picture of a number. Which one?"),
            Words::tr("Many models see scanned documents as blank."));
    case Capability::Tools:
        return {Words::tr("To use a tool for a parcel in a room, and to tell what it says."),
                Words::tr("Tools need the right arguments, and a model that uses their results."),
                Words::tr("Yes: the call has both numbers, the answer has the tool's. No: no call, "
                          "other arguments, or no result in the answer.")};
    case Capability::ParallelTools:
        return {Words::tr("To use a tool for two parcels at once."),
                Words::tr("Several calls in one answer save time."),
                Words::tr("Yes: both calls in one answer. No: one call, or none.")};
    case Capability::JsonObject:
        return {
            Words::tr("A sentence, with response_format json_object; then the same without it."),
            Words::tr("Answers that a program reads must be JSON and nothing else."),
            Words::tr("Yes: JSON with it, and a sentence without. No: a sentence with it.")};
    case Capability::JsonSchema:
        return {Words::tr("To choose from what only the schema of response_format names."),
                Words::tr("A schema that is ignored is worse than none."),
                Words::tr("Yes: an object of that schema. No: something else.")};
    case Capability::Temperature:
    case Capability::Seed:
        return parameterExplanation(capabilityText(capability));
    case Capability::MaxTokens:
    case Capability::MaxCompletionTokens:
        return limitExplanation(capabilityText(capability));
    case Capability::Stop:
        return {Words::tr("To count past a number at which “stop” ends the answer."),
                Words::tr("Some models refuse it, some servers ignore it."),
                Words::tr("Yes: it ends before that number. No: it goes on.")};
    case Capability::Embeddings:
        return {Words::tr("The vectors of two texts."),
                Words::tr("For maps and for finding texts by their meaning."),
                Words::tr("Yes: two different vectors. How long they are is told.")};
    case Capability::InputType:
        return {Words::tr("A vector for a text, for it as a query, and for a type that does not "
                          "exist."),
                Words::tr("Some models embed questions and documents differently."),
                Words::tr("Yes: the vectors differ, or the last is refused. No: neither.")};
    case Capability::BatchLimit:
        return {Words::tr("2,048 texts in one request, then fewer."),
                Words::tr("Servers refuse more texts than they take at once."),
                Words::tr("The number of texts that is still taken.")};
    }
    return {};
}

QString verdictText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Yes:
        return Words::tr("yes");
    case Verdict::No:
        return Words::tr("no");
    case Verdict::Unsure:
        return Words::tr("unsure");
    case Verdict::Refused:
        return Words::tr("refused");
    }
    return {};
}

QString shortText(const Finding &finding)
{
    const Judgement &judgement = finding.judgement;
    bool isNumber = false;
    const qlonglong number = judgement.words.toLongLong(&isNumber);
    if (!isNumber || judgement.verdict != Verdict::Yes)
        return verdictText(judgement.verdict);
    if (finding.capability == Capability::Embeddings)
        return Words::tr("%1 numbers").arg(text::count(number));
    if (finding.capability == Capability::BatchLimit && judgement.ground == Ground::AtLeast)
        return Words::tr("%1 or more").arg(text::count(number));
    if (finding.capability == Capability::BatchLimit)
        return Words::tr("at most %1").arg(text::count(number));
    return verdictText(judgement.verdict);
}

QString groundText(const Judgement &judgement)
{
    switch (judgement.ground) {
    case Ground::None:
        return {};
    case Ground::RightAnswer:
        return Words::tr("The answer was right.");
    case Ground::WrongAnswer:
        return Words::tr("The answer was wrong.");
    case Ground::NearAnswer:
        return Words::tr("The answer was nearly right.");
    case Ground::Denied:
        return Words::tr("The model says that there is nothing to be seen.");
    case Ground::OffTopic:
        return Words::tr("The answer does not say it.");
    case Ground::RepeatedQuestion:
        return Words::tr("The answer repeats the question.");
    case Ground::Declined:
        return Words::tr("The model or a filter would not answer.");
    case Ground::NoAnswer:
        return Words::tr("There was no answer in it.");
    case Ground::CutOff:
        return Words::tr("The answer broke off.");
    case Ground::RateLimited:
        return Words::tr("The server had too many requests.");
    case Ground::TimedOut:
        return Words::tr("No answer came in time.");
    case Ground::ServerFault:
        return Words::tr("The server or the connection failed.");
    case Ground::RefusedByServer:
        return Words::tr("The server said no.");
    case Ground::Accepted:
        return Words::tr("The server takes it.");
    case Ground::Obeyed:
        return Words::tr("It did what was asked.");
    case Ground::Ignored:
        return Words::tr("It made no difference.");
    case Ground::InPieces:
        return Words::tr("The answer came in pieces.");
    case Ground::AllAtOnce:
        return Words::tr("The answer came all at once.");
    case Ground::TooQuickToTell:
        return Words::tr("The answer was too short or too quick to tell.");
    case Ground::Shown:
        return Words::tr("Reasoning came with the answer.");
    case Ground::NotShown:
        return Words::tr("No reasoning came with the answer.");
    case Ground::NoCall:
        return Words::tr("It answered without a call.");
    case Ground::WrongArguments:
        return Words::tr("The call had other arguments.");
    case Ground::ResultNotUsed:
        return Words::tr("The tool's result is not in the answer.");
    case Ground::OneCallOnly:
        return Words::tr("It made one call only.");
    case Ground::NotJson:
        return Words::tr("There is more than JSON in the answer.");
    case Ground::JsonUnasked:
        return Words::tr("It answers with JSON also where none is asked for.");
    case Ground::OtherJson:
        return Words::tr("It is JSON, but not of the schema.");
    case Ground::Measured:
        return Words::tr("It was measured.");
    case Ground::AtLeast:
        return Words::tr("More was not tried.");
    case Ground::SameForAll:
        return Words::tr("Different texts got the same vector.");
    case Ground::Contradictory:
        return Words::tr("It was asked twice, with two different outcomes.");
    }
    return {};
}

QString sourceText(const Finding &finding)
{
    const QString when = QLocale().toString(finding.at.toLocalTime(), QLocale::ShortFormat);
    switch (finding.source) {
    case Finding::Source::Probe:
        return Words::tr("Found out by trying, %1").arg(when);
    case Finding::Source::User:
        return Words::tr("Entered by you, %1").arg(when);
    case Finding::Source::File:
        return Words::tr("Imported; found on %1").arg(when);
    }
    return {};
}

} // namespace polylogue::ui::probe
