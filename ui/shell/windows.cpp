// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/windows.h"

#include "app/session/activeendpoint.h"
#include "app/session/recentlog.h"
#include "app/settings/settings.h"
#include "ui/grid/gridwindow.h"
#include "ui/text/errortext.h"

#include <QCloseEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

namespace polylogue::ui::shell {

using namespace std::chrono_literals;
using app::conversation::ConversationId;
using app::conversation::Message;
using app::conversation::MessageId;
using app::conversation::MessageState;

namespace {

//! How long the first window waits for the list of chats, which takes a fraction of this.
constexpr auto longestWait = 300ms;

} // namespace

Windows::Windows(const Services &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_notifier(services.settings)
{
    connect(&m_services.library, &app::session::ChatLibrary::answerFinished, this,
            &Windows::onAnswerFinished);
    connect(&m_notifier, &Notifier::activated, this, &Windows::showChat);
}

Windows::~Windows()
{
    for (const QPointer<MainWindow> &window : m_windows) {
        if (!window)
            continue; // closed ones are gone already (WA_DeleteOnClose)
        window->rememberState(); // a signal ends the program without closing it
        delete window.data();
    }
}

MainWindow &Windows::make()
{
    auto *window = new MainWindow(m_services);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->installEventFilter(this);
    connect(window, &MainWindow::newWindowRequested, this,
            [this](const ConversationId &wanted) { open(wanted); });
    connect(window, &MainWindow::gridRunsRequested, this, &Windows::showGridRuns);
    connect(window, &MainWindow::chatSeen, &m_notifier, &Notifier::withdraw);
    m_windows.push_back(window);
    return *window;
}

MainWindow &Windows::open(const ConversationId &chat)
{
    MainWindow &window = make();
    if (!chat.isNull())
        window.showChat(chat);
    window.show();
    return window;
}

void Windows::openLast()
{
    MainWindow &window = make();
    const auto show = [this, &window] {
        if (window.isVisible())
            return;
        window.showChat(lastChat()); // nothing, where it is gone
        window.show();
    };
    if (m_services.library.isLoaded()) {
        show();
        return;
    }
    connect(&m_services.library, &app::session::ChatLibrary::loaded, &window, show,
            Qt::SingleShotConnection);
    QTimer::singleShot(longestWait, &window, show);
}

//! What changed after the program last noted where it was, as it could not when it was killed, was
//! used later.
ConversationId Windows::lastChat() const
{
    ConversationId chat = m_services.settings.settings().lastChat;
    QDateTime usedAt = m_services.settings.settings().lastChatAt;
    const QList<app::store::ChatRecord> chats = m_services.library.chats();
    for (const app::store::ChatRecord &record : chats) {
        if (!usedAt.isValid() || record.changedAt > usedAt) {
            chat = record.id;
            usedAt = record.changedAt;
        }
    }
    return chat;
}

void Windows::activate(const QStringList &files)
{
    std::erase_if(m_windows, [](const QPointer<MainWindow> &window) { return !window; });
    MainWindow &window = m_windows.empty() ? open() : *m_windows.back();
    raise(window);
    if (!files.isEmpty())
        window.attachFiles(files);
}

void Windows::showGridRuns()
{
    if (!m_gridWindow) {
        const auto makeSession = [services = m_services] {
            auto session = std::make_unique<app::session::ChatSession>(
                services.client, services.learned, services.blobs,
                [&active = services.active] { return active.access(); });
            session->setDocuments(services.loader.documents());
            session->setCapabilityProvider([&active = services.active](const QString &model) {
                return active.capabilities(model);
            });
            return session;
        };
        const auto currentEndpoint = [&active = m_services.active] {
            return active.endpoint() ? active.endpoint()->id : app::endpoint::EndpointId();
        };
        m_gridWindow = std::make_unique<grid::GridWindow>(
            grid::GridWindowServices{.theme = m_services.theme,
                                     .active = m_services.active,
                                     .settings = m_services.settings,
                                     .grid = {.makeSession = makeSession,
                                              .currentEndpoint = currentEndpoint,
                                              .loader = m_services.loader,
                                              .store = m_services.store}});
        m_gridWindow->installEventFilter(this);
    }
    m_gridWindow->setWindowState(m_gridWindow->windowState() & ~Qt::WindowMinimized);
    m_gridWindow->show();
    m_gridWindow->raise();
    m_gridWindow->activateWindow();
}

void Windows::raise(MainWindow &window)
{
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.show();
    window.raise();
    window.activateWindow();
}

//! In the window that shows it already, else in the one used last.
void Windows::showChat(const ConversationId &chat)
{
    std::erase_if(m_windows, [](const QPointer<MainWindow> &window) { return !window; });
    for (const QPointer<MainWindow> &window : m_windows) {
        if (window->chat() == m_services.library.mainLineOf(chat)) {
            raise(*window);
            return;
        }
    }
    MainWindow &window = m_windows.empty() ? open() : *m_windows.back();
    window.showChat(chat);
    raise(window);
}

bool Windows::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::WindowActivate) {
        const auto used = std::find(m_windows.begin(), m_windows.end(), watched);
        if (used != m_windows.end())
            std::rotate(used, used + 1, m_windows.end());
    }
    if (event->type() == QEvent::Close) {
        const auto open =
            std::count_if(m_windows.begin(), m_windows.end(),
                          [](const auto &window) { return window && window->isVisible(); })
            + (m_gridWindow && m_gridWindow->isVisible());
        if (open <= 1 && !mayEnd()) {
            event->ignore();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

//! Asks once where something would be cut off.
bool Windows::mayEnd()
{
    const qsizetype running = m_services.library.running().size();
    const bool isTableAsked = m_gridWindow && m_gridWindow->isRunning();
    if (running == 0 && !isTableAsked)
        return true;
    QMessageBox box(m_windows.empty() ? nullptr : m_windows.back().data());
    box.setTextFormat(Qt::PlainText);
    box.setIcon(QMessageBox::Question);
    box.setWindowTitle(tr("Quit Polylogue"));
    box.setText(running == 0       ? tr("A table is still being asked.")
                    : running == 1 ? tr("An answer is still coming in.")
                                   : tr("%1 answers are still coming in.").arg(running));
    QStringList kept;
    if (running > 0)
        kept.append(tr("What has arrived is kept. You can continue it later."));
    if (isTableAsked)
        kept.append(tr("The grid run goes on with the rows that have no answer yet when you open "
                       "it again."));
    box.setInformativeText(kept.join(u' '));
    const QPushButton *quit = box.addButton(tr("Quit"), QMessageBox::AcceptRole);
    box.setDefaultButton(box.addButton(tr("Keep running"), QMessageBox::RejectRole));
    box.exec();
    return box.clickedButton() == static_cast<const QAbstractButton *>(quit);
}

void Windows::onAnswerFinished(const ConversationId &chat, const MessageId &answer)
{
    app::session::ChatLibrary &library = m_services.library;
    const ConversationId mainLine = library.mainLineOf(chat); // of a lane
    const app::store::ChatRecord *record = library.find(mainLine);
    if (!record)
        return; // removed while it ended
    app::session::ChatSession &session = library.open(chat); // in use: nothing is loaded
    Announcement announcement{.chat = mainLine, .title = record->title};
    if (const Message *message = session.conversation().find(answer)) {
        announcement.text = textOf(message->content);
        const auto calls = toolCallsOf(message->content);
        if (!calls.isEmpty() && announcement.text.isEmpty())
            announcement.text = tr("It wants to call %1.").arg(calls.first().name);
        announcement.hasFailed = message->state == MessageState::Failed;
        if (message->error) {
            m_services.log.addError(*message->error);
            if (announcement.hasFailed)
                announcement.text = text::errorText(*message->error).title;
        }
    }
    library.release(chat);
    for (const QPointer<MainWindow> &window : m_windows) {
        if (isSeen(window) && window->chat() == mainLine) {
            library.setRead(mainLine);
            return;
        }
    }
    if (!m_windows.empty() && m_windows.back())
        m_notifier.announce(announcement, m_windows.back());
}

} // namespace polylogue::ui::shell
