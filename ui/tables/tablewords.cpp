// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/tables/tablewords.h"

#include "ui/text/errortext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace polylogue::ui::tables {

using app::base::Error;
using app::base::ErrorKind;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(polylogue::ui::tables)
};

} // namespace

QString tableErrorText(const Error &error)
{
    if (error.type == "empty"_L1)
        return Words::tr("There is nothing in it.");
    if (error.type == "not_json"_L1)
        return Words::tr("Line %1 is not JSON (%2).").arg(error.subject, error.detail);
    if (error.type == "too_many_columns"_L1)
        return Words::tr("It has more than 5,000 columns.");
    if (error.type == "not_text"_L1)
        return Words::tr("“%1” is not a text. Save the table as CSV and open that.")
            .arg(error.subject);
    if (error.kind == ErrorKind::TooLarge)
        return Words::tr("“%1” is larger than 64 MB.").arg(error.subject);
    const text::ErrorText words = text::errorText(error);
    return words.serverWords.isEmpty() ? words.title : words.title + u": "_s + words.serverWords;
}

} // namespace polylogue::ui::tables
