// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/pastedtexts.h"

#include "ui/text/format.h"

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

constexpr qsizetype ShownCharacters = 200;

QString sizeOf(const QString &pasted)
{
    const qsizetype lines = pasted.count(u'\n') + 1;
    if (lines == 1)
        return PastedTexts::tr("Pasted text, %1 characters").arg(text::count(pasted.size()));
    return PastedTexts::tr("Pasted text, %1 characters in %2 lines")
        .arg(text::count(pasted.size()), text::count(lines));
}

} // namespace

PastedTexts::PastedTexts(QWidget *parent)
    : CardList(parent)
{
    setObjectName(u"PastedTexts"_s);
    setAccessibleName(tr("Pasted texts"));
}

void PastedTexts::setTexts(const QStringList &texts)
{
    clearCards();
    m_texts = texts;
    for (qsizetype index = 0; index < m_texts.size(); ++index) {
        const QString &pasted = m_texts.at(index);
        const QString size = sizeOf(pasted);
        addCard(size, text::oneLine(pasted.left(2 * ShownCharacters), ShownCharacters),
                {{tr("Put back as text"), tr("Put back as text: %1").arg(size),
                  [this, index] { Q_EMIT putBackRequested(index); }},
                 {tr("Remove"), tr("Remove: %1").arg(size),
                  [this, index] { Q_EMIT removeRequested(index); }}});
    }
}

} // namespace polylogue::ui::composer
