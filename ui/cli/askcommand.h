// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/attachments/documents.h"
#include "app/base/result.h"
#include "app/net/modelsrequest.h"
#include "app/session/chatsession.h"
#include "app/session/savedchat.h"
#include "app/session/toolloop.h"
#include "app/store/blobstore.h"
#include "ui/cli/command.h"
#include "ui/cli/commandline.h"
#include "ui/cli/scripttools.h"
#include "ui/cli/serverfinder.h"
#include "ui/cli/servertools.h"

#include <QTemporaryDir>

#include <memory>

namespace polylogue::ui::cli {

//! \brief polylogue ask: a ChatSession with a terminal. The chat stays in memory, attachments in a
//!        temporary folder, unless they are to be saved.
class AskCommand final : public Command
{
    Q_OBJECT

public:
    //! \param prompt the question, wherever it came from
    //! \param servers those that the user has agreed to
    AskCommand(const CommandContext &context, const AskInvocation &invocation,
               const QString &prompt, const QList<app::mcp::ServerConfig> &servers = {},
               QObject *parent = nullptr);

    void start() override;
    void interrupt() override;

private:
    void loadServerTools(const QList<app::tools::Tool> &scripts);
    void loadAttachments();
    void onAttachmentChanged(const app::attachments::Attachment &attachment);
    void learnCapabilities();
    void ask();
    void onStateChanged();
    void onDelta(const app::conversation::MessageDelta &delta);
    void onMessageChanged();
    void onToolsEnded(const app::conversation::MessageId &id, app::session::ToolLoop::End end);
    void onAnswerFinished(const app::conversation::MessageId &id);
    int exitCodeOf(const app::conversation::Message &answer) const;
    void finish(int exitCode); //!< once all is saved that is to be
    void fail(int exitCode, const app::base::Error &error);
    void print(const QString &text);

    CommandContext m_context;
    AskInvocation m_invocation;
    QTemporaryDir m_folder;
    app::store::BlobStore m_blobs;
    app::attachments::Documents m_documents;
    app::attachments::AttachmentLoader m_loader;
    app::attachments::Draft m_draft;
    ServerFinder m_finder;
    std::unique_ptr<app::net::ModelsRequest> m_models;
    QList<app::endpoint::ModelInfo> m_knownModels;
    app::session::ChatSession m_session;
    app::session::ToolLoop m_toolLoop;
    ScriptTools m_tools;
    std::unique_ptr<ServerTools> m_serverTools; // where there are servers
    std::unique_ptr<app::session::SavedChat> m_saved; // where it is to be saved
    QString m_printed; // of the answer's text
    qsizetype m_notesTold = 0;
    bool m_isInterrupted = false;
};

} // namespace polylogue::ui::cli
