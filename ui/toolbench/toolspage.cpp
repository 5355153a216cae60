// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/toolbench/toolspage.h"

#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"
#include "ui/toolbench/pastedialog.h"
#include "ui/toolbench/tooleditor.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::toolbench {

using app::tools::faultOf;
using app::tools::StoredTool;
using app::tools::ToolFault;
using app::tools::ToolId;
using theme::Metrics::Unit;

namespace {

constexpr int ListWidth = 220;
constexpr qsizetype LongestName = 64;
constexpr int idRole = Qt::UserRole;

} // namespace

ToolsPage::ToolsPage(theme::Theme &theme, app::tools::ToolBox &tools, app::net::HttpClient &client,
                     QWidget *parent)
    : QWidget(parent)
    , m_tools(tools)
    , m_list(new QListWidget(this))
    , m_remove(new QPushButton(tr("Delete"), this))
    , m_problem(new QLabel(this))
    , m_editor(new ToolEditor(theme, client, this))
{
    build();
    connect(&tools, &app::tools::ToolBox::changed, this, &ToolsPage::listTools);
    connect(m_list, &QListWidget::currentRowChanged, this, &ToolsPage::showChosen);
    // Later: the list is made anew, and is in the midst of its own work now.
    connect(m_list, &QListWidget::itemChanged, this, [this](const QListWidgetItem *item) {
        const ToolId id{item->data(idRole).toUuid()};
        const auto known = std::ranges::find(m_tools.stored(), id, &StoredTool::id);
        if (m_isListing || known == m_tools.stored().end())
            return;
        StoredTool tool = *known;
        tool.isEnabled = item->checkState() == Qt::Checked;
        QMetaObject::invokeMethod(
            this, [this, tool] { save(tool); }, Qt::QueuedConnection);
    });
    connect(m_remove, &QPushButton::clicked, this, &ToolsPage::askToRemove);
    connect(m_editor, &ToolEditor::edited, this, &ToolsPage::save);
    listTools();
}

void ToolsPage::build()
{
    m_list->setAccessibleName(tr("Your tools"));
    m_list->setFixedWidth(ListWidth);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    theme::setLook(m_problem, theme::Look::Bad);
    m_problem->hide();
    auto *hint = new QLabel(tr("A chat offers the tools that are chosen beside its message; what "
                               "is not ticked here is offered nowhere."),
                            this);
    hint->setTextFormat(Qt::PlainText);
    hint->setWordWrap(true);
    theme::setLook(hint, theme::Look::Secondary);
    auto *addButton = new QPushButton(tr("New tool"), this);
    auto *pasteButton = new QPushButton(tr("Paste…"), this);
    pasteButton->setToolTip(tr("Take tools out of a request or a program"));
    connect(addButton, &QPushButton::clicked, this, &ToolsPage::addNew);
    connect(pasteButton, &QPushButton::clicked, this, &ToolsPage::paste);

    auto *first = new QHBoxLayout;
    first->setSpacing(Unit);
    first->addWidget(addButton, 1);
    first->addWidget(pasteButton, 1);
    auto *left = new QVBoxLayout;
    left->setSpacing(Unit);
    left->addLayout(first);
    left->addWidget(m_list, 1);
    left->addWidget(m_remove);
    left->addWidget(hint);
    hint->setFixedWidth(ListWidth);
    auto *right = new QVBoxLayout;
    right->addWidget(m_problem);
    right->addWidget(m_editor, 1);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    columns->setSpacing(2 * Unit);
    columns->addLayout(left);
    columns->addLayout(right, 1);
}

void ToolsPage::listTools()
{
    const QListWidgetItem *before = m_list->currentItem();
    const QVariant kept = before ? before->data(idRole) : QVariant();
    m_isListing = true;
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const StoredTool &tool : m_tools.stored()) {
            auto *item =
                new QListWidgetItem(text::oneLine(tool.definition.name, LongestName), m_list);
            item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
            item->setCheckState(tool.isEnabled ? Qt::Checked : Qt::Unchecked);
            item->setData(idRole, tool.id.value);
            if (faultOf(tool) != ToolFault::None)
                item->setText(tr("%1 (not ready)").arg(item->text()));
            if (tool.id.value == kept.toUuid())
                m_list->setCurrentItem(item);
        }
        if (!m_list->currentItem() && m_list->count() > 0)
            m_list->setCurrentRow(0);
    }
    m_isListing = false;
    showChosen();
}

const StoredTool *ToolsPage::chosen() const
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return nullptr;
    const auto known =
        std::ranges::find(m_tools.stored(), ToolId{item->data(idRole).toUuid()}, &StoredTool::id);
    return known == m_tools.stored().end() ? nullptr : &*known;
}

void ToolsPage::showChosen()
{
    const StoredTool *tool = chosen();
    m_remove->setEnabled(tool);
    m_editor->setEnabled(tool);
    m_editor->setTool(tool ? *tool : StoredTool{});
}

void ToolsPage::choose(const ToolId &tool)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(idRole).toUuid() == tool.value)
            m_list->setCurrentRow(row);
    }
}

void ToolsPage::add(QList<StoredTool> tools)
{
    for (StoredTool &tool : tools) {
        tool.definition.name = m_tools.freeName(tool.definition.name);
        save(tool);
    }
    if (!tools.isEmpty())
        choose(tools.first().id);
}

void ToolsPage::addNew()
{
    add({{.id = ToolId::create(),
          .definition = {.name = u"new_tool"_s,
                         .parametersSchema =
                             "{\n  \"type\": \"object\",\n  \"properties\": {}\n}"_ba}}});
    m_editor->focusName();
}

void ToolsPage::paste()
{
    auto *dialog = new PasteDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PasteDialog::toolsChosen, this, &ToolsPage::add);
    dialog->open();
}

void ToolsPage::askToRemove()
{
    const StoredTool *tool = chosen();
    if (!tool)
        return;
    auto *question = new QMessageBox(this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setWindowTitle(tr("Delete tool"));
    question->setText(tr("Delete %1?").arg(text::oneLine(tool->definition.name, LongestName)));
    question->setInformativeText(tr("It cannot be brought back."));
    QPushButton *remove = question->addButton(tr("Delete"), QMessageBox::DestructiveRole);
    question->setDefaultButton(question->addButton(QMessageBox::Cancel));
    connect(remove, &QPushButton::clicked, this, [this, id = tool->id] {
        const auto removed = m_tools.remove(id);
        showProblem(removed ? QString() : removed.error().detail);
    });
    question->open();
}

void ToolsPage::save(const StoredTool &tool)
{
    const auto saved = m_tools.save(tool);
    showProblem(saved ? QString() : saved.error().detail);
}

void ToolsPage::showProblem(const QString &words)
{
    m_problem->setText(tr("The tools could not be saved: %1").arg(words));
    m_problem->setVisible(!words.isEmpty());
}

} // namespace polylogue::ui::toolbench
