// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/comparison/textdiff.h"
#include "ui/theme/theme.h"

#include <QPlainTextEdit>

namespace polylogue::ui::compare {

//! \brief A text with what differs in it marked: by a line through or below words and by signs
//!        before whole sentences, and by colour. Read only; all of it is plain text.
class DiffText final : public QPlainTextEdit
{
    Q_OBJECT

public:
    enum class Shows {
        Both, //!< what was left and what was right, one after the other
        Left,
        Right,
    };

    //! \param theme outlives this
    DiffText(theme::Theme &theme, Shows shows, QWidget *parent = nullptr);

    void setDiff(const app::comparison::TextDiff &diff);
    //! \brief Brings the segment \a index to the upper edge, or into view, and selects it.
    void showSegment(qsizetype index);
    //! \return the first segment that is seen.
    qsizetype topSegment() const;
    void scrollToSegment(qsizetype index);

private:
    void write(const app::comparison::DiffSegment &segment);
    void insert(const QString &text, app::comparison::Side side);
    void insertSentence(const QString &text, app::comparison::Side side);
    QTextCharFormat format(app::comparison::Side side) const;

    theme::Theme &m_theme;
    Shows m_shows;
    QList<int> m_starts; // of segments, in the document
};

//! \return what differs in \a segment, in words, for the line below the texts and screen readers.
QString describedDifference(const app::comparison::DiffSegment &segment, const QString &leftName,
                            const QString &rightName);

} // namespace polylogue::ui::compare
