// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/vectorerror.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace polylogue::ui::text {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(VectorError)
};

} // namespace

QString vectorErrorText(const app::base::Error &error)
{
    const QString name = QFileInfo(error.subject).fileName();
    if (error.type == "no_vectors"_L1)
        return Words::tr("There are no columns of numbers in %1.").arg(name);
    if (error.type == "npy_damaged"_L1)
        return Words::tr("%1 is damaged: it is not what its header says.").arg(name);
    if (error.type == "npy_type"_L1)
        return Words::tr("%1 holds numbers of the type \"%2\"; little-endian floats of 4 or 8 "
                         "bytes can be read.")
            .arg(name, error.detail);
    if (error.type == "npy_not_two_dimensions"_L1)
        return Words::tr("%1 has to have two dimensions: vectors and their numbers.").arg(name);
    return {};
}

} // namespace polylogue::ui::text
