// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/askcommand.h"

#include "app/net/refusedparts.h"
#include "app/session/outputjson.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/text/servererror.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::cli {

using app::attachments::Attachment;
using app::base::Error;
using app::base::ErrorKind;
using app::conversation::FinishReason;
using app::conversation::Message;
using app::conversation::MessageDelta;
using app::conversation::MessageState;
using app::session::ChatSession;
using app::session::ToolLoop;

namespace {

constexpr qsizetype LongestTold = 500; // characters of a tool's result

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AskCommand)
};

//! \param field what the server refused, as Message::notes has it
QString wordsFor(const QString &field)
{
    if (field == app::net::fileField)
        return Words::tr("The server refused the document as a file; sent in another form.");
    if (field == app::net::imageField)
        return Words::tr("The server refused images; sent in another form.");
    return Words::tr("The server refused \"%1\"; asked again without it.").arg(field);
}

} // namespace

AskCommand::AskCommand(const CommandContext &context, const AskInvocation &invocation,
                       const QString &prompt, const QList<app::mcp::ServerConfig> &servers,
                       QObject *parent)
    : Command(parent)
    , m_context(context)
    , m_invocation(invocation)
    , m_folder(context.cacheFolder + u"/ask-XXXXXX"_s)
    , m_blobs(invocation.isSaved ? context.dataFolder + u"/blobs"_s : m_folder.path())
    // Pictures of pages go with the command: whoever asks like this may not want them kept.
    , m_documents(m_blobs, m_folder.path() + u"/documents"_s)
    , m_loader(m_blobs)
    , m_draft{.text = prompt}
    , m_finder(context, invocation.server, ServerFinder::Need::Chat, invocation.model)
    , m_session(context.client, context.learned, m_blobs,
                [this] { return app::base::Result<app::net::EndpointAccess>(m_finder.access()); })
    , m_toolLoop(m_session)
    , m_tools(invocation.tools)
{
    if (invocation.isSaved)
        m_saved = std::make_unique<app::session::SavedChat>(context.dataFolder, m_session,
                                                            context.client);
    connect(&m_loader, &app::attachments::AttachmentLoader::changed, this,
            &AskCommand::onAttachmentChanged);
    m_session.setDocuments(&m_documents);
    m_session.setCapabilityProvider([this](const QString &model) {
        const auto found = std::ranges::find(m_knownModels, model, &app::endpoint::ModelInfo::id);
        return found == m_knownModels.end() ? app::endpoint::Capabilities{} : found->capabilities;
    });
    connect(&m_finder, &ServerFinder::found, this, &AskCommand::learnCapabilities);
    connect(&m_finder, &ServerFinder::failed, this,
            [this](int exitCode, const std::optional<Error> &error) {
                if (m_invocation.isJson && error)
                    m_context.terminal.writeBytes(app::session::encodeAnswer({.error = error}));
                Q_EMIT finished(exitCode);
            });
    connect(&m_session, &ChatSession::stateChanged, this, &AskCommand::onStateChanged);
    if (!servers.isEmpty())
        m_serverTools = std::make_unique<ServerTools>(context.client, context.secrets, servers);
    connect(&m_tools, &ScriptTools::loaded, this, &AskCommand::loadServerTools);
    connect(&m_tools, &ScriptTools::failed, this,
            [this](const QString &file, const QString &words) {
                m_context.terminal.note(tr("%1 is no tool:").arg(file));
                m_context.terminal.note(words);
                Q_EMIT finished(WrongUsage);
            });
    connect(&m_toolLoop, &ToolLoop::callStarted, this,
            [this](const app::conversation::ToolCallPart &call) {
                m_context.terminal.endLines();
                m_context.terminal.note(tr("Calling %1(%2)").arg(call.name, call.arguments));
            });
    connect(&m_toolLoop, &ToolLoop::callFinished, this,
            [this](const app::conversation::ToolCallPart &call,
                   const app::tools::ToolOutcome &outcome) {
                for (const QString &line : outcome.log)
                    m_context.terminal.note(call.name + u": "_s + line);
                m_context.terminal.note((outcome.isError ? tr("%1 failed: %2") : tr("%1 gave %2"))
                                            .arg(call.name, outcome.content.left(LongestTold)));
                m_printed.clear(); // another answer follows
                m_notesTold = 0;
            });
    connect(&m_toolLoop, &ToolLoop::ended, this, &AskCommand::onToolsEnded);
    connect(&m_session.conversation(), &app::conversation::Conversation::deltaApplied, this,
            [this](qsizetype, const MessageDelta &delta) { onDelta(delta); });
    connect(&m_session.conversation(), &app::conversation::Conversation::messageChanged, this,
            &AskCommand::onMessageChanged);
}

