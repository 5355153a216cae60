// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace polylogue::ui::map {

//! \brief One line that tells what is being done and how far it is, with a word to stop it.
class WorkLine final : public QWidget
{
    Q_OBJECT

public:
    explicit WorkLine(QWidget *parent = nullptr);

    //! \param share 0 to 1; less: not known
    void showWork(const QString &words, double share, bool canPause, bool isPaused);
    void showProblem(const QString &problem, bool canGoOn);
    void showNote(const QString &note); //!< nothing is being done

Q_SIGNALS:
    void pauseRequested();
    void goOnRequested();
    void stopRequested();

private:
    void showWords(const QString &words, bool areBad);

    bool m_goesOn = false; // what the first button does
    QLabel *m_words = nullptr; // this one and the following are children
    QProgressBar *m_progress = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_stop = nullptr;
};

} // namespace polylogue::ui::map
