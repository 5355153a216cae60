// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/chatgroup.h"

#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace polylogue::ui::sidebar {

namespace {

struct Group
{
    Q_DECLARE_TR_FUNCTIONS(Group)
};

constexpr qsizetype LongestTitle = 200;
constexpr int LastDays = 7;

QString weekdayOf(const QDateTime &local)
{
    return QLocale().standaloneDayName(local.date().dayOfWeek(), QLocale::ShortFormat);
}

QString dayOf(const QDateTime &local)
{
    //: a date without its year, as QDate formats it
    return QLocale().toString(local.date(), Group::tr("d MMM"));
}

} // namespace

ChatGroup dayGroup(const QDateTime &at, const QDate &today)
{
    using Kind = ChatGroup::Kind;
    const QDate day = at.toLocalTime().date();
    const qint64 age = day.isValid() ? day.daysTo(today) : 0;
    if (age <= 0)
        return {.kind = Kind::Today};
    if (age == 1)
        return {.kind = Kind::Yesterday};
    if (age <= LastDays)
        return {.kind = Kind::LastDays};
    return {.kind = Kind::Month, .month = QDate(day.year(), day.month(), 1)};
}

QDate firstDay(const ChatGroup &group, const QDate &today)
{
    switch (group.kind) {
    case ChatGroup::Kind::Yesterday:
        return today.addDays(-1);
    case ChatGroup::Kind::LastDays:
        return today.addDays(-LastDays);
    case ChatGroup::Kind::Month:
        return group.month;
    case ChatGroup::Kind::Today:
    case ChatGroup::Kind::Pinned:
    case ChatGroup::Kind::Folder:
        break;
    }
    return today;
}

QString headingOf(const ChatGroup &group)
{
    switch (group.kind) {
    case ChatGroup::Kind::Pinned:
        return Group::tr("Pinned");
    case ChatGroup::Kind::Folder:
        return {};
    case ChatGroup::Kind::Today:
        return Group::tr("Today");
    case ChatGroup::Kind::Yesterday:
        return Group::tr("Yesterday");
    case ChatGroup::Kind::LastDays:
        return Group::tr("Previous 7 days");
    case ChatGroup::Kind::Month:
        //: a month and its year
        return Group::tr("%1 %2").arg(QLocale().standaloneMonthName(group.month.month()),
                                      QString::number(group.month.year()));
    }
    return {};
}

QString shortTime(const QDateTime &at, const QDate &today)
{
    const QDateTime local = at.toLocalTime();
    if (!local.isValid())
        return {};
    const qint64 age = local.date().daysTo(today);
    if (age <= 0)
        return text::clockTime(local.time());
    if (age < LastDays)
        return weekdayOf(local);
    if (local.date().year() == today.year())
        return dayOf(local);
    //: a month of another year, as QDate formats it
    return QLocale().toString(local.date(), Group::tr("MMM yyyy"));
}

QString timeBelow(const ChatGroup &group, const QDateTime &at, const QDate &today)
{
    const QDateTime local = at.toLocalTime();
    if (!local.isValid())
        return {};
    switch (group.kind) {
    case ChatGroup::Kind::Today:
    case ChatGroup::Kind::Yesterday:
        return text::clockTime(local.time());
    case ChatGroup::Kind::LastDays:
        return weekdayOf(local);
    case ChatGroup::Kind::Month:
        return dayOf(local);
    case ChatGroup::Kind::Pinned:
    case ChatGroup::Kind::Folder:
        break;
    }
    return shortTime(at, today);
}

QString titleOf(const QString &title)
{
    const QString shown = text::oneLine(title, LongestTitle);
    return shown.isEmpty() ? Group::tr("New chat") : shown;
}

QString describe(const ChatEntry &entry, const QString &heading, const QString &time)
{
    QStringList words;
    if (entry.isRunning)
        words << Group::tr("Answering");
    if (entry.isUnread)
        words << Group::tr("Unread");
    if (entry.hasFailed)
        words << Group::tr("Last answer failed");
    if (entry.hasDraft)
        words << Group::tr("Unsent draft");
    if (entry.isTemporary)
        words << Group::tr("Temporary");
    if (!entry.model.isEmpty())
        words << text::oneLine(entry.model, LongestTitle);
    for (const QString &word : {heading, time}) {
        if (!word.isEmpty())
            words << word;
    }
    return words.join(u", "_s);
}

} // namespace polylogue::ui::sidebar
