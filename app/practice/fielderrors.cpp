// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/fielderrors.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

base::Error fieldError(const QString &path, const QString &type, const QString &words)
{
    return {.kind = base::ErrorKind::BadParameter,
            .detail = words,
            .httpStatus = 422,
            .type = type,
            .parameter = path};
}

base::Error missing(const QString &path)
{
    return fieldError(path, u"missing"_s, u"Field required"_s);
}

base::Error wrongType(const QString &path, const QString &wanted)
{
    return fieldError(path, wanted + u"_type"_s, u"Input should be a valid "_s + wanted);
}

base::Status checkRange(const QString &path, double value, double least, double most)
{
    if (value < least)
        return fieldError(path, u"greater_than_equal"_s,
                          u"Input should be greater than or equal to %1"_s.arg(least));
    if (value > most)
        return fieldError(path, u"less_than_equal"_s,
                          u"Input should be less than or equal to %1"_s.arg(most));
    return {};
}

base::Error refusal(int status, const QString &words)
{
    return {.kind = base::ErrorKind::BadParameter, .detail = words, .httpStatus = status};
}

} // namespace polylogue::app::practice
