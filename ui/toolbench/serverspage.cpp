// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/toolbench/serverspage.h"

#include "ui/text/format.h"
#include "ui/text/servererror.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"
#include "ui/toolbench/addserversdialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::toolbench {

using app::mcp::ServerConfig;
using app::mcp::ServerId;
using app::mcp::ServerState;
using app::mcp::ServerStatus;
using theme::Metrics::Unit;

namespace {

constexpr int ListWidth = 220;
constexpr int CommandLines = 4;
constexpr qsizetype LongestName = 60;
constexpr qsizetype LongestDescription = 200;
constexpr int idRole = Qt::UserRole;
constexpr std::chrono::milliseconds ArmingTime(500);
constexpr std::chrono::milliseconds LogPause(200);

QPlainTextEdit *readOnlyText(const QString &name, QWidget *parent)
{
    auto *edit = new QPlainTextEdit(parent);
    edit->setReadOnly(true);
    edit->setTabChangesFocus(true);
    edit->setAccessibleName(name);
    return edit;
}

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

ServersPage::ServersPage(theme::Theme &theme, app::mcp::ServerBook &servers, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_servers(servers)
    , m_list(new QListWidget(this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_pages(new QStackedWidget(this))
    , m_problem(plainLabel({}, this))
    , m_armed(new QTimer(this))
    , m_logSoon(new QTimer(this))
{
    for (QTimer *timer : {m_armed, m_logSoon})
        timer->setSingleShot(true);
    m_armed->setInterval(ArmingTime);
    m_logSoon->setInterval(LogPause);
    build();
    useFonts();
    connect(&theme, &theme::Theme::changed, this, &ServersPage::useFonts);
    connect(m_armed, &QTimer::timeout, this, &ServersPage::showStatus);
    connect(m_logSoon, &QTimer::timeout, this, &ServersPage::showLog);
    connect(m_list, &QListWidget::currentRowChanged, this, &ServersPage::showChosen);
    connect(m_remove, &QPushButton::clicked, this, &ServersPage::askToRemove);
    connect(m_start, &QPushButton::clicked, this, &ServersPage::startOrStop);
    connect(&servers, &app::mcp::ServerBook::changed, this, &ServersPage::listServers);
    connect(&servers, &app::mcp::ServerBook::statusChanged, this, [this](const ServerId &id) {
        nameItems();
        if (const auto config = chosen(); config && config->id == id)
            showStatus();
    });
    connect(&servers, &app::mcp::ServerBook::logged, this, [this](const ServerId &id) {
        const auto config = chosen();
        if (config && config->id == id && !m_logSoon->isActive())
            m_logSoon->start();
    });
    connect(&servers, &app::mcp::ServerBook::failed, this, [this](const app::base::Error &error) {
        m_problem->setText(text::serverErrorText(error));
        m_problem->show();
    });
    connect(&servers, &app::mcp::ServerBook::keysNotKept, this,
            [this](const QString &server, const app::base::Error &error) {
                m_problem->setText(tr("The keychain does not take the keys of \"%1\"; they hold "
                                      "until the program ends. %2")
                                       .arg(text::oneLine(server, LongestName), error.detail));
                m_problem->show();
            });
    if (servers.loadError()) {
        m_problem->setText(text::serverErrorText(*servers.loadError()));
        m_problem->show();
    }
    listServers();
}

void ServersPage::build()
{
    m_list->setAccessibleName(tr("Servers"));
    m_list->setFixedWidth(ListWidth);
    theme::setLook(m_problem, theme::Look::Bad);
    m_problem->hide();
    auto *hint =
        plainLabel(tr("Servers of the Model Context Protocol bring tools of their own. A chat "
                      "offers those that are chosen beside its message."),
                   this);
    hint->setFixedWidth(ListWidth);
    theme::setLook(hint, theme::Look::Secondary);
    auto *addButton = new QPushButton(tr("Add servers…"), this);
    connect(addButton, &QPushButton::clicked, this, &ServersPage::add);
    auto *nothing = plainLabel(tr("No server is chosen. Add one from the configuration that its "
                                  "maker tells, as Claude Desktop, VS Code or Cursor take it."),
                               this);
    nothing->setAlignment(Qt::AlignCenter);
    theme::setLook(nothing, theme::Look::Secondary);
    m_pages->addWidget(nothing);
    m_pages->addWidget(makeDetails());

    auto *left = new QVBoxLayout;
    left->setSpacing(Unit);
    left->addWidget(addButton);
    left->addWidget(m_list, 1);
    left->addWidget(m_remove);
    left->addWidget(hint);
    auto *right = new QVBoxLayout;
    right->addWidget(m_problem);
    right->addWidget(m_pages, 1);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    columns->setSpacing(2 * Unit);
    columns->addLayout(left);
    columns->addLayout(right, 1);
}

QWidget *ServersPage::makeDetails()
{
    auto *page = new QWidget(m_pages);
    m_name = plainLabel({}, page);
    m_state = plainLabel({}, page);
    theme::setLook(m_state, theme::Look::Secondary);
    m_start = new QPushButton(tr("Start"), page);
    m_start->setAutoDefault(false);
    m_command = readOnlyText(tr("What is started"), page);
    m_tools = readOnlyText(tr("Its tools"), page);
    m_log = readOnlyText(tr("Log"), page);
    m_log->setLineWrapMode(QPlainTextEdit::NoWrap);
    auto *warning = plainLabel(tr("A server runs as your own program: it can read, change and send "
                                  "whatever you can. Start only what you know."),
                               page);
    theme::setLook(warning, theme::Look::Secondary);

    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_name);
    words->addWidget(m_state);
    auto *first = new QHBoxLayout;
    first->addLayout(words, 1);
    first->addWidget(m_start, 0, Qt::AlignTop);
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins({});
    rows->setSpacing(Unit);
    rows->addLayout(first);
    rows->addWidget(m_command);
    rows->addWidget(warning);
    const auto addTitled = [page, rows](const QString &title, QWidget *part, int stretch) {
        QLabel *label = plainLabel(title, page);
        theme::setLook(label, theme::Look::Secondary);
        rows->addWidget(label);
        rows->addWidget(part, stretch);
    };
    addTitled(tr("Tools"), m_tools, 3);
    addTitled(tr("Log"), m_log, 2);
    return page;
}

void ServersPage::useFonts()
{
    for (QPlainTextEdit *edit : {m_command, m_tools, m_log})
        edit->setFont(m_theme.codeFont());
    m_command->setFixedHeight(CommandLines * m_command->fontMetrics().lineSpacing() + 3 * Unit);
    QFont bold = m_theme.interfaceFont();
    bold.setBold(true);
    m_name->setFont(bold);
}

void ServersPage::listServers()
{
    const auto before = chosen();
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const ServerConfig &config : m_servers.servers()) {
            auto *item = new QListWidgetItem(m_list);
            item->setData(idRole, config.id.value);
            if (before && before->id == config.id)
                m_list->setCurrentItem(item);
        }
        if (!m_list->currentItem() && m_list->count() > 0)
            m_list->setCurrentRow(0);
    }
    nameItems();
    showChosen();
}

void ServersPage::nameItems()
{
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        const ServerId id{item->data(idRole).toUuid()};
        const auto config = m_servers.find(id);
        if (!config)
            continue;
        const QString name = text::oneLine(config->name, LongestName);
        switch (m_servers.running().status(id).state) {
        case ServerState::Running:
            item->setText(tr("%1 (running)").arg(name));
            break;
        case ServerState::Failed:
            item->setText(tr("%1 (failed)").arg(name));
            break;
        default:
            item->setText(name);
        }
    }
}

