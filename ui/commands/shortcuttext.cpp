// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/commands/shortcuttext.h"

using namespace Qt::StringLiterals;

namespace polylogue::ui::commands {

QHash<QString, QList<QKeySequence>>
shortcutsFromText(const QHash<QString, QStringList> &portableText)
{
    QHash<QString, QList<QKeySequence>> shortcuts;
    for (auto it = portableText.cbegin(); it != portableText.cend(); ++it) {
        QList<QKeySequence> &keys = shortcuts[it.key()];
        for (const QString &text : it.value()) {
            const QKeySequence key = QKeySequence::fromString(text, QKeySequence::PortableText);
            if (!key.isEmpty() && key[0].key() != Qt::Key_unknown)
                keys.append(key);
        }
    }
    return shortcuts;
}

QHash<QString, QStringList> shortcutsToText(const QHash<QString, QList<QKeySequence>> &shortcuts)
{
    QHash<QString, QStringList> portableText;
    for (auto it = shortcuts.cbegin(); it != shortcuts.cend(); ++it) {
        QStringList &texts = portableText[it.key()];
        for (const QKeySequence &key : it.value())
            texts.append(key.toString(QKeySequence::PortableText));
    }
    return portableText;
}

QString shownShortcuts(const QList<QKeySequence> &shortcuts)
{
    return QKeySequence::listToString(shortcuts, QKeySequence::NativeText)
        .replace(u"; "_s, u", "_s);
}

} // namespace polylogue::ui::commands
