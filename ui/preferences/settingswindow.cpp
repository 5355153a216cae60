// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/settingswindow.h"

#include "app/session/activeendpoint.h"
#include "ui/preferences/appearancepage.h"
#include "ui/preferences/attachmentspage.h"
#include "ui/preferences/costspage.h"
#include "ui/preferences/datapage.h"
#include "ui/preferences/endpointpage.h"
#include "ui/preferences/endpointspage.h"
#include "ui/preferences/helppage.h"
#include "ui/preferences/networkpage.h"
#include "ui/preferences/privacypage.h"
#include "ui/preferences/settingsrow.h"
#include "ui/preferences/shortcutspage.h"
#include "ui/preferences/writingpage.h"
#include "ui/text/errortext.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace polylogue::ui::preferences {

using app::endpoint::Endpoint;
using theme::Metrics::Unit;

namespace {

constexpr QSize FirstSize{900, 640};
constexpr QSize MinimumSize{640, 420};
constexpr int ListWidth = 200;
constexpr int ColumnWidth = 680;

} // namespace

SettingsWindow::SettingsWindow(const SettingsServices &services, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_services(services)
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_message(new QLabel(this))
    , m_nothing(new QLabel(this))
    , m_editor(new EndpointPage(services.theme, services.client, services.learned, services.secrets,
                                this))
{
    setWindowTitle(tr("Settings"));
    setAccessibleName(tr("Settings"));
    setMinimumSize(MinimumSize);
    resize(FirstSize);
    layOut();
    addPages();
    connectEditor();
    connect(m_search, &QLineEdit::textChanged, this, &SettingsWindow::search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { search(m_search->text()); });
    connect(m_list, &QListWidget::currentRowChanged, this, &SettingsWindow::goTo);
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    connect(escape, &QShortcut::activated, this, [this] {
        if (m_search->text().isEmpty())
            close();
        else
            m_search->clear();
    });
    m_list->setCurrentRow(0);
}

void SettingsWindow::showPage(Page page)
{
    m_search->clear();
    m_list->setCurrentRow(static_cast<int>(page));
    goTo(static_cast<int>(page)); // also where an endpoint is being edited
    if (!isVisible())
        moveOverParent();
    show();
    raise();
    activateWindow();
}

//! Some window managers put a window that says nothing of its place into a corner.
void SettingsWindow::moveOverParent()
{
    if (!parentWidget())
        return;
    const QRect room = parentWidget()->screen()->availableGeometry();
    resize(size().boundedTo(room.size()));
    QRect place(QPoint(), size());
    place.moveCenter(parentWidget()->window()->geometry().center());
    // Where it does not fit, its upper left corner does.
    move(qMax(room.left(), qMin(place.left(), room.right() + 1 - place.width())),
         qMax(room.top(), qMin(place.top(), room.bottom() + 1 - place.height())));
}

void SettingsWindow::setDataFolder(const QString &folder)
{
    m_data->setDataFolder(folder);
    m_privacy->setDataFolder(folder);
}

void SettingsWindow::setBackups(const QList<app::store::Backup> &backups)
{
    m_data->setBackups(backups);
}

void SettingsWindow::setTrashCount(int chats)
{
    m_data->setTrashCount(chats);
}

void SettingsWindow::showMessage(const QString &message)
{
    setMessage(message, false);
}

void SettingsWindow::showError(const app::base::Error &error)
{
    const text::ErrorText words = text::errorText(error);
    setMessage(words.title + u'\n' + words.advice, true);
}

void SettingsWindow::addPages()
{
    theme::Theme &theme = m_services.theme;
    app::settings::SettingsStore &store = m_services.settings;
    auto *endpoints = new EndpointsPage(theme, store, m_services.active, this);
    auto *network = new NetworkPage(theme, store, this);
    m_data = new DataPage(theme, store, this);
    m_privacy = new PrivacyPage(theme, store, this);
    addPage(endpoints);
    addPage(new AppearancePage(theme, store, this));
    addPage(new WritingPage(theme, store, this));
    addPage(new AttachmentsPage(theme, store, this));
    addPage(new CostsPage(theme, store, m_services.active, this));
    addPage(new ShortcutsPage(theme, store, m_services.commands, this));
    addPage(m_data);
    addPage(network);
    addPage(m_privacy);
    addPage(new HelpPage(theme, store, m_services.log, this));
    m_stack->addWidget(m_editor);

    connect(endpoints, &EndpointsPage::editRequested, this, &SettingsWindow::edit);
    connect(endpoints, &EndpointsPage::capabilitiesRequested, this,
            &SettingsWindow::capabilitiesRequested);
    connect(network, &NetworkPage::editRequested, this, &SettingsWindow::edit);
    connect(m_data, &DataPage::backupsWanted, this, &SettingsWindow::backupsWanted);
    connect(m_data, &DataPage::backUpRequested, this, &SettingsWindow::backUpRequested);
    connect(m_data, &DataPage::restoreRequested, this, &SettingsWindow::restoreRequested);
    connect(m_data, &DataPage::importRequested, this, &SettingsWindow::importRequested);
    connect(m_data, &DataPage::exportRequested, this, &SettingsWindow::exportRequested);
    connect(m_data, &DataPage::emptyTrashRequested, this, &SettingsWindow::emptyTrashRequested);
}

void SettingsWindow::addPage(SettingsPage *page)
{
    m_pages.append(page);
    m_list->addItem(page->title());
    m_stack->addWidget(makeScrollArea(page));
    connect(page, &SettingsPage::messageChanged, this, &SettingsWindow::setMessage);
}

void SettingsWindow::layOut()
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_search->setAccessibleName(tr("Search settings"));
    m_search->setPlaceholderText(tr("Search settings"));
    m_search->setClearButtonEnabled(true);
    for (auto *button : m_search->findChildren<QToolButton *>())
        button->setAccessibleName(tr("Clear the search"));
    m_list->setAccessibleName(tr("Pages"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    theme::setLook(m_list, theme::Look::Bare);
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    theme::setLook(m_nothing, theme::Look::Secondary);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setAccessibleName(tr("Message"));
    m_message->setContentsMargins(3 * Unit, Unit, 3 * Unit, Unit);
    m_message->hide();

    auto *side = new QWidget(this);
    side->setFixedWidth(ListWidth);
    side->setBackgroundRole(QPalette::Window);
    side->setAutoFillBackground(true);
    auto *left = new QVBoxLayout(side);
    left->setContentsMargins(Unit, 2 * Unit, Unit, Unit);
    left->setSpacing(Unit);
    left->addWidget(m_search);
    left->addWidget(m_nothing);
    left->addWidget(m_list, 1);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_stack, 1);
    right->addWidget(m_message);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins({});
    columns->setSpacing(0);
    columns->addWidget(side);
    columns->addLayout(right, 1);
}

QScrollArea *SettingsWindow::makeScrollArea(SettingsPage *page)
{
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(area);
    auto *centred = new QHBoxLayout(content);
    centred->setContentsMargins(2 * Unit, 3 * Unit, 2 * Unit, 3 * Unit);
    page->setMaximumWidth(ColumnWidth);
    centred->addStretch(1);
    centred->addWidget(page, 1000);
    centred->addStretch(1);
    area->setWidget(content);
    content->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(true);
    return area;
}

void SettingsWindow::edit(const Endpoint &endpoint)
{
    setMessage({}, false);
    const auto &inUse = m_services.active.endpoint();
    m_editor->setInSettings(inUse && inUse->id == endpoint.id);
    m_editor->edit(endpoint);
    m_stack->setCurrentWidget(m_editor);
    m_editor->focusFirstField();
}

void SettingsWindow::connectEditor()
{
    const auto back = [this] { goTo(m_list->currentRow()); };
    connect(m_editor, &EndpointPage::cancelled, this, back);
    connect(m_editor, &EndpointPage::accepted, this,
            [this, back](const Endpoint &endpoint, const QString &key) {
                back();
                if (const auto used =
                        m_services.active.use(endpoint, key, m_editor->proxyPassword());
                    !used)
                    showError(used.error());
            });
    connect(m_editor, &EndpointPage::saved, this,
            [this, back](const Endpoint &endpoint, const QString &key) {
                back();
                const auto saved = m_services.active.save(endpoint, key, m_editor->proxyPassword());
                if (!saved)
                    showError(saved.error());
                else if (endpoint.keySource == app::endpoint::KeySource::ThisRun)
                    showMessage(tr("Saved. Its key is asked for when it is used."));
            });
    connect(m_editor, &EndpointPage::practiceRequested, this, [this, back] {
        back();
        if (const auto used = m_services.active.usePractice(); !used)
            showError(used.error());
    });
}

void SettingsWindow::search(const QString &text)
{
    const QString wanted = text.trimmed();
    int first = -1;
    for (int i = 0; i < m_pages.size(); ++i) {
        SettingsPage *page = m_pages.at(i);
        const bool isFound = page->matches(wanted);
        page->markMatches(wanted);
        m_list->item(i)->setHidden(!isFound);
        if (isFound && first < 0)
            first = i;
    }
    m_nothing->setVisible(first < 0);
    m_nothing->setText(tr("No setting is named “%1”.").arg(wanted));
    if (wanted.isEmpty() || first < 0)
        return;
    if (m_list->item(m_list->currentRow())->isHidden())
        m_list->setCurrentRow(first);
    else
        goTo(m_list->currentRow());
}

void SettingsWindow::goTo(int page)
{
    if (page < 0)
        return;
    setMessage({}, false);
    m_pages.at(page)->refresh();
    auto *area = qobject_cast<QScrollArea *>(m_stack->widget(page));
    m_stack->setCurrentWidget(area);
    if (SettingsRow *row = m_pages.at(page)->markMatches(m_search->text()))
        area->ensureWidgetVisible(row);
}

void SettingsWindow::setMessage(const QString &message, bool isError)
{
    theme::setLook(m_message, isError ? theme::Look::Bad : theme::Look::Secondary);
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
}

} // namespace polylogue::ui::preferences
