// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QString>

namespace polylogue::app::practice {

//! \brief A request refused because of one field, in FastAPI's words; becomes a 422 with a list.
//! \param path of the field: "messages.0.role"
//! \param type FastAPI's name of the complaint: "missing"
base::Error fieldError(const QString &path, const QString &type, const QString &words);
base::Error missing(const QString &path);
base::Error wrongType(const QString &path, const QString &wanted);

//! \return an error where \a value is not between \a least and \a most.
base::Status checkRange(const QString &path, double value, double least, double most);

//! \brief A request refused in one sentence.
base::Error refusal(int status, const QString &words);

} // namespace polylogue::app::practice
