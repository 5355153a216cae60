// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QBoxLayout;
class QLabel;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::preferences {

//! \brief One line of a settings page: what it is, a hint below, the control at its end. Marked
//!        where a search found it.
class SettingsRow final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme outlives this
    //! \param control becomes a child; nullptr for none. Where it has no accessible name yet it
    //!        gets \a label
    //! \param hint foreign text is allowed
    SettingsRow(theme::Theme &theme, const QString &label, const QString &hint, QWidget *control,
                QWidget *parent);

    //! \brief A control that needs the page's width stands below its label.
    void addBelow(QWidget *widget);
    void setHint(const QString &hint);
    //! \brief Words that find the row although they do not stand in it.
    void setKeywords(const QString &keywords) { m_keywords = keywords; }
    //! \return whether each word of \a text stands in the label, the hint or the keywords.
    bool matches(const QString &text) const;
    void setMarked(bool marked);
    bool isMarked() const { return m_isMarked; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    theme::Theme &m_theme;
    QBoxLayout *m_rows; // this one and the labels are children
    QLabel *m_label;
    QLabel *m_hint;
    QString m_keywords;
    bool m_isMarked = false;
};

} // namespace polylogue::ui::preferences
