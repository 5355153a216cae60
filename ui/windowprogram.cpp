// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/windowprogram.h"

#include "app/attachments/documents.h"
#include "app/mcp/serverbook.h"
#include "app/net/httpclient.h"
#include "app/net/learnedcodec.h"
#include "app/net/learneddrops.h"
#include "app/practice/practiceserver.h"
#include "app/probe/capabilityprobe.h"
#include "app/session/activeendpoint.h"
#include "app/session/chatlibrary.h"
#include "app/session/ledger.h"
#include "app/session/recentlog.h"
#include "app/settings/keychainsecretstore.h"
#include "app/settings/profilepaths.h"
#include "app/settings/settings.h"
#include "app/settings/singleinstance.h"
#include "app/store/blobstore.h"
#include "app/store/chatstore.h"
#include "app/tools/toolbox.h"
#include "ui/cli/interrupt.h"
#include "ui/shell/windows.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace polylogue::ui {

namespace {

constexpr int DaysToKeepLeftovers = 7;
constexpr int ExchangesToKeep = 100; // for the inspector

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(WindowProgram)
};

//! Attachments of commands that did not end properly; one may still be using newer ones.
void removeLeftovers(const QString &cache)
{
    const QDateTime oldest = QDateTime::currentDateTime().addDays(-DaysToKeepLeftovers);
    const auto folders = QDir(cache).entryInfoList({u"ask-*"_s}, QDir::Dirs);
    for (const QFileInfo &folder : folders) {
        if (folder.lastModified() < oldest)
            QDir(folder.filePath()).removeRecursively();
    }
}

void show(const QString &title, const QString &more)
{
    QMessageBox box;
    box.setTextFormat(Qt::PlainText);
    box.setWindowTitle(u"Polylogue"_s);
    box.setText(title);
    box.setInformativeText(more);
    box.exec();
}

void showError(const app::base::Error &error)
{
    const text::ErrorText words = text::errorText(error);
    show(words.title, words.serverWords + u"\n"_s + words.advice);
}

//! Files as a program in another folder finds them.
QStringList absolutePaths(const QStringList &files)
{
    QStringList paths;
    for (const QString &file : files)
        paths.append(QFileInfo(file).absoluteFilePath());
    return paths;
}

//! Lets the window that is open already take over. \return the exit code.
int handOver(const app::settings::SingleInstance &instance, const QStringList &attachments)
{
    if (instance.handOver(absolutePaths(attachments)))
        return 0;
    show(Words::tr("Polylogue runs already, but does not answer."),
         Words::tr("End it, or wait until it answers, and try again. With --profile DIR another "
                   "window can be opened on other data."));
    return 1;
}

} // namespace

int runWindow(QApplication &application, const QString &profileDirectory,
              const QStringList &attachments)
{
    const auto paths = app::settings::profilePaths(profileDirectory);
    if (!paths) {
        showError(paths.error());
        return 2;
    }
    app::settings::SingleInstance instance(paths->data);
    if (!instance.claim())
        return handOver(instance, attachments);
    const cli::Interrupt interrupt;
    QObject::connect(&interrupt, &cli::Interrupt::raised, &application,
                     [] { QCoreApplication::exit(0); }); // asks nothing: all is on disk
    removeLeftovers(paths->cache);

    app::settings::SettingsStore settings(paths->config);
    app::settings::KeychainSecretStore secrets;
    app::store::BlobStore blobs(paths->data + u"/blobs"_s);
    app::store::ChatStore store(paths->data);
    app::attachments::Documents documents(blobs, paths->cache + u"/documents"_s);
    documents.removeOrphans();
    app::attachments::AttachmentLoader loader(blobs);
    loader.setDocuments(&documents);
    app::net::HttpClient client;
    client.exchanges().setCapacity(ExchangesToKeep);
    app::net::LearnedDrops learned;
    learned.setAll(app::net::decodeLearnedDrops(settings.learned()));
    QObject::connect(&learned, &app::net::LearnedDrops::changed, &settings, [&] {
        // Unsaved means learned anew at the next refusal, nothing worse.
        (void)settings.setLearned(app::net::encodeLearnedDrops(learned.all()));
    });

    QObject::connect(
        &client, &app::net::HttpClient::callFinished, &store,
        [&](const app::net::CallRecord &call) {
            store.write({app::store::RecordCall{.row = app::session::ledgerRow(call)}});
        });

    app::practice::PracticeServer practice;
    app::session::ActiveEndpoint active(
        settings, secrets, client,
        [&practice]() -> app::base::Result<app::session::PracticeAddress> {
            if (!practice.isListening()) {
                if (const auto listening = practice.listen(); !listening)
                    return listening.error();
            }
            return app::session::PracticeAddress{.baseUrl = practice.baseUrl(),
                                                 .key = practice.key()};
        });

    app::probe::CapabilityProbe probe(client, store, learned);
    active.setKnowledge([&probe](const QString &model, const app::endpoint::Capabilities &listed) {
        return probe.findings().capabilities(model, listed);
    });
    QObject::connect(&probe, &app::probe::CapabilityProbe::changed, &active,
                     &app::session::ActiveEndpoint::applyKnowledge);
    QObject::connect(&active, &app::session::ActiveEndpoint::changed, &probe, [&active, &probe] {
        probe.use(active.endpoint() ? active.endpoint()->id : app::endpoint::EndpointId());
    });

    app::tools::ToolBox tools(paths->config, client);
    app::mcp::ServerBook servers(paths->config, client, secrets, tools);
    app::session::ChatLibrary library(store, [&] {
        auto session = std::make_unique<app::session::ChatSession>(client, learned, blobs,
                                                                   [&] { return active.access(); });
        session->setDocuments(&documents);
        session->setCapabilityProvider(
            [&](const QString &model) { return active.capabilities(model); });
        return session;
    });

    library.setTools(tools);
    QObject::connect(&loader, &app::attachments::AttachmentLoader::changed, &library,
                     &app::session::ChatLibrary::updateAttachment);

    app::session::RecentLog log([&active] {
        const auto access = active.access();
        return access ? access->key : QString();
    });
    QObject::connect(&client, &app::net::HttpClient::callFinished, &log,
                     &app::session::RecentLog::addCall);
    QObject::connect(&store, &app::store::ChatStore::statusChanged, &log, [&store, &log] {
        if (const auto error = store.status().error)
            log.addError(*error);
    });

    active.restore();
    // Not before the store, which reads the list of chats while fonts are found and loaded here.
    theme::Theme theme(settings.settings().theme);
    shell::Windows windows({.client = client,
                            .learned = learned,
                            .blobs = blobs,
                            .store = store,
                            .library = library,
                            .loader = loader,
                            .settings = settings,
                            .secrets = secrets,
                            .active = active,
                            .probe = probe,
                            .log = log,
                            .theme = theme,
                            .dataFolder = paths->data,
                            .servers = &servers,
                            .cacheFolder = paths->cache});
    QObject::connect(&instance, &app::settings::SingleInstance::startedAgain, &windows,
                     &shell::Windows::activate);
    if (attachments.isEmpty())
        windows.openLast();
    else
        windows.open().attachFiles(attachments);
    for (const app::base::Error &error : settings.loadErrors()) {
        log.addError(error);
        showError(error);
    }
    if (tools.loadError()) {
        log.addError(*tools.loadError());
        showError(*tools.loadError());
    }
    // The window first.
    QTimer::singleShot(0, &servers, &app::mcp::ServerBook::startAgreed);
    return application.exec();
}

} // namespace polylogue::ui
