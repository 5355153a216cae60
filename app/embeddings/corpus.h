// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/tables/table.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

//! Texts that are to become vectors, and what stands beside them.
namespace polylogue::app::embeddings {

struct CorpusText
{
    QString text = {}; //!< what is embedded; never blank
    QString label = {}; //!< what it belongs to; may be empty
    QString title = {}; //!< what it is called; may be empty
    QString source = {}; //!< where it comes from: a row's number, a file's name
    std::optional<double> number = {}; //!< what it may be coloured by

    bool operator==(const CorpusText &) const = default;
};

using Corpus = QList<CorpusText>;

//! \brief Which columns of a table are what; less than 0: none.
struct CorpusColumns
{
    int text = -1;
    int label = -1;
    int title = -1;
    int number = -1;
    bool isTitleEmbedded = true; //!< the title goes before the text, as headlines go

    bool operator==(const CorpusColumns &) const = default;
};

//! \brief Which rows are taken.
struct Sample
{
    QStringList labels = {}; //!< one after the other; empty: all rows, in their order
    int each = 0; //!< rows of each label, or of all where none is chosen; 0: every one
    quint32 seed = 42; //!< the same seed takes the same rows

    bool operator==(const Sample &) const = default;
};

struct LabelCount
{
    QString label = {};
    qsizetype count = 0;

    bool operator==(const LabelCount &) const = default;
};

//! \brief What \a table's columns are likely to be, by their names and cells.
CorpusColumns guessedColumns(const tables::Table &table);

//! \return the different cells of \a column that are not blank, in the order of their first
//!         appearance.
QList<LabelCount> labelCounts(const tables::Table &table, int column);

//! \brief The rows of \a table as texts; those without any text are left out.
Corpus corpusFromTable(const tables::Table &table, const CorpusColumns &columns,
                       const Sample &sample = {});

//! \brief Each line that is not blank is a text.
Corpus corpusFromLines(const QString &lines);

//! \return which of \a corpus have all of \a words, in whatever case, in their texts, labels or
//!         titles. May take a moment with many texts.
QList<qsizetype> textsWith(const Corpus &corpus, const QString &words);

//! \return the texts alone.
QStringList textsOf(const Corpus &corpus);

} // namespace polylogue::app::embeddings
