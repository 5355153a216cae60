// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/toolbench/pastedialog.h"

#include "app/tools/storedtooljson.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::toolbench {

using app::tools::StoredTool;
using theme::Metrics::Unit;

namespace {

constexpr QSize FirstSize(620, 460);
constexpr qsizetype LongestNames = 200;

} // namespace

PasteDialog::PasteDialog(QWidget *parent)
    : QDialog(parent)
    , m_text(new QPlainTextEdit(this))
    , m_what(new QLabel(this))
{
    setWindowTitle(tr("Paste tools"));
    resize(FirstSize);
    auto *hint = new QLabel(tr("Paste the tools of a request as JSON or as Python writes them. "
                               "They answer by hand until you say what runs."),
                            this);
    for (QLabel *label : {hint, m_what}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    theme::setLook(m_what, theme::Look::Secondary);
    m_text->setAccessibleName(tr("Pasted tools"));
    m_text->setTabChangesFocus(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_add = buttons->addButton(tr("Add"), QDialogButtonBox::AcceptRole);
    theme::setLook(m_add, theme::Look::Primary);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    rows->setSpacing(Unit);
    rows->addWidget(hint);
    rows->addWidget(m_text, 1);
    rows->addWidget(m_what);
    rows->addWidget(buttons);
    connect(m_text, &QPlainTextEdit::textChanged, this, &PasteDialog::read);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT toolsChosen(m_found);
        accept();
    });
    read();
}

void PasteDialog::read()
{
    const auto found = app::tools::pastedTools(m_text->toPlainText());
    m_found = found.value_or({});
    m_add->setEnabled(!m_found.isEmpty());
    if (m_found.isEmpty()) {
        m_what->setText(m_text->document()->isEmpty() ? QString() : tr("There is no tool in it."));
        return;
    }
    QStringList names;
    for (const StoredTool &tool : std::as_const(m_found))
        names.append(tool.definition.name);
    m_what->setText(tr("Found: %1").arg(text::oneLine(names.join(u", "_s), LongestNames)));
}

} // namespace polylogue::ui::toolbench
