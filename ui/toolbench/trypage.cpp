// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/toolbench/trypage.h"

#include "app/tools/argumentfields.h"
#include "ui/calls/argumentsform.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::toolbench {

using app::tools::ToolFault;
using app::tools::ToolKind;
using app::tools::ToolOutcome;
using theme::Metrics::Unit;

namespace {

constexpr int ResultHeight = 160;
constexpr int LogHeight = 90;

} // namespace

TryPage::TryPage(theme::Theme &theme, app::net::HttpClient &client, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_arguments(new calls::ArgumentsForm(theme, this))
    , m_try(new QPushButton(tr("Try"), this))
    , m_stop(new QPushButton(tr("Cancel"), this))
    , m_status(new QLabel(this))
    , m_result(new QPlainTextEdit(this))
    , m_logTitle(new QLabel(tr("Log"), this))
    , m_log(new QPlainTextEdit(this))
{
    theme::setLook(m_try, theme::Look::Primary);
    m_try->setAccessibleName(tr("Try"));
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    theme::setLook(m_logTitle, theme::Look::Secondary);
    m_result->setAccessibleName(tr("Result"));
    m_result->setMinimumHeight(ResultHeight);
    m_log->setAccessibleName(tr("Log"));
    m_log->setMinimumHeight(LogHeight);
    for (QPlainTextEdit *edit : {m_result, m_log}) {
        edit->setReadOnly(true);
        edit->setTabChangesFocus(true);
        edit->setFont(theme.codeFont());
        connect(&theme, &theme::Theme::changed, edit,
                [edit, &theme] { edit->setFont(theme.codeFont()); });
    }
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Unit);
    buttons->addWidget(m_try);
    buttons->addWidget(m_stop);
    buttons->addWidget(m_status, 1);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, Unit, Unit, Unit);
    rows->setSpacing(Unit);
    rows->addWidget(m_arguments);
    rows->addLayout(buttons);
    rows->addWidget(m_result, 1);
    rows->addWidget(m_logTitle);
    rows->addWidget(m_log);
    connect(m_try, &QPushButton::clicked, this, &TryPage::run);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        stop();
        m_status->setText(tr("Cancelled"));
    });
    stop();
}

TryPage::~TryPage() = default;

void TryPage::setTool(const app::tools::StoredTool &tool)
{
    const bool isOther = tool.id != m_tool.id
        || tool.definition.parametersSchema != m_tool.definition.parametersSchema;
    const QByteArray arguments = tool.id == m_tool.id ? m_arguments->arguments() : "{}"_ba;
    m_tool = tool;
    if (isOther)
        m_arguments->setArguments(tool.definition.parametersSchema, arguments);
    stop();
    const bool isByHand = tool.kind == ToolKind::ByHand;
    m_try->setEnabled(!isByHand && faultOf(tool) == ToolFault::None);
    m_status->setText(isByHand ? tr("You are this tool: there is nothing to run.")
                          : faultOf(tool) == ToolFault::None
                          ? QString()
                          : tr("The tool is not ready, see its form."));
    m_result->clear();
    m_logTitle->hide();
    m_log->hide();
}

void TryPage::run()
{
    const QByteArray arguments = m_arguments->arguments();
    const app::tools::Tool tool = runnable(m_tool, m_client);
    const QString fault = app::tools::argumentFault(tool.definition, QString::fromUtf8(arguments));
    if (!fault.isEmpty()) {
        show({.content = fault, .isError = true});
        return;
    }
    m_context = std::make_unique<QObject>();
    m_try->setEnabled(false);
    m_stop->show();
    m_status->setText(tr("Running"));
    tool.run(arguments, m_context.get(), [this](const ToolOutcome &outcome) {
        m_context.release()->deleteLater(); // it is what calls us
        stop();
        show(outcome);
    });
}

void TryPage::stop()
{
    m_context.reset();
    m_stop->hide();
    m_try->setEnabled(m_tool.kind != ToolKind::ByHand && faultOf(m_tool) == ToolFault::None);
}

void TryPage::show(const ToolOutcome &outcome)
{
    m_status->setText(outcome.isError ? tr("Failed") : tr("Done"));
    m_result->setPlainText(app::tools::readableJson(outcome.content.toUtf8()));
    m_log->setPlainText(app::tools::withVisibleMarks(outcome.log.join(u'\n')));
    m_logTitle->setVisible(!outcome.log.isEmpty());
    m_log->setVisible(!outcome.log.isEmpty());
}

} // namespace polylogue::ui::toolbench
