// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/embeddings/textmap.h"

#include <QDialog>

class QVBoxLayout;

namespace polylogue::ui::map {

//! \brief One text of a map, whole, and its vector. Accessible name "Text".
class TextDialog final : public QDialog
{
    Q_OBJECT

public:
    TextDialog(const app::embeddings::TextMap &map, qsizetype point, QWidget *parent);

private:
    void addText(const QString &facts);
    void addVector();
    void addButtons();
    QString vectorText() const; //!< all of its numbers, as JSON writes them

    app::embeddings::CorpusText m_text;
    std::vector<float> m_vector; // empty: there is none yet
    QVBoxLayout *m_rows = nullptr; // a child
};

} // namespace polylogue::ui::map
