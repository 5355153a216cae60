// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/comparison/markedpairs.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace polylogue::tests {

QList<MarkedPair> markedPairs()
{
    QFile file(QStringLiteral(POLYLOGUE_TEST_DATA "/agreement/pairs.txt"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the marked pairs are missing");
    QList<MarkedPair> pairs;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString &line : lines) {
        if (line.startsWith(u'='))
            pairs.append(MarkedPair{});
        if (!line.startsWith("A "_L1) && !line.startsWith("B "_L1))
            continue;
        MarkedAnswer &answer = line.startsWith(u'A') ? pairs.last().left : pairs.last().right;
        answer.sentences.append(line.sliced(4));
        answer.isAlone.push_back(line.at(2) == u'-');
    }
    return pairs;
}

void OutlierScore::add(bool isAlone, bool isFound)
{
    m_found += isAlone && isFound;
    m_missed += isAlone && !isFound;
    m_wrong += !isAlone && isFound;
}

double OutlierScore::f1() const
{
    return 2.0 * m_found / (2.0 * m_found + m_missed + m_wrong);
}

QString OutlierScore::text() const
{
    return u"F1 %1: %2 found, %3 missed, %4 found wrongly"_s.arg(f1(), 0, 'f', 3)
        .arg(m_found)
        .arg(m_missed)
        .arg(m_wrong);
}

} // namespace polylogue::tests