std::optional<ServerConfig> ServersPage::chosen() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? m_servers.find(ServerId{item->data(idRole).toUuid()}) : std::nullopt;
}

void ServersPage::showChosen()
{
    const auto config = chosen();
    m_remove->setEnabled(config.has_value());
    m_pages->setCurrentIndex(config ? 1 : 0);
    if (!config)
        return;
    m_name->setText(text::oneLine(app::mcp::withVisibleCharacters(config->name), LongestName));
    const auto complete = app::mcp::expanded(*config, QProcessEnvironment::systemEnvironment());
    const QByteArray shown = complete ? fingerprintOf(*complete) : QByteArray();
    const QString command = complete
        ? (QStringList{commandLineOf(*complete)} + surroundingsOf(*complete)).join(u'\n')
        : commandLineOf(*config);
    // Whoever clicks has had the time to see what changed below the pointer.
    if (m_command->toPlainText() != command || m_shown != shown) {
        m_command->setPlainText(command);
        m_armed->start();
    }
    m_shown = shown;
    showStatus();
    if (!complete) {
        app::base::Error error = complete.error();
        error.subject = config->name;
        m_state->setText(text::serverErrorText(error));
    }
    showLog();
}

void ServersPage::showStatus()
{
    const auto config = chosen();
    if (!config)
        return;
    const ServerStatus status = m_servers.running().status(config->id);
    const bool isOn = status.state == ServerState::Running || status.state == ServerState::Starting;
    m_start->setText(isOn ? tr("Stop") : tr("Start"));
    m_start->setEnabled(status.state != ServerState::Stopping && !m_armed->isActive()
                        && (isOn || !m_shown.isEmpty()));
    switch (status.state) {
    case ServerState::Stopped:
        m_state->setText(tr("Not running"));
        break;
    case ServerState::Starting:
        m_state->setText(tr("Starting…"));
        break;
    case ServerState::Running:
        m_state->setText(tr("Running: %1 %2, protocol %3, tools: %4")
                             .arg(text::oneLine(status.info.name, LongestName),
                                  text::oneLine(status.info.version, LongestName),
                                  status.info.protocol, QString::number(status.tools.size())));
        break;
    case ServerState::Stopping:
        m_state->setText(tr("Ending…"));
        break;
    case ServerState::Failed:
        m_state->setText(status.error ? text::serverErrorText(*status.error) : QString());
        break;
    }
    QStringList lines;
    for (const app::mcp::ServerTool &tool : status.tools)
        lines.append(app::mcp::withVisibleCharacters(
            tool.name + u": "_s + text::oneLine(tool.description, LongestDescription)));
    m_tools->setPlainText(lines.join(u'\n'));
}

