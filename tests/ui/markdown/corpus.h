// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

namespace polylogue::test {

struct CorpusDocument
{
    QString name = {};
    QString text = {};
};

//! \return the documents of tests/data/markdown, by name; line ends are '\n'.
QList<CorpusDocument> corpus();

} // namespace polylogue::test
