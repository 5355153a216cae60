// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/mainwindow.h"

#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/session/activeendpoint.h"
#include "ui/composer/composer.h"
#include "ui/composer/modelpicker.h"
#include "ui/composer/parameterseditor.h"
#include "ui/composer/systemprompteditor.h"
#include "ui/preferences/endpointpage.h"
#include "ui/shell/chatpage.h"
#include "ui/shell/dropoverlay.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/keydialog.h"
#include "ui/shell/statusline.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QMenu>
#include <QMessageBox>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

using app::session::ChatSession;
using app::settings::Settings;

namespace {

constexpr QSize MinimumSize{640, 420};
constexpr QSize FirstSize{1180, 780};
constexpr int FrameRoom = 8;
constexpr double SmallestScale = 0.7;
constexpr double LargestScale = 3.0;
constexpr double ScaleStep = 1.1;

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

MainWindow::MainWindow(const Services &services, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_menu(makeMenu())
    , m_header(new HeaderBar(services.theme, m_menu, this))
    , m_pages(new QStackedWidget(this))
    , m_chatPage(new ChatPage(
          services.theme, services.active, services.loader, [this] { return chatOptions(); }, this))
    , m_endpointPage(new preferences::EndpointPage(services.theme, services.client,
                                                   services.learned, services.secrets, this))
    , m_statusLine(new StatusLine(services.theme, this))
{
    setMinimumSize(MinimumSize);
    // With room for the frame, which the system adds later.
    resize(FirstSize.boundedTo(screen()->availableSize() - QSize(FrameRoom, 4 * FrameRoom)));
    m_pages->addWidget(m_chatPage);
    m_pages->addWidget(m_endpointPage);
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_statusLine);
    setCentralWidget(central);

    connectHeader();
    connectPages();
    applySettings(m_services.settings.settings());
    restoreGeometry(m_services.settings.settings().windowGeometry);
    newChat();
    if (m_services.active.endpoint())
        onEndpointChanged();
    else
        showEndpointPage();
    onModelsChanged();
}

MainWindow::~MainWindow() = default;

void MainWindow::attachFiles(const QStringList &paths)
{
    showChatPage();
    m_chatPage->composer().attachFiles(paths);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    changeSettings([this](Settings &settings) { settings.windowGeometry = saveGeometry(); });
    QMainWindow::closeEvent(event);
}

void MainWindow::addAction(QMenu *menu, const QString &text, const QKeySequence &shortcut,
                           const std::function<void()> &run)
{
    QAction *action = menu->addAction(text);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WindowShortcut);
    QMainWindow::addAction(action); // works while the menu is closed
    connect(action, &QAction::triggered, this, run);
}

template <typename Value>
void MainWindow::addChoice(QMenu *menu, const QList<std::pair<QString, Value>> &choices,
                           Value Settings::*member)
{
    auto *group = new QActionGroup(menu);
    for (const auto &choice : choices) {
        QAction *action = menu->addAction(choice.first);
        group->addAction(action);
        action->setCheckable(true);
        const Value value = choice.second;
        connect(action, &QAction::triggered, this, [this, member, value] {
            changeSettings([member, value](Settings &settings) { settings.*member = value; });
        });
        connect(menu, &QMenu::aboutToShow, action, [this, action, member, value] {
            action->setChecked(m_services.settings.settings().*member == value);
        });
    }
}

