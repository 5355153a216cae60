// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/chattitle.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::session {

namespace {

constexpr qsizetype MaximumLength = 60;

//! The first non-empty line; a pasted text may be large and only its beginning matters.
QString firstLine(const QString &text)
{
    constexpr qsizetype Enough = 2000;
    return text.first(qMin(text.size(), Enough)).trimmed().section(u'\n', 0, 0);
}

} // namespace

QString titleOf(const conversation::Message &message)
{
    QString title = firstLine(textOf(message.content));
    title.remove(u'`').remove(u'*').remove(u'#');
    title = title.simplified();
    if (title.size() <= MaximumLength)
        return title;
    qsizetype end = MaximumLength - 1;
    if (title.at(end - 1).isHighSurrogate())
        --end;
    return title.first(end).trimmed() + u'…';
}

} // namespace polylogue::app::session
