// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/probe/finding.h"

#include <QScrollArea>

#include <optional>

class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::probe {

//! \brief All about one cell: what is asked and why, what was found, what was sent and came back.
class FindingPane final : public QScrollArea
{
    Q_OBJECT

public:
    //! \param theme outlives this
    explicit FindingPane(theme::Theme &theme, QWidget *parent = nullptr);

    void showNothing();
    void showFinding(const QString &model, app::probe::Capability capability,
                     const std::optional<app::probe::Finding> &finding,
                     const std::optional<app::probe::Finding> &before);
    void setExchanges(const QList<app::probe::Exchange> &exchanges);

Q_SIGNALS:
    //! The user knows better; not set: no longer.
    void corrected(std::optional<polylogue::app::probe::Verdict> verdict);

private:
    QLabel *addLabel(const QString &name);
    void dress();
    void showVerdict(const std::optional<app::probe::Finding> &finding);

    theme::Theme &m_theme;
    QLabel *m_title;
    QLabel *m_model;
    QLabel *m_sign;
    QLabel *m_verdict;
    QLabel *m_ground;
    QLabel *m_words;
    QLabel *m_source;
    QLabel *m_before;
    QComboBox *m_correction;
    QLabel *m_question;
    QLabel *m_purpose;
    QLabel *m_proof;
    QPlainTextEdit *m_exchanges;
    QWidget *m_content;
    std::optional<app::probe::Finding> m_finding;
};

} // namespace polylogue::ui::probe