QMenu *MainWindow::makeMenu()
{
    using app::settings::ContentWidth;
    using app::settings::FollowMode;
    using app::settings::SendKey;
    using app::settings::ThemeMode;

    auto *menu = new QMenu(this);
    addAction(menu, tr("New chat"), QKeySequence::New, [this] { newChat(); });
    m_earlierChats = menu->addMenu(tr("Earlier chats of this run"));
    connect(menu, &QMenu::aboutToShow, this, &MainWindow::fillEarlierChats);
    addAction(menu, tr("Connection…"), QKeySequence(u"Ctrl+."_s), [this] { showEndpointPage(); });
    menu->addSeparator();
    addAction(menu, tr("Attach files…"), QKeySequence(u"Ctrl+U"_s), [this] {
        showChatPage();
        m_chatPage->composer().chooseFiles();
    });
    addAction(menu, tr("Choose model"), QKeySequence(u"Ctrl+L"_s),
              [this] { m_header->modelPicker().openList(); });
    addAction(menu, tr("Ask again"), QKeySequence(u"Ctrl+R"_s),
              [this] { m_chatPage->retryLast(); });
    addAction(menu, tr("Stop"), QKeySequence(Qt::Key_Escape), [this] { m_chatPage->stop(); });
    addAction(menu, tr("Copy last answer"), QKeySequence(u"Ctrl+Shift+C"_s),
              [this] { m_chatPage->copyLastAnswer(); });
    menu->addSeparator();
    addChoice<ThemeMode>(menu->addMenu(tr("Theme")),
                         {{tr("As the system"), ThemeMode::System},
                          {tr("Light"), ThemeMode::Light},
                          {tr("Dark"), ThemeMode::Dark}},
                         &Settings::theme);
    addChoice<SendKey>(menu->addMenu(tr("Send with")),
                       {{tr("Enter"), SendKey::Enter},
                        {tr("Ctrl+Enter"), SendKey::CtrlEnter},
                        {tr("Shift+Enter"), SendKey::ShiftEnter}},
                       &Settings::sendKey);
    QMenu *text = menu->addMenu(tr("Text"));
    addAction(text, tr("Larger"), QKeySequence::ZoomIn, [this] { scaleText(ScaleStep); });
    addAction(text, tr("Smaller"), QKeySequence::ZoomOut, [this] { scaleText(1 / ScaleStep); });
    addAction(text, tr("Normal size"), QKeySequence(u"Ctrl+0"_s), [this] { scaleText(0); });
    text->addSeparator();
    addChoice<ContentWidth>(text,
                            {{tr("Narrow column"), ContentWidth::Narrow},
                             {tr("Wide column"), ContentWidth::Wide},
                             {tr("Full width"), ContentWidth::Full}},
                            &Settings::contentWidth);
    addChoice<FollowMode>(menu->addMenu(tr("When an answer is longer than the window")),
                          {{tr("Stay where I read"), FollowMode::Hold},
                           {tr("Follow its end"), FollowMode::Follow},
                           {tr("Never move"), FollowMode::NeverMove}},
                          &Settings::followMode);
    menu->addSeparator();
    addAction(menu, tr("Next region"), QKeySequence(Qt::Key_F6), [this] { cycleFocus(); });
    addAction(menu, tr("Keyboard shortcuts"), QKeySequence(u"Ctrl+/"_s),
              [this] { showShortcuts(); });
    addAction(menu, tr("About Polylogue"), {}, [this] { showAbout(); });
    addAction(menu, tr("Quit"), QKeySequence::Quit, [this] { close(); });
    return menu;
}

void MainWindow::connectHeader()
{
    connect(m_header, &HeaderBar::newChatRequested, this, &MainWindow::newChat);
    connect(&m_header->modelPicker(), &composer::ModelPicker::modelChosen, this,
            [this](const QString &model) {
                chooseModel(model);
                m_chatPage->composer().focusText(); // to go on writing
            });
    connect(&m_header->modelPicker(), &composer::ModelPicker::refreshRequested, this,
            [this] { m_services.active.refreshModels(); });
    connect(&m_header->systemPrompt(), &composer::SystemPromptEditor::promptChanged, this,
            [this](const QString &prompt) {
                changeSettings([&](Settings &settings) { settings.systemPrompt = prompt; });
            });
    connect(&m_header->parameters(), &composer::ParametersEditor::parametersChanged, this,
            [this](const app::endpoint::Parameters &parameters) {
                changeSettings([&](Settings &settings) { settings.parameters = parameters; });
            });
    connect(&m_header->parameters(), &composer::ParametersEditor::sendAgainRequested, this,
            [this](const QString &field) {
                if (const auto &endpoint = m_services.active.endpoint())
                    m_services.learned.forget(endpoint->id, chatOptions().model, field);
            });
    connect(&m_services.learned, &app::net::LearnedDrops::changed, this,
            &MainWindow::showRefusedFields);
}

