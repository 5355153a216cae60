// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What the chat that is shown asks with: model, system prompt, parameters, key.

#include "app/net/learneddrops.h"
#include "app/session/activeendpoint.h"
#include "app/settings/settings.h"
#include "ui/compare/comparepage.h"
#include "ui/composer/composer.h"
#include "ui/composer/modelpicker.h"
#include "ui/composer/parameterseditor.h"
#include "ui/composer/systemprompteditor.h"
#include "ui/pane/conversationpane.h"
#include "ui/shell/chatpage.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/keydialog.h"
#include "ui/shell/mainwindow.h"
#include "ui/sidebar/sidebar.h"

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

using app::settings::Settings;
using app::store::ChatSetup;

namespace {

//! The model to begin with, where nobody chose one: the first that is not of another kind.
QString firstChatModel(const QList<app::endpoint::ModelInfo> &models)
{
    for (const app::endpoint::ModelInfo &model : models) {
        if (!model.capabilities.embeddings.value_or(false)
            && model.capabilities.chat.value_or(true))
            return model.id;
    }
    return {};
}

} // namespace

void MainWindow::connectHeader()
{
    connect(m_header, &HeaderBar::newChatRequested, this, [this] { showNewChat(); });
    connect(m_header, &HeaderBar::sidebarToggled, this, &MainWindow::toggleSidebar);
    connect(m_header, &HeaderBar::inspectorToggled, this, &MainWindow::toggleInspector);
    connect(&m_header->modelPicker(), &composer::ModelPicker::modelChosen, this,
            [this](const QString &model) {
                if (!m_chatPage->regenerateWith(model))
                    chooseModel(model);
                m_header->modelPicker().setCurrentModel(m_chatPage->options().model);
                m_chatPage->composer().focusText(); // to go on writing
            });
    connect(&m_header->modelPicker(), &composer::ModelPicker::refreshRequested, this,
            [this] { m_services.active.refreshModels(); });
    connect(&m_header->modelPicker(), &composer::ModelPicker::capabilitiesRequested, this,
            &MainWindow::showCapabilities);
    connect(&m_header->systemPrompt(), &composer::SystemPromptEditor::promptChanged, this,
            [this](const QString &prompt) {
                changeSetup([&](ChatSetup &setup) { setup.systemPrompt = prompt; });
            });
    connect(&m_header->parameters(), &composer::ParametersEditor::parametersChanged, this,
            [this](const app::endpoint::Parameters &parameters) {
                changeSetup([&](ChatSetup &setup) { setup.parameters = parameters; });
            });
    connect(&m_header->parameters(), &composer::ParametersEditor::sendAgainRequested, this,
            [this](const QString &field) {
                if (const auto &endpoint = m_services.active.endpoint())
                    m_services.learned.forget(endpoint->id, m_chatPage->options().model, field);
            });
    connect(m_chatPage, &ChatPage::refusalDoubted, this, [this](const QString &field) {
        if (const auto &endpoint = m_services.active.endpoint())
            m_services.learned.forget(endpoint->id, m_chatPage->options().model, field);
    });
    connect(&m_services.learned, &app::net::LearnedDrops::changed, this,
            &MainWindow::showRefusedFields);
}

void MainWindow::showSetup()
{
    if (isComparing())
        return; // lanes show their own
    const ChatSetup setup = m_chatPage->setup();
    m_header->modelPicker().setCurrentModel(m_chatPage->options().model);
    m_header->systemPrompt().setPrompt(setup.systemPrompt);
    m_header->parameters().setParameters(setup.parameters);
    showRefusedFields();
}

void MainWindow::onModelsChanged()
{
    composer::ModelPicker &picker = m_header->modelPicker();
    picker.setModels(m_services.active.models());
    picker.setLoading(m_services.active.areModelsLoading());
    picker.setLoadError(m_services.active.modelsError());
    QStringList ids;
    for (const app::endpoint::ModelInfo &model : m_services.active.models())
        ids.append(model.id);
    m_sidebar->setModels(ids);
    if (!isComparing() && m_chatPage->options().model.isEmpty()) {
        if (const QString model = firstChatModel(m_services.active.models()); !model.isEmpty())
            chooseModel(model);
    }
}

void MainWindow::chooseModel(const QString &model)
{
    if (isComparing()) {
        if (compare::LaneView *lane = m_comparePage->currentLane()) {
            ChatSetup setup = m_comparePage->comparison()->setup(lane->lane());
            setup.model = model;
            m_comparePage->comparison()->setSetup(lane->lane(), setup);
        }
        return;
    }
    m_header->modelPicker().setCurrentModel(model);
    changeSettings([&](Settings &settings) { settings.currentModel = model; });
    ChatSetup setup = m_chatPage->setup();
    setup.model = model;
    m_chatPage->setSetup(setup);
    showRefusedFields();
}

//! Changes what this chat asks with; of the chat that does not exist yet, what the next ones begin
//! with.
void MainWindow::changeSetup(const std::function<void(ChatSetup &)> &change)
{
    ChatSetup setup = m_chatPage->setup();
    change(setup);
    m_chatPage->setSetup(setup);
    if (chat().isNull()) {
        changeSettings([&](Settings &settings) {
            settings.systemPrompt = setup.systemPrompt;
            settings.parameters = setup.parameters;
        });
    }
}

void MainWindow::showRefusedFields()
{
    QStringList fields;
    if (const auto &endpoint = m_services.active.endpoint()) {
        const auto refused =
            m_services.learned.fieldsFor(endpoint->id, m_chatPage->options().model);
        fields = QStringList(refused.begin(), refused.end());
        fields.sort();
    }
    m_header->parameters().setRefusedFields(fields);
    m_chatPage->setRefusedFields(fields);
}

void MainWindow::replaceKey()
{
    const auto &endpoint = m_services.active.endpoint();
    if (!endpoint)
        return;
    const bool isKept = endpoint->keySource == app::endpoint::KeySource::Keychain;
    KeyDialog dialog(m_services.theme, endpoint->name,
                     isKept ? tr("It replaces the one in the keychain.")
                            : tr("It is used until the program ends."),
                     this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_services.active.replaceKey(dialog.key());
    pane().retryLast();
}

} // namespace polylogue::ui::shell
