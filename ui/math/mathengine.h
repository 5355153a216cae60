// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/math/drawing.h"
#include "ui/math/mathfiles.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace polylogue::ui::math {

//! \brief What became of a formula: a drawing, or why there is none.
struct Result
{
    Drawing drawing = {};
    QString error = {}; //!< KaTeX's words, in English; empty where all is well

    bool isDrawn() const { return error.isEmpty(); }
};

//! \brief Sets formulas with KaTeX, in a thread of its own, and remembers them.
//!
//! Costs nothing before the first formula: only then the thread starts, the script and fonts are
//! read. A formula may take two seconds, of a busy machine as well; then it fails, and the next one
//! finds a new engine. All calls are for the GUI's thread.
class MathEngine final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype LongestSource = 4096; //!< characters
    static constexpr std::chrono::milliseconds LongestTime{2'000};

    explicit MathEngine(const MathFiles &files, QObject *parent = nullptr);
    ~MathEngine() override;

    //! \return the engine of this process, which lives as long as someone holds it.
    static std::shared_ptr<MathEngine> shared();

    //! \return what became of \a tex; nothing as long as it is not known: finished() follows.
    std::shared_ptr<const Result> find(const QString &tex, bool isDisplay);
    //! \brief Waits for it: for paper, which is drawn once.
    std::shared_ptr<const Result> wait(const QString &tex, bool isDisplay);
    //! \brief The faces to draw with.
    MathFonts &fonts() { return m_fonts; }
    qsizetype pendingCount() const;

Q_SIGNALS:
    //! \brief One or more formulas that were asked for are known.
    void finished();

private:
    class Worker;

    MathFonts m_fonts;
    std::unique_ptr<Worker> m_worker;
};

} // namespace polylogue::ui::math
