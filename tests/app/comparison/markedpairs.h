// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace polylogue::tests {

//! \brief An answer of tests/data/agreement/pairs.txt and what a reader says of its sentences.
struct MarkedAnswer
{
    QStringList sentences = {};
    std::vector<bool> isAlone = {}; //!< the other answer does not say that
};

struct MarkedPair
{
    MarkedAnswer left = {};
    MarkedAnswer right = {};
};

QList<MarkedPair> markedPairs();

//! \brief How well sentences without a counterpart were found.
class OutlierScore
{
public:
    void add(bool isAlone, bool isFound);
    double f1() const;
    QString text() const; //!< "F1 0.87: 62 found, 9 missed, 9 found wrongly"

private:
    int m_found = 0;
    int m_missed = 0;
    int m_wrong = 0;
};

} // namespace polylogue::tests
