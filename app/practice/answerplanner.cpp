// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/answerplanner.h"

#include "app/practice/deliveryrules.h"
#include "app/practice/drawing.h"
#include "app/practice/jsonrules.h"
#include "app/practice/prompt.h"
#include "app/practice/speech.h"
#include "app/practice/textrules.h"
#include "app/practice/toolrules.h"
#include "app/practice/words.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

constexpr int tokensOfImage = 258; // as one of the real models counts them
constexpr int tokensOfTurn = 4;
constexpr qsizetype estimatedLength = 1'000'000; // characters: far above any context
constexpr qsizetype charactersOfToken = 5;

int tokenCount(const QString &text)
{
    if (text.size() > estimatedLength)
        return static_cast<int>(text.size() / charactersOfToken);
    return static_cast<int>(tokensOf(text).size());
}

int promptTokens(const ChatRequest &request)
{
    int count = 0;
    for (const Turn &turn : request.turns) {
        count += tokensOfTurn + tokenCount(turn.text)
            + tokensOfImage * static_cast<int>(turn.media.size());
        for (const CalledFunction &call : turn.calls)
            count += tokenCount(call.name) + tokenCount(call.arguments);
    }
    for (const Function &tool : request.tools)
        count += tokensOfTurn + tokenCount(tool.name) + tokenCount(tool.description);
    return count;
}

Prompt promptOf(const ChatRequest &request, const PracticeModel &model,
                const std::vector<Observation> &observations)
{
    Prompt prompt{request, model, observations, {}, {}, request.turns.size()};
    for (size_t i = 0; i < request.turns.size(); ++i) {
        const Turn &turn = request.turns[i];
        if (turn.role == Turn::Role::System)
            prompt.system += (prompt.system.isEmpty() ? QString() : u"\n"_s) + turn.text;
        if (turn.role == Turn::Role::User) {
            prompt.text = turn.text;
            prompt.userTurn = i;
        }
    }
    return prompt;
}

//! What is said about the files; empty where there are none.
QString wordsAboutFiles(const Prompt &prompt)
{
    static const QRegularExpression wish(
        u"\\bdetails?\\b|\\bdetailed\\b|\\bcolou?rs?\\b|\\beverything\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression bandsWish(u"\\b(?:bands?|stripes?)\\b"_s,
                                              QRegularExpression::CaseInsensitiveOption);
    const bool wantsDetails = wish.match(prompt.text).hasMatch();
    const bool wantsBands = bandsWish.match(prompt.text).hasMatch();
    QStringList sentences;
    for (const Observation &observation : prompt.observations) {
        if (wantsBands && observation.bands.size() > 1) {
            sentences.append(
                u"The colours along its lower edge, from left to right: %1. Letters and "
                "numbers in pictures I cannot read."_s.arg(observation.bands.join(u", "_s)));
            continue;
        }
        sentences.append(observation.sentence);
        if (wantsDetails && !observation.details.isEmpty())
            sentences.append(observation.details);
    }
    return sentences.join(u"\n\n"_s);
}

//! Who cannot look at pictures does not draw any.
std::optional<Drawing> drawingFor(const Prompt &prompt)
{
    return prompt.model.seesImages ? drawingAskedFor(prompt.text) : std::nullopt;
}

//! Cuts \a answer before the first stop sequence.
void applyStops(const QStringList &stops, PlannedAnswer &answer)
{
    for (const QString &stop : stops) {
        if (const qsizetype at = answer.text.indexOf(stop); at >= 0)
            answer.text.truncate(at);
    }
}

void applyLimit(int maximumTokens, PlannedAnswer &answer)
{
    const QStringList reasoning = tokensOf(answer.reasoning);
    const QStringList text = tokensOf(answer.text);
    if (reasoning.size() + text.size() <= maximumTokens || !answer.calls.empty())
        return;
    answer.finish = PlannedAnswer::Finish::Length;
    answer.reasoning =
        reasoning.first(std::min<qsizetype>(reasoning.size(), maximumTokens)).join(QString());
    answer.text =
        text.first(std::max<qsizetype>(0, maximumTokens - reasoning.size())).join(QString());
}

