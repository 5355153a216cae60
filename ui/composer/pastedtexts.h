// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>
#include <QWidget>

class QBoxLayout;

namespace polylogue::ui::composer {

//! \brief Long texts that were pasted, each as one line instead of a field full of it; hidden while
//! there is none.
class PastedTexts final : public QWidget
{
    Q_OBJECT

public:
    explicit PastedTexts(QWidget *parent = nullptr);

    void setTexts(const QStringList &texts);
    const QStringList &texts() const { return m_texts; }
    //! \return the buttons in reading order, for the order of tabs.
    QList<QWidget *> buttons() const;

Q_SIGNALS:
    void putBackRequested(qsizetype index); //!< into the field, as text
    void removeRequested(qsizetype index);

private:
    void addRow(qsizetype index);

    QStringList m_texts;
    QList<QWidget *> m_rows; // children, one a text
    QBoxLayout *m_column;
};

} // namespace polylogue::ui::composer
