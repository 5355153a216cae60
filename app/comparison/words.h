// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringView>

#include <vector>

namespace polylogue::app::comparison {

//! \brief \a text as words, white space and single signs, without a gap; a Chinese character, which
//!        no space sets apart, is a word.
QList<QStringView> wordsOf(QStringView text);

//! \brief Gives equal texts equal numbers, so that they are compared quickly.
class Numbering final
{
public:
    int number(const QString &text);

private:
    QHash<QString, int> m_numbers;
};

} // namespace polylogue::app::comparison
