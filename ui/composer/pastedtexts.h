// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/composer/cardlist.h"

#include <QStringList>

namespace polylogue::ui::composer {

//! \brief Long texts that were pasted, each as one line instead of a field full of it.
class PastedTexts final : public CardList
{
    Q_OBJECT

public:
    explicit PastedTexts(QWidget *parent = nullptr);

    void setTexts(const QStringList &texts);
    const QStringList &texts() const { return m_texts; }

Q_SIGNALS:
    void putBackRequested(qsizetype index); //!< into the field, as text
    void removeRequested(qsizetype index);

private:
    QStringList m_texts;
};

} // namespace polylogue::ui::composer
