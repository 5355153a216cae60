// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>
#include <QRandomGenerator>

namespace polylogue::test {

//! \brief Makes hard Markdown of easy Markdown; the same for the same seed.
class Mutations
{
public:
    Mutations(const QList<QByteArray> &seeds, quint32 seed);

    QByteArray next();

private:
    QByteArray someLines();
    void mutate(QByteArray &text);
    int below(qsizetype bound); //!< 0 where there is none

    QList<QByteArray> m_lines;
    QRandomGenerator m_random;
};

} // namespace polylogue::test
