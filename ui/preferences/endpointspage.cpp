// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/endpointspage.h"

#include "app/session/activeendpoint.h"
#include "app/settings/endpointcodec.h"
#include "app/settings/privatefile.h"
#include "ui/preferences/settingsrow.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>

namespace polylogue::ui::preferences {

using app::endpoint::Endpoint;
using theme::Metrics::Unit;

namespace {

constexpr qsizetype LongestName = 80;

QString nameOf(const Endpoint &endpoint)
{
    return endpoint.isPractice ? EndpointsPage::tr("Practice endpoint")
                               : text::oneLine(endpoint.name, LongestName);
}

} // namespace

EndpointsPage::EndpointsPage(theme::Theme &theme, app::settings::SettingsStore &store,
                             app::session::ActiveEndpoint &active, QWidget *parent)
    : SettingsPage(theme, store, tr("Endpoints"), parent)
    , m_active(active)
    , m_list(nullptr)
{
    addSection(tr("Servers that speak the OpenAI dialect. One is in use at a time."));
    m_list = addGroup();

    auto *add = new QPushButton(tr("Add…"), this);
    add->setAccessibleName(tr("Add an endpoint"));
    theme::setLook(add, theme::Look::Primary);
    addRow(tr("Another endpoint"), tr("Address, key, test."), add)->setKeywords(tr("server new"));
    connect(add, &QPushButton::clicked, this, [this] { Q_EMIT editRequested({}); });
    auto *import = new QPushButton(tr("Import profile…"), this);
    import->setAccessibleName(import->text());
    addRow(tr("Profile"), tr("A file from your administrator; it holds no key."), import);
    connect(import, &QPushButton::clicked, this, &EndpointsPage::chooseFile);

    connect(&store, &app::settings::SettingsStore::endpointsChanged, this,
            &EndpointsPage::showEndpoints);
    connect(&active, &app::session::ActiveEndpoint::changed, this, &EndpointsPage::showEndpoints);
    showEndpoints();
}

void EndpointsPage::importFile(const QString &path)
{
    const auto bytes = app::settings::readPrivateFile(path);
    if (!bytes) {
        report(bytes.error());
        return;
    }
    const auto endpoints = app::settings::importEndpoints(*bytes);
    if (!endpoints) {
        app::base::Error error = endpoints.error();
        error.subject = path;
        report(error);
        return;
    }
    QStringList names;
    for (const Endpoint &endpoint : *endpoints) {
        if (const auto saved = store().saveEndpoint(endpoint); !saved) {
            report(saved);
            return;
        }
        names.append(nameOf(endpoint));
    }
    Q_EMIT messageChanged(
        tr("Imported: %1. Where a key is needed, Edit asks for it.").arg(names.join(tr(", "))),
        false);
}

void EndpointsPage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Import profile"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Profiles (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &EndpointsPage::importFile);
    dialog->open();
}

void EndpointsPage::showEndpoints()
{
    removeRows(m_list);
    const auto &inUse = m_active.endpoint();
    for (const Endpoint &endpoint : store().endpoints()) {
        const bool isInUse = inUse && inUse->id == endpoint.id;
        const QString name = nameOf(endpoint);
        const QString where = endpoint.isPractice
            ? tr("Built in: answers by rules, for trying things out.")
            : text::oneLine(endpoint.baseUrl.toDisplayString(), 2 * LongestName);
        addRow(m_list, name, isInUse ? tr("In use. %1").arg(where) : where,
               makeButtons(endpoint, name, isInUse))
            ->setKeywords(tr("key proxy address"));
    }
}

QWidget *EndpointsPage::makeButtons(const Endpoint &endpoint, const QString &name, bool isInUse)
{
    auto *group = new QWidget(this);
    group->setAccessibleName(name);
    auto *row = new QHBoxLayout(group);
    row->setContentsMargins({});
    row->setSpacing(Unit / 2);
    const auto add = [this, row, group](const QString &text, const QString &accessibleName,
                                        const std::function<void()> &run) {
        auto *button = new QPushButton(text, group);
        button->setAccessibleName(accessibleName);
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this, run);
    };
    if (!isInUse)
        add(tr("Use"), tr("Use %1").arg(name), [this, endpoint] {
            if (endpoint.isPractice)
                report(m_active.usePractice());
            else
                m_active.choose(endpoint.id);
        });
    if (isInUse)
        add(tr("What can it do?"), tr("What can the models of %1 do?").arg(name),
            [this] { Q_EMIT capabilitiesRequested(); });
    if (!endpoint.isPractice)
        add(tr("Edit…"), tr("Edit %1").arg(name),
            [this, endpoint] { Q_EMIT editRequested(endpoint); });
    add(tr("Remove…"), tr("Remove %1").arg(name),
        [this, endpoint, name] { askToRemove(endpoint, name); });
    return group;
}

void EndpointsPage::askToRemove(const Endpoint &endpoint, const QString &name)
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(tr("Remove endpoint"));
    box->setText(tr("Remove %1?").arg(name));
    box->setInformativeText(tr("Its key and its proxy's password are removed from the keychain. "
                               "Chats stay."));
    QPushButton *remove = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(remove, &QPushButton::clicked, this,
            [this, id = endpoint.id] { report(m_active.remove(id)); });
    box->open();
}

} // namespace polylogue::ui::preferences
