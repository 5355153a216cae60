// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/reportdialog.h"

#include "app/session/recentlog.h"
#include "app/settings/privatefile.h"
#include "app/settings/settings.h"
#include "app/settings/settingscodec.h"
#include "ui/text/errortext.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QSysInfo>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::preferences {

using app::endpoint::Endpoint;
using app::endpoint::KeySource;
using theme::Metrics::Unit;

namespace {

constexpr QSize FirstSize{680, 520};

QString sourceOf(KeySource source)
{
    switch (source) {
    case KeySource::None:
        return u"no key"_s;
    case KeySource::Keychain:
        return u"key in the keychain"_s;
    case KeySource::Environment:
        return u"key from the environment"_s;
    case KeySource::ThisRun:
        return u"key for this run"_s;
    }
    return {};
}

QString described(const Endpoint &endpoint, bool isCurrent)
{
    QStringList parts{endpoint.isPractice
                          ? u"practice endpoint"_s
                          : endpoint.baseUrl.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery),
                      sourceOf(endpoint.keySource)};
    if (endpoint.network.proxy.mode == app::endpoint::ProxySettings::Mode::Manual)
        parts.append(u"own proxy"_s);
    if (!endpoint.network.caBundle.isEmpty())
        parts.append(u"own CA file"_s);
    if (!endpoint.network.clientCertificate.isEmpty())
        parts.append(u"client certificate"_s);
    return (isCurrent ? u"* "_s : u"- "_s) + parts.join(u", "_s);
}

//! Settings as in their file, without what is the user's own words.
QString described(app::settings::Settings settings)
{
    settings.systemPrompt.clear();
    settings.parameters = {};
    settings.prices.clear();
    settings.windowGeometry.clear();
    settings.sidebarState.clear();
    settings.lastChat = {};
    settings.lastChatAt = {};
    return QString::fromUtf8(app::settings::encodeSettings(settings, {})).trimmed();
}

} // namespace

QString problemReport(const app::settings::SettingsStore &store, const app::session::RecentLog &log)
{
    const QScreen *screen = QGuiApplication::primaryScreen();
    QStringList lines{
        u"Polylogue %1, Qt %2, %3"_s.arg(QStringLiteral(POLYLOGUE_VERSION),
                                         QString::fromLatin1(qVersion()), QSysInfo::buildAbi()),
        u"%1, kernel %2 %3, windows by %4"_s.arg(QSysInfo::prettyProductName(),
                                                 QSysInfo::kernelType(), QSysInfo::kernelVersion(),
                                                 QGuiApplication::platformName()),
        u"Screen %1 x %2 at %3, language %4"_s.arg(screen->size().width())
            .arg(screen->size().height())
            .arg(screen->devicePixelRatio())
            .arg(QLocale().bcp47Name()),
        QString(), u"Endpoints (* in use):"_s};
    for (const Endpoint &endpoint : store.endpoints())
        lines.append(described(endpoint, endpoint.id == store.settings().currentEndpoint));
    lines += {QString(), u"Settings other than the defaults:"_s, described(store.settings()),
              QString(), u"Last calls and errors:"_s};
    lines += log.lines();
    return log.withoutKey(lines.join(u'\n')) + u'\n';
}

ReportDialog::ReportDialog(const QString &report, QWidget *parent)
    : QDialog(parent)
    , m_text(new QPlainTextEdit(report, this))
{
    setWindowTitle(tr("Report a problem"));
    resize(FirstSize);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(3 * Unit, 3 * Unit, 3 * Unit, 2 * Unit);
    rows->setSpacing(Unit);
    auto *intro = new QLabel(
        tr("Nothing is sent by itself. Say what happened, delete what you would rather keep, then "
           "copy or save the text. Keys and texts of chats are not in it."),
        this);
    intro->setWordWrap(true);
    m_text->setAccessibleName(tr("Report"));
    m_text->setTabChangesFocus(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    QPushButton *keep = buttons->addButton(tr("Save…"), QDialogButtonBox::ActionRole);
    theme::setLook(copy, theme::Look::Primary);
    rows->addWidget(intro);
    rows->addWidget(m_text, 1);
    rows->addWidget(buttons);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
    connect(keep, &QPushButton::clicked, this, &ReportDialog::chooseFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void ReportDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the report"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(u"polylogue-report.txt"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &ReportDialog::save);
    dialog->open();
}

void ReportDialog::save(const QString &path)
{
    const auto written = app::settings::writePrivateFile(path, m_text->toPlainText().toUtf8());
    if (written)
        return;
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(text::errorText(written.error()).title);
    box->setInformativeText(written.error().detail);
    box->open();
}

} // namespace polylogue::ui::preferences
