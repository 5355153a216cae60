// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/settings/settings.h"

#include <QList>
#include <QWidget>

#include <functional>
#include <utility>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLabel;
class QVBoxLayout;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::preferences {

class SettingsRow;

//! \brief A page of the settings window: a heading and rows. What is changed holds at once.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    //! \param theme and \a store outlive this
    SettingsPage(theme::Theme &theme, app::settings::SettingsStore &store, const QString &title,
                 QWidget *parent);

    const QString &title() const { return m_title; }
    //! \brief Marks the rows in which \a text stands; none where it is empty.
    //! \return the first of them; nullptr where there is none.
    SettingsRow *markMatches(const QString &text);
    //! \return whether \a text stands in a row or in the title.
    bool matches(const QString &text) const;
    //! \brief The page is about to be seen: what may have changed elsewhere is read anew.
    virtual void refresh() { }

Q_SIGNALS:
    //! Something went wrong, or well; in words, to be shown below the page. Empty: no more.
    void messageChanged(const QString &message, bool isError);

protected:
    theme::Theme &theme() const { return m_theme; }
    app::settings::SettingsStore &store() const { return m_store; }
    void change(const std::function<void(app::settings::Settings &)> &edit);
    //! \brief Tells messageChanged() what is wrong; nothing where \a status is none.
    void report(const app::base::Status &status);

    //! \brief A line that says what the rows below it are about.
    QLabel *addSection(const QString &text);
    SettingsRow *addRow(const QString &label, const QString &hint, QWidget *control);
    //! \brief The same in a layout other than the page's, for rows that come and go.
    SettingsRow *addRow(QBoxLayout *rows, const QString &label, const QString &hint,
                        QWidget *control);
    void removeRows(QBoxLayout *rows);
    QVBoxLayout *addGroup(); //!< such a layout

    //! \brief A switch for \a member, which follows it.
    QCheckBox *addSwitch(const QString &label, const QString &hint,
                         bool app::settings::Settings::*member);
    //! \brief A choice for \a member, which follows it.
    template <typename Value>
    QComboBox *addChoice(const QString &label, const QString &hint,
                         Value app::settings::Settings::*member,
                         const QList<std::pair<QString, Value>> &choices);

    //! \brief Calls \a show now and whenever settings change.
    void follow(const std::function<void(const app::settings::Settings &)> &show);

private:
    QComboBox *addIntChoice(const QString &label, const QString &hint,
                            const QList<std::pair<QString, int>> &choices,
                            const std::function<int(const app::settings::Settings &)> &read,
                            const std::function<void(app::settings::Settings &, int)> &write);

    theme::Theme &m_theme;
    app::settings::SettingsStore &m_store;
    QString m_title;
    QVBoxLayout *m_rows;
    QList<SettingsRow *> m_searched; // children
    QString m_marked; // what is searched for
};

template <typename Value>
QComboBox *SettingsPage::addChoice(const QString &label, const QString &hint,
                                   Value app::settings::Settings::*member,
                                   const QList<std::pair<QString, Value>> &choices)
{
    QList<std::pair<QString, int>> items;
    for (const auto &choice : choices)
        items.append({choice.first, static_cast<int>(choice.second)});
    return addIntChoice(
        label, hint, items,
        [member](const app::settings::Settings &settings) {
            return static_cast<int>(settings.*member);
        },
        [member](app::settings::Settings &settings, int value) {
            settings.*member = static_cast<Value>(value);
        });
}

} // namespace polylogue::ui::preferences