void AskCommand::start()
{
    if (m_invocation.tools.isEmpty())
        loadServerTools({});
    else
        m_tools.start();
}

void AskCommand::loadServerTools(const QList<app::tools::Tool> &scripts)
{
    m_toolLoop.setTools(scripts);
    if (!m_serverTools) {
        loadAttachments();
        return;
    }
    connect(m_serverTools.get(), &ServerTools::loaded, this,
            [this, scripts](const QList<app::tools::Tool> &tools) {
                m_toolLoop.setTools(scripts + tools);
                loadAttachments();
            });
    connect(m_serverTools.get(), &ServerTools::failed, this,
            [this](const QString &server, const Error &error) {
                m_context.terminal.note(tr("The server \"%1\" does not work:").arg(server));
                m_context.terminal.note(text::serverErrorText(error));
                if (m_invocation.isJson)
                    m_context.terminal.writeBytes(app::session::encodeAnswer({.error = error}));
                Q_EMIT finished(Refused);
            });
    m_serverTools->start();
}

void AskCommand::interrupt()
{
    m_isInterrupted = true;
    m_toolLoop.stop();
    m_session.stop();
    if (m_session.conversation().count() == 0)
        finish(Interrupted); // nothing had come yet: there is no answer to finish
}

void AskCommand::loadAttachments()
{
    if (m_invocation.attachments.isEmpty()) {
        m_finder.start();
        return;
    }
    if (!m_folder.isValid()) {
        fail(WrongUsage,
             {.kind = ErrorKind::Disk,
              .detail = m_folder.errorString(),
              .subject = m_context.cacheFolder});
        return;
    }
    for (const QString &path : m_invocation.attachments)
        m_draft.attachments.append(
            m_loader.addFile(path, app::attachments::pictureLimitsOf(m_invocation.model)));
}

void AskCommand::onAttachmentChanged(const Attachment &attachment)
{
    if (attachment.state == Attachment::State::Failed) {
        m_context.terminal.note(tr("%1 cannot be sent:").arg(attachment.fileName));
        fail(WrongUsage, attachment.error.value_or(Error{.kind = ErrorKind::File}));
        return;
    }
    bool isAnyReading = false;
    for (Attachment &waiting : m_draft.attachments) {
        if (waiting.id == attachment.id)
            waiting = attachment;
        isAnyReading = isAnyReading || waiting.state == Attachment::State::Reading;
    }
    if (!isAnyReading)
        m_finder.start();
}

//! What the model takes decides how files go to it. Without a list they go as they are, and the
//! server says.
void AskCommand::learnCapabilities()
{
    using app::net::ModelsRequest;
    m_knownModels = m_finder.models().value_or(QList<app::endpoint::ModelInfo>());
    if (m_draft.attachments.isEmpty() || m_finder.models()) {
        ask();
        return;
    }
    m_models = std::make_unique<ModelsRequest>(m_context.client, m_finder.access());
    connect(m_models.get(), &ModelsRequest::completed, this,
            [this](const QList<app::endpoint::ModelInfo> &models) {
                m_knownModels = models;
                ask();
            });
    connect(m_models.get(), &ModelsRequest::failed, this, [this] { ask(); });
}

void AskCommand::ask()
{
    if (m_saved)
        m_saved->setSetup({.model = m_finder.model(),
                           .systemPrompt = m_invocation.systemPrompt,
                           .parameters = m_invocation.parameters});
    const app::session::ChatOptions options{.model = m_finder.model(),
                                            .systemPrompt = m_invocation.systemPrompt,
                                            .parameters = m_invocation.parameters,
                                            .stepsDown =
                                                true, // there is nobody to ask; the notes tell
                                            .tools = m_toolLoop.definitions()};
    m_session.send(m_draft, options);
}

void AskCommand::onStateChanged()
{
    const auto reason = m_session.retryReason();
    if (m_session.state() != ChatSession::State::Retrying || !reason)
        return;
    m_context.terminal.note(tr("%1; trying again in %2")
                                .arg(text::errorText(*reason, m_finder.model()).title,
                                     text::duration(m_session.timeToRetry())));
}

