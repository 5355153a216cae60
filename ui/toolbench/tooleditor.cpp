// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/toolbench/tooleditor.h"

#include "app/tools/storedtooljson.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"
#include "ui/toolbench/toolform.h"
#include "ui/toolbench/trypage.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <chrono>

using namespace std::chrono_literals;

namespace polylogue::ui::toolbench {

using app::tools::StoredTool;
using theme::Metrics::Unit;

namespace {

constexpr auto TellingTime = 400ms; // after the last key

QWidget *scrolled(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    return area;
}

} // namespace

ToolEditor::ToolEditor(theme::Theme &theme, app::net::HttpClient &client, QWidget *parent)
    : QTabWidget(parent)
    , m_form(new ToolForm(theme))
    , m_source(new QPlainTextEdit)
    , m_problem(new QLabel)
    , m_try(new TryPage(theme, client))
{
    setDocumentMode(true);
    m_source->setAccessibleName(tr("Source of the tool"));
    m_source->setFont(theme.codeFont());
    m_source->setTabChangesFocus(true);
    connect(&theme, &theme::Theme::changed, m_source,
            [this, &theme] { m_source->setFont(theme.codeFont()); });
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    theme::setLook(m_problem, theme::Look::Bad);
    m_problem->hide();
    auto *source = new QWidget;
    auto *rows = new QVBoxLayout(source);
    rows->setContentsMargins(0, Unit, 0, 0);
    rows->addWidget(m_source, 1);
    rows->addWidget(m_problem);
    addTab(scrolled(m_form), tr("Form"));
    addTab(source, tr("Source"));
    addTab(scrolled(m_try), tr("Try"));

    m_telling.setSingleShot(true);
    m_telling.setInterval(TellingTime);
    connect(&m_telling, &QTimer::timeout, this, &ToolEditor::tell);
    connect(m_form, &ToolForm::edited, this, &ToolEditor::onFormEdited);
    connect(m_source, &QPlainTextEdit::textChanged, this, &ToolEditor::onSourceEdited);
}

ToolEditor::~ToolEditor() = default;

void ToolEditor::setTool(const StoredTool &tool)
{
    const bool isSame = tool.id == m_tool.id;
    if (m_telling.isActive()) {
        if (isSame) {
            m_tool.isEnabled = tool.isEnabled;
            return; // what is being typed is newer
        }
        tell();
    }
    if (tool == m_tool)
        return;
    m_tool = tool;
    m_isFilling = true;
    m_form->setTool(tool);
    m_source->setPlainText(tool.id.isNull() ? QString() : app::tools::sourceOf(tool));
    m_problem->hide();
    m_isFilling = false;
    m_try->setTool(tool);
}

void ToolEditor::focusName()
{
    setCurrentIndex(0);
    m_form->focusName();
}

void ToolEditor::onFormEdited()
{
    if (m_isFilling)
        return;
    m_tool = m_form->tool();
    m_isFilling = true;
    m_source->setPlainText(app::tools::sourceOf(m_tool));
    m_problem->hide();
    m_isFilling = false;
    m_telling.start();
}

void ToolEditor::onSourceEdited()
{
    if (m_isFilling)
        return;
    const auto changed = app::tools::withSource(m_tool, m_source->toPlainText());
    m_problem->setVisible(!changed);
    if (!changed) {
        m_problem->setText(tr("Not saved: %1").arg(changed.error().detail));
        return;
    }
    m_tool = *changed;
    m_isFilling = true;
    m_form->setTool(m_tool);
    m_isFilling = false;
    m_telling.start();
}

void ToolEditor::tell()
{
    m_telling.stop();
    m_try->setTool(m_tool);
    Q_EMIT edited(m_tool);
}

void ToolEditor::hideEvent(QHideEvent *event)
{
    QTabWidget::hideEvent(event);
    if (m_telling.isActive())
        tell();
}

} // namespace polylogue::ui::toolbench
