// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/windowprogram.h"

#include "app/net/httpclient.h"
#include "app/net/learnedcodec.h"
#include "app/net/learneddrops.h"
#include "app/practice/practiceserver.h"
#include "app/session/activeendpoint.h"
#include "app/settings/keychainsecretstore.h"
#include "app/settings/profilepaths.h"
#include "app/settings/settings.h"
#include "app/store/blobstore.h"
#include "ui/shell/mainwindow.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QMessageBox>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace polylogue::ui {

namespace {

constexpr int DaysToKeepLeftovers = 7;

//! Attachments of a run that did not end properly; a run may still be using newer ones.
void removeLeftovers(const QString &cache)
{
    const QDateTime oldest = QDateTime::currentDateTime().addDays(-DaysToKeepLeftovers);
    const auto folders = QDir(cache).entryInfoList({u"attachments-*"_s}, QDir::Dirs);
    for (const QFileInfo &folder : folders) {
        if (folder.lastModified() < oldest)
            QDir(folder.filePath()).removeRecursively();
    }
}

void showError(const app::base::Error &error)
{
    const text::ErrorText words = text::errorText(error);
    QMessageBox box;
    box.setTextFormat(Qt::PlainText);
    box.setWindowTitle(u"Polylogue"_s);
    box.setText(words.title);
    box.setInformativeText(words.serverWords + u"\n"_s + words.advice);
    box.exec();
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
    removeLeftovers(paths->cache);
    const QTemporaryDir attachmentFolder(paths->cache + u"/attachments-XXXXXX"_s);

    app::settings::SettingsStore settings(paths->config);
    app::settings::KeychainSecretStore secrets;
    theme::Theme theme(settings.settings().theme);
    app::store::BlobStore blobs(attachmentFolder.path());
    app::attachments::AttachmentLoader loader(blobs);
    app::net::HttpClient client;
    app::net::LearnedDrops learned;
    learned.setAll(app::net::decodeLearnedDrops(settings.learned()));
    QObject::connect(&learned, &app::net::LearnedDrops::changed, &settings, [&] {
        // Unsaved means learned anew at the next refusal, nothing worse.
        (void)settings.setLearned(app::net::encodeLearnedDrops(learned.all()));
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

    active.restore();
    shell::MainWindow window({.client = client,
                              .learned = learned,
                              .blobs = blobs,
                              .loader = loader,
                              .settings = settings,
                              .secrets = secrets,
                              .active = active,
                              .theme = theme});
    window.show();
    for (const app::base::Error &error : settings.loadErrors())
        showError(error);
    if (!attachments.isEmpty())
        window.attachFiles(attachments);
    return application.exec();
}

} // namespace polylogue::ui
