// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspector/textpane.h"

#include "ui/text/format.h"
#include "ui/theme/theme.h"

#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace polylogue::ui::inspector {

TextPane::TextPane(theme::Theme &theme, const QString &accessibleName, QWidget *parent)
    : QPlainTextEdit(parent)
{
    setAccessibleName(accessibleName);
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAnywhere);
    const auto applyTheme = [this, &theme] { setFont(theme.codeFont()); };
    connect(&theme, &theme::Theme::changed, this, applyTheme);
    applyTheme();
}

void TextPane::showText(const app::inspection::BoundedText &text)
{
    if (text == m_text)
        return;
    QScrollBar *bar = verticalScrollBar();
    const bool wasAtEnd = bar->maximum() > 0 && bar->value() == bar->maximum();
    const int position = bar->value();
    m_text = text;
    QString shown = text.head;
    if (text.omitted > 0)
        shown += u"\n\n"_s
            + tr("[%1 characters are not shown here. Copy takes all of it.]")
                  .arg(text::count(text.omitted))
            + u"\n\n"_s + text.tail;
    setPlainText(shown);
    bar->setValue(wasAtEnd ? bar->maximum() : position);
}

} // namespace polylogue::ui::inspector
