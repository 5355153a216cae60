// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace polylogue::ui::composer {

//! \brief The line above a message that is being edited: which one, Save and Cancel. Hidden at
//! first.
class EditBar final : public QWidget
{
    Q_OBJECT

public:
    explicit EditBar(QWidget *parent = nullptr);

    //! \param offersSave whether saving is possible here, without the composer's Send
    void begin(const QString &title, bool offersSave);
    //! \param reason why saving is impossible now; empty where it is possible
    void setObstacle(const QString &reason);
    QList<QWidget *> buttons() const;

Q_SIGNALS:
    void saveRequested();
    void cancelRequested();

private:
    QLabel *m_title;
    QPushButton *m_save;
    QPushButton *m_cancel;
};

} // namespace polylogue::ui::composer