void ServersPage::showLog()
{
    const auto config = chosen();
    if (!config)
        return;
    const QString text = QString::fromUtf8(m_servers.running().log(config->id));
    if (m_log->toPlainText() == text)
        return;
    m_log->setPlainText(text);
    m_log->verticalScrollBar()->setValue(m_log->verticalScrollBar()->maximum());
}

void ServersPage::add()
{
    auto *dialog = new AddServersDialog(m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AddServersDialog::serversChosen, &m_servers, &app::mcp::ServerBook::add);
    connect(dialog, &AddServersDialog::serversChosen, this,
            [this] { m_list->setCurrentRow(m_list->count() - 1); });
    dialog->open();
}

void ServersPage::askToRemove()
{
    const auto config = chosen();
    if (!config)
        return;
    auto *box =
        new QMessageBox(QMessageBox::Question, tr("Remove server"), {}, QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(
        tr("Remove the server \"%1\" and its keys?").arg(text::oneLine(config->name, LongestName)));
    auto *remove = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    connect(remove, &QPushButton::clicked, this, [this, id = config->id] { m_servers.remove(id); });
    box->open();
}

void ServersPage::startOrStop()
{
    const auto config = chosen();
    if (!config)
        return;
    const ServerState state = m_servers.running().status(config->id).state;
    if (state == ServerState::Running || state == ServerState::Starting)
        m_servers.stop(config->id);
    else if (!m_shown.isEmpty())
        m_servers.start(config->id, m_shown);
}

} // namespace polylogue::ui::toolbench
