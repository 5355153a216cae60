// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/keyfield.h"

#include "ui/theme/theme.h"

#include <QAction>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace polylogue::ui::preferences {

QString cleanedKey(const QString &pasted)
{
    static const QRegularExpression prefix(
        uR"(^\s*["']*\s*(authorization\s*:\s*)?((x-)?api-key\s*:\s*)?(bearer\s+)?)"_s,
        QRegularExpression::CaseInsensitiveOption);
    // No key has white space in it; a line break inside comes from a mail or a terminal.
    static const QRegularExpression never(uR"([\s"'\x{200b}\x{feff}]+)"_s);
    QString key = pasted;
    return key.remove(prefix).remove(never);
}

KeyField::KeyField(theme::Theme &theme, QWidget *parent)
    : QLineEdit(parent)
    , m_theme(theme)
    , m_eye(addAction(QIcon(), QLineEdit::TrailingPosition))
{
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    connect(m_eye, &QAction::triggered, this, [this] { setRevealed(!m_isRevealed); });
    connect(&m_theme, &theme::Theme::changed, this, [this] { setRevealed(m_isRevealed); });
    setRevealed(false);
}

void KeyField::setRevealed(bool revealed)
{
    m_isRevealed = revealed;
    setEchoMode(revealed ? Normal : Password);
    m_eye->setIcon(m_theme.icon(revealed ? u"eye-off"_s : u"eye"_s));
    m_eye->setText(revealed ? tr("Hide what is typed") : tr("Show what is typed"));
}

} // namespace polylogue::ui::preferences
