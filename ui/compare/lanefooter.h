// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::compare {

//! \brief The line below a lane: how the last answer came, Stop while it comes, Promote after.
class LaneFooter final : public QWidget
{
    Q_OBJECT

public:
    //! What is offered at the right.
    enum class Offer { Nothing, Stop, Promote, Promoted };

    explicit LaneFooter(theme::Theme &theme, QWidget *parent = nullptr);

    void setFacts(const QStringList &facts); //!< those at the end give way where there is no room
    void setOffer(Offer offer);
    QString facts() const { return m_facts.join(QStringLiteral(", ")); }

Q_SIGNALS:
    void promoteRequested();
    void stopRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fitFacts();

    theme::Theme &m_theme;
    QStringList m_facts;
    QLabel *m_label = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_promote = nullptr;
};

} // namespace polylogue::ui::compare
