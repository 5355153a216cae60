// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/windows.h"

#include "app/session/activeendpoint.h"

#include <QApplication>
#include <QCloseEvent>
#include <QMessageBox>
#include <QPushButton>

namespace polylogue::ui::shell {

using app::conversation::ConversationId;

Windows::Windows(const Services &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
    connect(&m_services.library, &app::session::ChatLibrary::answerFinished, this,
            &Windows::onAnswerFinished);
}

Windows::~Windows()
{
    for (const QPointer<MainWindow> &window : m_windows)
        delete window.data(); // closed ones are gone already (WA_DeleteOnClose)
}

MainWindow &Windows::open(const ConversationId &chat)
{
    auto *window = new MainWindow(m_services);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->installEventFilter(this);
    connect(window, &MainWindow::newWindowRequested, this,
            [this](const ConversationId &wanted) { open(wanted); });
    m_windows.push_back(window);
    if (!chat.isNull())
        window->showChat(chat);
    window->show();
    return *window;
}

void Windows::activate(const QStringList &files)
{
    std::erase_if(m_windows, [](const QPointer<MainWindow> &window) { return !window; });
    MainWindow &window = m_windows.empty() ? open() : *m_windows.back();
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.show();
    window.raise();
    window.activateWindow();
    if (!files.isEmpty())
        window.attachFiles(files);
}

bool Windows::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::WindowActivate) {
        const auto used = std::find(m_windows.begin(), m_windows.end(), watched);
        if (used != m_windows.end())
            std::rotate(used, used + 1, m_windows.end());
    }
    if (event->type() == QEvent::Close) {
        const auto open = std::count_if(m_windows.begin(), m_windows.end(), [](const auto &window) {
            return window && window->isVisible();
        });
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
    if (running == 0)
        return true;
    QMessageBox box(m_windows.empty() ? nullptr : m_windows.back().data());
    box.setTextFormat(Qt::PlainText);
    box.setIcon(QMessageBox::Question);
    box.setWindowTitle(tr("Quit Polylogue"));
    box.setText(running == 1 ? tr("An answer is still coming in.")
                             : tr("%1 answers are still coming in.").arg(running));
    box.setInformativeText(tr("What has arrived is kept. You can continue it later."));
    const QPushButton *quit = box.addButton(tr("Quit"), QMessageBox::AcceptRole);
    box.setDefaultButton(box.addButton(tr("Keep running"), QMessageBox::RejectRole));
    box.exec();
    return box.clickedButton() == static_cast<const QAbstractButton *>(quit);
}

void Windows::onAnswerFinished(const ConversationId &chat)
{
    for (const QPointer<MainWindow> &window : m_windows) {
        if (window && window->isActiveWindow() && window->chat() == chat) {
            m_services.library.setRead(chat);
            return;
        }
    }
    if (!m_windows.empty() && m_windows.back())
        QApplication::alert(m_windows.back().data());
}

} // namespace polylogue::ui::shell
