// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/terminal.h"

#include <unistd.h>

namespace polylogue::ui::cli {

QString withoutControls(const QString &text)
{
    QString clean;
    clean.reserve(text.size());
    for (const QChar character : text) {
        const char16_t code = character.unicode();
        const bool isControl = code < 0x20 || (code >= 0x7f && code < 0xa0);
        if (!isControl || code == u'\n' || code == u'\t')
            clean.append(character);
    }
    return clean;
}

Terminal::Terminal(int output, int error)
    : Terminal(output, isatty(output) == 1, error, isatty(error) == 1)
{ }

Terminal::Terminal(int output, bool isOutputTerminal, int error, bool isErrorTerminal)
    : m_isOutputTerminal(isOutputTerminal)
    , m_isErrorTerminal(isErrorTerminal)
{
    const QIODevice::OpenMode mode = QIODevice::WriteOnly | QIODevice::Unbuffered;
    m_isBroken = !m_output.open(output, mode, QFileDevice::DontCloseHandle);
    m_error.open(error, mode, QFileDevice::DontCloseHandle);
}

void Terminal::write(const QString &text)
{
    if (text.isEmpty())
        return;
    if (m_isAsideOpen)
        endLines();
    writeBytes((m_isOutputTerminal ? withoutControls(text) : text).toUtf8());
    m_isOutputLineOpen = !text.endsWith(u'\n');
}

void Terminal::writeBytes(const QByteArray &bytes)
{
    put(m_output, bytes);
}

void Terminal::note(const QString &line)
{
    // On a terminal both streams meet: a note must not continue a line of the answer.
    if (m_isAsideOpen || (m_isOutputLineOpen && m_isOutputTerminal))
        endLines();
    put(m_error, ((m_isErrorTerminal ? withoutControls(line) : line) + u'\n').toUtf8());
}

void Terminal::aside(const QString &text)
{
    if (!m_isErrorTerminal || text.isEmpty())
        return;
    put(m_error, "\x1b[2m" + withoutControls(text).toUtf8() + "\x1b[0m");
    m_isAsideOpen = true;
}

void Terminal::endLines()
{
    if (m_isAsideOpen)
        put(m_error, "\n");
    if (m_isOutputLineOpen)
        put(m_output, "\n");
    m_isAsideOpen = false;
    m_isOutputLineOpen = false;
}

void Terminal::put(QFile &file, const QByteArray &bytes)
{
    for (qsizetype from = 0; from < bytes.size();) {
        const qint64 written = file.write(bytes.constData() + from, bytes.size() - from);
        if (written <= 0) {
            m_isBroken = m_isBroken || &file == &m_output;
            return;
        }
        from += written;
    }
}

} // namespace polylogue::ui::cli
