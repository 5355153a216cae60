// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/net/connectiontest.h"

#include <QFrame>
#include <QList>

class QVBoxLayout;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::preferences {

//! \brief A step of the connection test in words; plain text.
struct StepText
{
    QString title = {}; //!< what was tried and what came of it, or what went wrong
    QString serverWords = {}; //!< foreign
    QString advice = {};
    QString mark = {}; //!< "passed", "failed"...: what the icon says

    bool operator==(const StepText &) const = default;
};

//! \return "1 model", "14 models".
QString modelCount(qsizetype models);

//! \param hasKey whether a key was sent
StepText stepText(const app::net::ConnectionStep &step, bool hasKey);

//! \brief The steps of a connection test, one line each: icon, words, time; what failed is
//!        explained below its line.
class StepsList final : public QFrame
{
    Q_OBJECT

public:
    //! \param theme outlives this
    explicit StepsList(theme::Theme &theme, QWidget *parent = nullptr);

    //! \brief Empty again, for a new test.
    void clear();
    void setHasKey(bool hasKey) { m_hasKey = hasKey; }
    //! \brief Adds the step, or brings its line up to date.
    void setStep(const app::net::ConnectionStep &step);
    //! \brief A line that is no step: \a problem explains why there is no test or no keychain.
    void setProblem(const StepText &problem);

private:
    void rebuild();
    void addLine(const StepText &text, app::net::ConnectionStep::State state,
                 const QString &duration);

    theme::Theme &m_theme;
    QVBoxLayout *m_lines = nullptr; // child
    QList<app::net::ConnectionStep> m_steps;
    StepText m_problem;
    bool m_hasKey = false;
};

} // namespace polylogue::ui::preferences
