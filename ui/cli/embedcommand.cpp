// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/embedcommand.h"

#include "app/session/outputjson.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace polylogue::ui::cli {

using app::base::Error;
using app::net::EmbeddingRequest;
using app::wire::Embeddings;

namespace {

// What the strictest known servers take in one request (app/wire/README.md).
constexpr qsizetype batchSize = 96;

// Enough digits that the same float is read back.
constexpr int floatDigits = 9;

QString lineOf(const std::vector<float> &vector)
{
    QString line;
    for (const float number : vector) {
        if (!line.isEmpty())
            line += u' ';
        line += QString::number(static_cast<double>(number), 'g', floatDigits);
    }
    return line + u'\n';
}

void add(std::optional<qint64> &sum, const std::optional<qint64> &more)
{
    if (more)
        sum = sum.value_or(0) + *more;
}

} // namespace

QStringList textsIn(const QString &text)
{
    QStringList lines = text.split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    for (QString &line : lines) {
        if (line.endsWith(u'\r'))
            line.chop(1);
    }
    return lines;
}

EmbedCommand::EmbedCommand(const CommandContext &context, const EmbedInvocation &invocation,
                           const QStringList &texts, QObject *parent)
    : Command(parent)
    , m_context(context)
    , m_invocation(invocation)
    , m_texts(texts)
    , m_finder(context, invocation.server, ServerFinder::Need::Embeddings, invocation.model)
{
    connect(&m_finder, &ServerFinder::found, this, &EmbedCommand::askForNextBatch);
    connect(&m_finder, &ServerFinder::failed, this, &EmbedCommand::end);
}

void EmbedCommand::askForNextBatch()
{
    const app::net::EndpointAccess &access = m_finder.access();
    m_request = std::make_unique<EmbeddingRequest>(
        m_context.client, access,
        app::wire::EmbeddingsRequest{.model = m_finder.model(),
                                     .input = m_texts.mid(m_done, batchSize),
                                     .inputType = m_invocation.inputType,
                                     .quirks = access.endpoint.quirks});
    connect(m_request.get(), &EmbeddingRequest::completed, this, &EmbedCommand::onBatch);
    connect(m_request.get(), &EmbeddingRequest::failed, this, [this](const Error &error) {
        noteError(m_context.terminal, error, m_finder.model(),
                  error.kind == app::base::ErrorKind::Unauthorized
                      ? missingKeyHint(m_finder.access())
                      : QString());
        end(Refused, error);
    });
}

void EmbedCommand::onBatch(const Embeddings &embeddings)
{
    add(m_usage.promptTokens, embeddings.usage.promptTokens);
    add(m_usage.totalTokens, embeddings.usage.totalTokens);
    m_done += qMin(batchSize, m_texts.size() - m_done);
    for (const std::vector<float> &vector : embeddings.vectors) {
        if (m_invocation.isJson)
            m_vectors.push_back(vector);
        else
            m_context.terminal.write(lineOf(vector));
    }
    if (m_context.terminal.isBroken())
        end(Refused, std::nullopt);
    else if (m_done < m_texts.size())
        // The request is still emitting: its successor takes its place when control has returned.
        QTimer::singleShot(0, this, &EmbedCommand::askForNextBatch);
    else
        end(Answered, std::nullopt);
}

void EmbedCommand::end(int exitCode, const std::optional<Error> &error)
{
    if (m_invocation.isJson && (exitCode == Answered || error))
        m_context.terminal.writeBytes(
            app::session::encodeVectors(m_finder.model(), m_vectors, m_usage, error));
    Q_EMIT finished(exitCode);
}

} // namespace polylogue::ui::cli
