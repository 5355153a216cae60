// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFile>
#include <QString>

namespace polylogue::ui::cli {

//! \brief \a text without control characters other than line feed and tab: what a model or a server
//!        writes can then not drive the terminal (escape sequences, bells, cursor moves).
QString withoutControls(const QString &text);

//! \brief The two streams of a command. On a terminal foreign text loses its control characters; a
//!        file or pipe gets every byte.
class Terminal
{
public:
    //! \param output and \a error are file descriptors, not closed
    explicit Terminal(int output = 1, int error = 2);
    //! \brief As above, but says itself which of them is a terminal, for tests.
    Terminal(int output, bool isOutputTerminal, int error, bool isErrorTerminal);

    //! \brief To standard output, at once. Written without a line break of its own.
    void write(const QString &text);
    //! \brief To standard output as it is, JSON for example.
    void writeBytes(const QByteArray &bytes);
    //! \brief One line to standard error.
    void note(const QString &line);
    //! \brief Dim text to standard error, only where that is a terminal.
    void aside(const QString &text);
    //! \brief Ends lines that were begun, so that what follows starts on its own.
    void endLines();
    //! \return whether standard output takes nothing more: a closed pipe, a full disk.
    bool isBroken() const { return m_isBroken; }

private:
    void put(QFile &file, const QByteArray &bytes);

    QFile m_output;
    QFile m_error;
    bool m_isOutputTerminal;
    bool m_isErrorTerminal;
    bool m_isOutputLineOpen = false;
    bool m_isAsideOpen = false;
    bool m_isBroken = false;
};

} // namespace polylogue::ui::cli