QString reasoningOf(const Prompt &prompt, const QString &rule)
{
    const QStringList words = wordsOf(prompt.text);
    QString text = u"The message has %1 words"_s.arg(words.size());
    if (const QString language = languageOf(prompt.text); !language.isEmpty())
        text += u" and seems to be in "_s + language;
    text += u".\n"_s;
    if (!prompt.observations.empty())
        text += u"It is about %1 attached.\n"_s.arg(
            prompt.observations.size() == 1 ? u"a file"_s : u"several files"_s);
    if (!prompt.request.tools.empty())
        text += u"I may call %1 tools.\n"_s.arg(prompt.request.tools.size());
    return text + u"Going through my rules from the top, I end at: "_s + rule + u"."_s;
}

} // namespace

std::vector<Media> mediaInQuestion(const ChatRequest &request)
{
    static const QRegularExpression reference(
        u"\\b(?:image|picture|photo|document|pdf|file|page|scan|colou?r|it)s?\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    bool isLatest = true;
    for (auto turn = request.turns.rbegin(); turn != request.turns.rend(); ++turn) {
        if (turn->role != Turn::Role::User)
            continue;
        const bool refers = !isLatest || reference.match(turn->text).hasMatch();
        if (!turn->media.empty() && (refers || !turn->hasDrawnImages))
            return turn->media;
        if (!refers)
            return {};
        isLatest = false;
    }
    return {};
}

std::optional<base::Error> refusalOf(const ChatRequest &request, const PracticeModel &model)
{
    if (const int count = promptTokens(request); count > model.contextLength)
        return base::Error{
            .kind = base::ErrorKind::ContextExceeded,
            .detail = u"This model's maximum context length is %1 tokens. However, your messages "
                      "resulted in %2 tokens."_s.arg(model.contextLength)
                          .arg(count),
            .httpStatus = 400};
    if (model.seesImages)
        return {};
    for (const Turn &turn : request.turns) {
        for (const Media &media : turn.media) {
            if (media.kind == Media::Kind::Image)
                return base::Error{.kind = base::ErrorKind::PartRefused,
                                   .detail = u"Content of type 'image_url' is not supported by "
                                             "the model '%1'."_s.arg(model.id),
                                   .httpStatus = 400};
        }
    }
    return {};
}

PlannedAnswer planAnswer(const ChatRequest &request, const PracticeModel &model,
                         const std::vector<Observation> &observations)
{
    const Prompt prompt = promptOf(request, model, observations);
    PlannedAnswer answer = deliveryAskedFor(prompt.text);
    if (answer.failStatus != 0)
        return answer;

    QString rule;
    const QString aboutFiles = wordsAboutFiles(prompt);
    if (auto tools = planTools(prompt)) {
        rule = u"the tools"_s;
        answer.calls = std::move(tools->calls);
        answer.text = answer.calls.empty() ? inMannerOf(prompt.system, tools->text) : QString();
        if (!answer.calls.empty())
            answer.finish = PlannedAnswer::Finish::ToolCalls;
    } else if (auto json = jsonAskedFor(prompt)) {
        rule = u"a wish for JSON"_s;
        answer.text = *json;
    } else if (const auto drawing = drawingFor(prompt)) {
        rule = u"a wish for a picture"_s;
        answer.text = inMannerOf(prompt.system, u"Here is %1."_s.arg(drawing->title));
        answer.images.append(drawing->png);
    } else if (!aboutFiles.isEmpty()) {
        rule = u"the attached files"_s;
        answer.text = inMannerOf(prompt.system, aboutFiles);
    } else {
        const WordsAnswer words = answerInWords(prompt);
        rule = words.rule;
        answer.text = words.isVerbatim ? words.text : inMannerOf(prompt.system, words.text);
    }
    if (model.reasons)
        answer.reasoning = reasoningOf(prompt, rule);
    applyStops(request.stops, answer);
    if (request.maximumTokens)
        applyLimit(*request.maximumTokens, answer);
    return answer;
}

TokenCounts countTokens(const ChatRequest &request, const PlannedAnswer &answer)
{
    TokenCounts counts{.prompt = promptTokens(request), .reasoning = tokenCount(answer.reasoning)};
    counts.completion = counts.reasoning + tokenCount(answer.text);
    counts.completion += tokensOfImage * static_cast<int>(answer.images.size());
    for (const CalledFunction &call : answer.calls)
        counts.completion += tokenCount(call.name) + tokenCount(call.arguments);
    return counts;
}

} // namespace polylogue::app::practice
