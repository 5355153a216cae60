// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/tools/argumentfields.h"

#include <QWidget>

#include <functional>
#include <vector>

class QGridLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::calls {

//! \brief The arguments of a call as a form made from their schema, or as JSON; both can be edited.
class ArgumentsForm final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme outlives this
    explicit ArgumentsForm(theme::Theme &theme, QWidget *parent = nullptr);

    //! \param schema a JSON Schema of an object; may be empty
    //! \param arguments a JSON object
    void setArguments(const QByteArray &schema, const QByteArray &arguments);
    void setReadOnly(bool readOnly);
    //! \brief Puts its parts behind \a after in the order of Tab. \return the last one.
    QWidget *orderTabs(QWidget *after = nullptr);
    //! \return what stands there; no JSON where the user wrote none.
    QByteArray arguments() const;

Q_SIGNALS:
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Row
    {
        app::tools::ArgumentField field = {};
        QWidget *name = nullptr;
        QWidget *editor = nullptr;
        QWidget *description = nullptr; //!< nullptr: it has none
        std::function<QString()> value = {}; //!< of its editor
    };

    void fillForm();
    void addRow(const app::tools::ArgumentField &field);
    void placeRows(); //!< names beside editors, or above them where there is little room
    QWidget *makeEditor(const app::tools::ArgumentField &field, Row &row);
    QByteArray formArguments() const;
    void showAs(bool json);

    theme::Theme &m_theme;
    QByteArray m_schema;
    QWidget *m_form = nullptr;
    QGridLayout *m_rowsLayout = nullptr;
    std::vector<Row> m_rows;
    QPlainTextEdit *m_json = nullptr;
    QPushButton *m_switch = nullptr;
    QLabel *m_problem = nullptr;
    bool m_isJson = false; // what is shown
    bool m_isReadOnly = false;
    bool m_isNarrow = false;
    bool m_isFilling = false;
};

} // namespace polylogue::ui::calls
