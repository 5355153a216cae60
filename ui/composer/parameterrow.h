// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

#include <functional>

class QCheckBox;
class QFontMetrics;

namespace polylogue::ui::composer {

//! \brief One parameter: a box to set it at all, its value, and a word where the server refused it.
class ParameterRow final : public QWidget
{
    Q_OBJECT

public:
    //! \param field the name in requests ("top_p"), also the editor's objectName
    //! \param label for people
    //! \param editor becomes a child; can be used only while the box is ticked
    ParameterRow(const QString &field, const QString &label, QWidget *editor, QWidget *parent);

    //! \return how wide the column of labels is, for rows that are not of this class.
    static int labelWidth(const QFontMetrics &metrics);

    const QString &field() const { return m_field; }
    bool isSet() const;
    void setSet(bool set);
    void setRefused(bool refused);

Q_SIGNALS:
    void setChanged(); //!< the user ticked or cleared the box
    void sendAgainRequested(const QString &field);

private:
    QString m_field;
    QCheckBox *m_box;
    QWidget *m_editor;
    QWidget *m_refusal;
};

//! \return a line with \a text, why \a field is not sent, and a button that calls \a sendAgain.
QWidget *makeRefusal(const QString &text, const QString &field, QWidget *parent,
                     const std::function<void()> &sendAgain);

} // namespace polylogue::ui::composer
