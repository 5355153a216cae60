// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspector/codepage.h"

#include "ui/inspector/textpane.h"
#include "ui/text/errortext.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::inspector {

using app::snippets::Language;
using theme::Metrics::Unit;

CodePage::CodePage(theme::Theme &theme, QWidget *parent)
    : InspectorPage(parent)
    , m_language(new QComboBox(this))
    , m_copy(new QPushButton(tr("&Copy"), this))
    , m_save(new QPushButton(tr("&Save…"), this))
    , m_note(new QLabel(this))
    , m_text(new TextPane(theme, tr("Code"), this))
{
    m_language->setAccessibleName(tr("Language"));
    m_language->addItem(tr("curl"), int(Language::Curl));
    m_language->addItem(tr("Python, requests"), int(Language::PythonRequests));
    m_language->addItem(tr("Python, openai"), int(Language::PythonOpenAi));
    m_language->addItem(tr("Python, Pydantic AI"), int(Language::PydanticAi));
    m_language->addItem(tr("JavaScript, fetch"), int(Language::JavaScriptFetch));
    m_copy->setAccessibleName(tr("Copy the code"));
    m_save->setAccessibleName(tr("Save the code"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    theme::setLook(m_note, theme::Look::Secondary);

    auto *line = new QHBoxLayout;
    line->addWidget(m_language, 1);
    line->addWidget(m_copy);
    line->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, Unit, 0, 0);
    layout->setSpacing(Unit);
    layout->addLayout(line);
    layout->addWidget(m_note);
    layout->addWidget(m_text, 1);
    connect(m_language, &QComboBox::currentIndexChanged, this, &CodePage::languageChanged);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_code); });
    connect(m_save, &QPushButton::clicked, this, [this] {
        Q_EMIT saveRequested(tr("Save the code"),
                             u"request."_s + app::snippets::suffixOf(language()), m_code.toUtf8());
    });
}

Language CodePage::language() const
{
    return Language(m_language->currentData().toInt());
}

void CodePage::show(const app::inspection::Inspection &inspection)
{
    if (inspection.error || inspection.code.isEmpty()) {
        showNothing(inspection.error ? text::errorText(*inspection.error).title
                                     : tr("This request has no body."));
        return;
    }
    m_code = inspection.code;
    m_note->setText(tr("Files are read from the folder where it runs, the key comes from the "
                       "environment."));
    m_copy->setEnabled(true);
    m_save->setEnabled(true);
    m_text->showText(app::inspection::bounded(m_code));
}

void CodePage::showNothing(const QString &words)
{
    m_code.clear();
    m_note->setText(words);
    m_copy->setEnabled(false);
    m_save->setEnabled(false);
    m_text->showText({});
}

} // namespace polylogue::ui::inspector