void AskCommand::onDelta(const MessageDelta &delta)
{
    if (m_invocation.isJson)
        return;
    m_context.terminal.aside(delta.reasoning);
    if (!delta.replacedText) {
        print(delta.text);
        return;
    }
    // What was printed turned out to be reasoning; a terminal cannot take it back.
    const QString text = *delta.replacedText + delta.text;
    const QString printed = std::exchange(m_printed, QString());
    if (text.startsWith(printed)) {
        m_printed = printed;
        print(text.sliced(printed.size()));
    } else {
        m_context.terminal.endLines();
        print(text);
    }
}

void AskCommand::onMessageChanged()
{
    const app::conversation::Conversation &conversation = m_session.conversation();
    if (conversation.count() == 0)
        return;
    const QStringList notes = conversation.at(conversation.count() - 1).notes;
    for (; m_notesTold < notes.size(); ++m_notesTold)
        m_context.terminal.note(wordsFor(notes.at(m_notesTold)));
}

void AskCommand::onToolsEnded(const app::conversation::MessageId &id, ToolLoop::End end)
{
    if (end == ToolLoop::End::TooManyRounds)
        m_context.terminal.note(
            tr("The model called tools in %1 rounds; that is enough.").arg(ToolLoop::mostRounds));
    else if (end == ToolLoop::End::Repeated)
        m_context.terminal.note(tr("The model makes the same call again and again."));
    onAnswerFinished(id);
}

void AskCommand::onAnswerFinished(const app::conversation::MessageId &id)
{
    const Message *answer = m_session.conversation().find(id);
    Q_ASSERT(answer);
    const QString refusal = app::conversation::refusalOf(answer->content);
    if (m_invocation.isJson) {
        m_context.terminal.writeBytes(app::session::encodeAnswer(*answer));
    } else {
        print(refusal);
        for (const auto &call : app::conversation::toolCallsOf(answer->content))
            m_context.terminal.note(
                tr("The model wants to call %1(%2)").arg(call.name, call.arguments));
    }
    m_context.terminal.endLines();
    if (answer->error)
        noteError(m_context.terminal, *answer->error, m_finder.model(),
                  answer->error->kind == ErrorKind::Unauthorized ? missingKeyHint(m_finder.access())
                                                                 : QString());
    else if (answer->finishReason == FinishReason::Length)
        m_context.terminal.note(tr("The answer was cut at its length limit."));
    else if (answer->finishReason == FinishReason::ContentFilter)
        m_context.terminal.note(tr("A content filter cut the answer."));
    finish(exitCodeOf(*answer));
}

void AskCommand::finish(int exitCode)
{
    if (!m_saved) {
        Q_EMIT finished(exitCode);
        return;
    }
    m_saved->whenSaved([this, exitCode](const app::base::Status &status) {
        if (!status) {
            m_context.terminal.note(tr("The chat could not be saved:"));
            noteError(m_context.terminal, status.error());
        }
        Q_EMIT finished(exitCode);
    });
}

int AskCommand::exitCodeOf(const Message &answer) const
{
    if (m_isInterrupted)
        return Interrupted;
    if (answer.error && answer.error->kind == ErrorKind::Filtered)
        return CutShort;
    if (answer.state != MessageState::Complete || m_context.terminal.isBroken())
        return Refused;
    // The loop of tools came to no end.
    const bool isOpen = !m_toolLoop.definitions().isEmpty()
        && !app::conversation::toolCallsOf(answer.content).isEmpty();
    const bool isCut = isOpen || answer.finishReason == FinishReason::Length
        || answer.finishReason == FinishReason::ContentFilter;
    return isCut ? CutShort : Answered;
}

void AskCommand::fail(int exitCode, const Error &error)
{
    noteError(m_context.terminal, error);
    if (m_invocation.isJson)
        m_context.terminal.writeBytes(app::session::encodeAnswer({.error = error}));
    Q_EMIT finished(exitCode);
}

void AskCommand::print(const QString &text)
{
    m_context.terminal.write(text);
    m_printed += text;
    // Nobody reads any more (ask | head): the rest of the answer is of no use. Later, since the
    // session is still telling us about this piece.
    if (m_context.terminal.isBroken() && m_session.isRunning())
        QTimer::singleShot(0, &m_session, &ChatSession::stop);
}

} // namespace polylogue::ui::cli
