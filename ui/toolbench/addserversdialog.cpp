// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/toolbench/addserversdialog.h"

#include "app/mcp/serverlist.h"
#include "app/settings/privatefile.h"
#include "ui/text/servererror.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::toolbench {

using app::mcp::ServerConfig;
using theme::Metrics::Unit;

namespace {

constexpr QSize FirstSize(640, 520);

} // namespace

AddServersDialog::AddServersDialog(const theme::Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_text(new QPlainTextEdit(this))
    , m_what(new QPlainTextEdit(this))
    , m_problem(new QLabel(this))
{
    setWindowTitle(tr("Add servers"));
    resize(FirstSize);
    auto *hint =
        new QLabel(tr("Paste a configuration with \"mcpServers\" or \"servers\", or open a "
                      "file of one. Adding starts nothing."),
                   this);
    auto *found = new QLabel(tr("What would be started or asked:"), this);
    for (QLabel *label : {hint, found, m_problem}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    theme::setLook(m_problem, theme::Look::Warning);
    m_text->setAccessibleName(tr("Configuration"));
    m_text->setPlaceholderText(
        u"{ \"mcpServers\": { \"notes\": { \"command\": \"npx\", \"args\": [\"-y\", \"…\"] } } }"_s);
    m_what->setAccessibleName(tr("What would be started or asked"));
    m_what->setReadOnly(true);
    for (QPlainTextEdit *edit : {m_text, m_what}) {
        edit->setFont(theme.codeFont());
        edit->setTabChangesFocus(true);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *open = buttons->addButton(tr("Open file…"), QDialogButtonBox::ActionRole);
    m_add = buttons->addButton(tr("Add"), QDialogButtonBox::AcceptRole);
    theme::setLook(m_add, theme::Look::Primary);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    rows->setSpacing(Unit);
    rows->addWidget(hint);
    rows->addWidget(m_text, 3);
    rows->addWidget(m_problem);
    rows->addWidget(found);
    rows->addWidget(m_what, 2);
    rows->addWidget(buttons);
    connect(m_text, &QPlainTextEdit::textChanged, this, &AddServersDialog::read);
    connect(open, &QPushButton::clicked, this, &AddServersDialog::openFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT serversChosen(m_found);
        accept();
    });
    read();
}

void AddServersDialog::openFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a configuration"), {},
                                                      tr("Configurations (*.json);;All files (*)"));
    if (path.isEmpty())
        return;
    const auto bytes = app::settings::readPrivateFile(path);
    if (bytes)
        m_text->setPlainText(QString::fromUtf8(*bytes));
    else
        m_problem->setText(text::serverErrorText(bytes.error()));
}

void AddServersDialog::read()
{
    const auto found = app::mcp::decodeServerList(m_text->toPlainText().toUtf8());
    m_found = found.value_or({});
    m_add->setEnabled(!m_found.isEmpty());
    app::base::Error error = found ? app::base::Error() : found.error();
    if (error.subject.isEmpty())
        error.subject = tr("This text");
    m_problem->setText(found || m_text->document()->isEmpty() ? QString()
                                                              : text::serverErrorText(error));
    QStringList lines;
    for (const ServerConfig &config : std::as_const(m_found)) {
        lines.append(app::mcp::withVisibleCharacters(config.name) + u": "_s
                     + commandLineOf(config));
        for (const QString &line : surroundingsOf(config))
            lines.append(u"    "_s + line);
    }
    m_what->setPlainText(lines.join(u'\n'));
}

} // namespace polylogue::ui::toolbench
