// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// The inspector beside the chat: made when it is first opened, follows what is shown.

#include "ui/compare/comparepage.h"
#include "ui/composer/composer.h"
#include "ui/inspector/inspectorpanel.h"
#include "ui/inspector/ledgerwindow.h"
#include "ui/pane/savefile.h"
#include "ui/shell/chatpage.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/mainwindow.h"
#include "ui/sidebar/sidebar.h"

#include <QSplitter>

namespace polylogue::ui::shell {

using inspector::InspectorPanel;

namespace {

constexpr int InspectorWidth = 440;
constexpr int RoomForAll = 1140; // list, chat and inspector beside each other

} // namespace

void MainWindow::makeInspector()
{
    m_inspector = new InspectorPanel({.theme = m_services.theme,
                                      .client = m_services.client,
                                      .learned = m_services.learned,
                                      .active = m_services.active,
                                      .loader = m_services.loader,
                                      .blobs = m_services.blobs},
                                     m_splitter);
    m_inspector->hide();
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(2, 0);
    connect(m_inspector, &InspectorPanel::closeRequested, this, &MainWindow::toggleInspector);
    connect(m_inspector, &InspectorPanel::ledgerRequested, this, &MainWindow::showLedger);
    connect(m_inspector, &InspectorPanel::saveRequested, this,
            [this](const QString &title, const QString &name, const QByteArray &bytes) {
                pane::saveFile(title, name, bytes, this);
            });
    connect(m_chatPage, &ChatPage::setupChanged, this, &MainWindow::inspect);
    connect(&m_chatPage->composer(), &composer::Composer::draftChanged, m_inspector,
            &InspectorPanel::requestChanged);
}

void MainWindow::showLedger()
{
    if (!m_ledger) {
        m_ledger = new inspector::LedgerWindow(m_services.theme, m_services.store,
                                               m_services.client, this);
        connect(m_ledger, &inspector::LedgerWindow::saveRequested, this,
                [this](const QString &title, const QString &name, const QByteArray &bytes) {
                    pane::saveFile(title, name, bytes, m_ledger);
                });
    }
    m_ledger->show();
    m_ledger->raise();
    m_ledger->activateWindow();
}

//! A small window has room for two of the three: the list makes room, and comes back.
void MainWindow::toggleInspector()
{
    if (!m_inspector)
        makeInspector();
    const bool isShown = m_inspector->isVisible();
    if (!isShown) {
        m_hidSidebar = m_sidebar->isVisible() && width() < RoomForAll;
        if (m_hidSidebar)
            m_sidebar->hide();
        QList<int> sizes = m_splitter->sizes();
        sizes[1] = qMax(1,
                        sizes.at(0) + sizes.at(1) + sizes.at(2) - InspectorWidth
                            - (m_sidebar->isVisible() ? sizes.at(0) : 0));
        sizes[2] = InspectorWidth;
        inspect();
        m_inspector->show();
        m_splitter->setSizes(sizes);
    } else {
        m_inspector->hide();
        if (m_hidSidebar)
            m_sidebar->show();
        m_hidSidebar = false;
        composer().focusText();
    }
    m_header->setSidebarShown(m_sidebar->isVisible());
    m_header->setInspectorShown(!isShown);
}

//! What is shown is another, or is asked with something else.
void MainWindow::inspect()
{
    if (!m_inspector)
        return;
    compare::LaneView *lane = isComparing() ? m_comparePage->currentLane() : nullptr;
    if (!isComparing()) {
        m_inspector->setSource({.session = m_chatPage->session(),
                                .draft = [this] { return m_chatPage->composer().draft(); },
                                .options = [this] { return m_chatPage->askingOptions(); }});
    } else if (lane) {
        const auto id = lane->lane();
        m_inspector->setSource(
            {.session = m_comparePage->comparison()->session(id),
             .draft = [this] { return m_comparePage->composer().draft(); },
             .options =
                 [this, id] {
                     app::session::Comparison *comparison = m_comparePage->comparison();
                     return comparison ? comparison->nextOptions(id) : app::session::ChatOptions();
                 }});
    }
}

} // namespace polylogue::ui::shell