void MainWindow::connectPages()
{
    connect(m_chatPage, &ChatPage::titleChanged, this, [this](const QString &title) {
        m_header->setTitle(title);
        setWindowTitle(tr("%1 – Polylogue").arg(title));
    });
    connect(m_chatPage, &ChatPage::activityChanged, m_statusLine, &StatusLine::setActivity);
    connect(m_chatPage, &ChatPage::keyReplacementRequested, this, &MainWindow::replaceKey);
    connect(m_chatPage, &ChatPage::modelChoiceRequested, this,
            [this] { m_header->modelPicker().openList(); });
    connect(m_chatPage, &ChatPage::endpointEditRequested, this, &MainWindow::showEndpointPage);
    connect(m_chatPage, &ChatPage::parametersEditRequested, this,
            [this] { m_header->parameters().click(); });
    connect(m_chatPage, &ChatPage::newChatRequested, this, &MainWindow::newChat);

    connect(m_endpointPage, &preferences::EndpointPage::accepted, this,
            [this](const app::endpoint::Endpoint &endpoint, const QString &key) {
                if (const auto saved =
                        m_services.active.use(endpoint, key, m_endpointPage->proxyPassword());
                    !saved)
                    m_statusLine->setActivity(text::errorText(saved.error()).title);
                showChatPage();
            });
    connect(m_endpointPage, &preferences::EndpointPage::practiceRequested, this, [this] {
        if (const auto started = m_services.active.usePractice(); !started)
            m_statusLine->setActivity(text::errorText(started.error()).title);
        showChatPage();
    });
    connect(m_endpointPage, &preferences::EndpointPage::cancelled, this, &MainWindow::showChatPage);

    connect(&m_services.active, &app::session::ActiveEndpoint::changed, this,
            &MainWindow::onEndpointChanged);
    connect(&m_services.active, &app::session::ActiveEndpoint::modelsChanged, this,
            &MainWindow::onModelsChanged);
    connect(&m_services.active, &app::session::ActiveEndpoint::keychainFailed, this,
            [this](const app::base::Error &error) {
                m_statusLine->setActivity(text::errorText(error).title);
            });
    connect(&m_services.settings, &app::settings::SettingsStore::changed, this,
            &MainWindow::applySettings);
    connect(
        &m_services.client, &app::net::HttpClient::callFinished, this,
        [this](const app::net::CallRecord &record) { m_statusLine->countCall(record.url.host()); });

    auto *overlay = new DropOverlay(m_services.theme, this);
    connect(overlay, &DropOverlay::dropped, this, [this](const QMimeData *files) {
        showChatPage();
        m_chatPage->composer().attach(files);
        m_chatPage->composer().focusText();
    });
}

void MainWindow::newChat()
{
    // A chat without a word in it is as good as a new one.
    if (m_sessions.empty() || m_sessions.back()->conversation().count() > 0) {
        m_sessions.push_back(
            std::make_unique<ChatSession>(m_services.client, m_services.learned, m_services.blobs,
                                          [this] { return m_services.active.access(); }));
    }
    showChat(m_sessions.back().get());
}

void MainWindow::showChat(ChatSession *session)
{
    m_chatPage->setSession(session);
    showChatPage();
}

void MainWindow::fillEarlierChats()
{
    m_earlierChats->clear();
    for (const auto &session : m_sessions) {
        if (session->conversation().count() == 0)
            continue;
        QString title = ChatPage::titleOf(session->conversation());
        title.replace(u'&', u"&&"_s); // not a shortcut
        ChatSession *chat = session.get();
        connect(m_earlierChats->addAction(title), &QAction::triggered, this,
                [this, chat] { showChat(chat); });
    }
    m_earlierChats->setEnabled(!m_earlierChats->isEmpty());
}

void MainWindow::showEndpointPage()
{
    m_endpointPage->edit(m_services.active.endpoint().value_or(app::endpoint::Endpoint{}));
    m_header->hide();
    m_pages->setCurrentWidget(m_endpointPage);
    m_endpointPage->focusFirstField();
}

void MainWindow::showChatPage()
{
    if (!m_services.active.endpoint() && m_pages->currentWidget() == m_endpointPage)
        return; // there is nothing to chat with yet
    m_header->show();
    m_pages->setCurrentWidget(m_chatPage);
    m_chatPage->updateReadiness();
    m_chatPage->composer().focusText();
}

void MainWindow::onEndpointChanged()
{
    const auto &endpoint = m_services.active.endpoint();
    m_statusLine->setEndpoint(!endpoint                  ? QString()
                                  : endpoint->isPractice ? tr("Practice endpoint")
                                                         : endpoint->name);
    m_header->modelPicker().setCurrentModel(m_services.settings.settings().currentModel);
    m_chatPage->updateReadiness();
    showRefusedFields();
}

void MainWindow::onModelsChanged()
{
    composer::ModelPicker &picker = m_header->modelPicker();
    picker.setModels(m_services.active.models());
    picker.setLoading(m_services.active.areModelsLoading());
    picker.setLoadError(m_services.active.modelsError());
    if (m_services.settings.settings().currentModel.isEmpty()) {
        if (const QString model = firstChatModel(m_services.active.models()); !model.isEmpty())
            chooseModel(model);
    }
}

void MainWindow::chooseModel(const QString &model)
{
    m_header->modelPicker().setCurrentModel(model);
    changeSettings([&](Settings &settings) { settings.currentModel = model; });
    m_chatPage->updateReadiness();
    showRefusedFields();
}

void MainWindow::showRefusedFields()
{
    QStringList fields;
    if (const auto &endpoint = m_services.active.endpoint()) {
        const auto refused = m_services.learned.fieldsFor(endpoint->id, chatOptions().model);
        fields = QStringList(refused.begin(), refused.end());
        fields.sort();
    }
    m_header->parameters().setRefusedFields(fields);
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
    m_chatPage->retryLast();
}

void MainWindow::applySettings(const Settings &settings)
{
    m_services.theme.setMode(settings.theme);
    m_chatPage->setSettings(settings);
    if (m_header->systemPrompt().prompt() != settings.systemPrompt)
        m_header->systemPrompt().setPrompt(settings.systemPrompt);
    if (m_header->parameters().parameters() != settings.parameters)
        m_header->parameters().setParameters(settings.parameters);
}

void MainWindow::changeSettings(const std::function<void(Settings &)> &change)
{
    Settings settings = m_services.settings.settings();
    change(settings);
    if (const auto saved = m_services.settings.setSettings(settings); !saved)
        m_statusLine->setActivity(text::errorText(saved.error()).title);
}

void MainWindow::scaleText(double factor)
{
    changeSettings([factor](Settings &settings) {
        settings.readingScale =
            factor == 0 ? 1.0 : qBound(SmallestScale, settings.readingScale * factor, LargestScale);
    });
}

void MainWindow::cycleFocus()
{
    if (m_pages->currentWidget() != m_chatPage)
        return;
    const QWidget *focus = QApplication::focusWidget();
    if (focus && m_chatPage->composer().isAncestorOf(focus))
        m_header->modelPicker().setFocus(Qt::ShortcutFocusReason);
    else if (focus && m_header->isAncestorOf(focus))
        m_chatPage->transcript().setFocus(Qt::ShortcutFocusReason);
    else
        m_chatPage->composer().focusText();
}

void MainWindow::showShortcuts()
{
    QStringList lines;
    for (const QAction *action : actions()) {
        if (!action->shortcut().isEmpty())
            lines.append(tr("%1: %2").arg(action->text().remove(u'&'),
                                          action->shortcut().toString(QKeySequence::NativeText)));
    }
    QMessageBox box(this);
    box.setTextFormat(Qt::PlainText);
    box.setWindowTitle(tr("Keyboard shortcuts"));
    box.setText(tr("Keyboard shortcuts"));
    box.setInformativeText(lines.join(u'\n'));
    box.exec();
}

void MainWindow::showAbout()
{
    QMessageBox box(this);
    box.setTextFormat(Qt::PlainText);
    box.setWindowTitle(tr("About Polylogue"));
    box.setText(tr("Polylogue %1").arg(QStringLiteral(POLYLOGUE_VERSION)));
    box.setInformativeText(tr("Talks with many models through any server that speaks the OpenAI "
                              "dialect.\nApache License 2.0. Qt %1.")
                               .arg(QString::fromLatin1(qVersion())));
    box.exec();
}

app::session::ChatOptions MainWindow::chatOptions() const
{
    const Settings &settings = m_services.settings.settings();
    return {.model = settings.currentModel,
            .systemPrompt = settings.systemPrompt,
            .parameters = settings.parameters};
}

} // namespace polylogue::ui::shell
