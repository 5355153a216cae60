// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/toolcallassembler.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

using conversation::ToolCallDelta;

namespace {

//! \return the last of \a deltas where it is about \a slot, else a new one behind them.
ToolCallDelta &deltaFor(QList<ToolCallDelta> &deltas, qsizetype slot)
{
    if (deltas.isEmpty() || deltas.last().slot != slot)
        deltas.append(ToolCallDelta{.slot = static_cast<int>(slot)});
    return deltas.last();
}

bool opensObject(const QString &arguments)
{
    return QStringView(arguments).trimmed().startsWith(u'{');
}

//! Cheap where \a nesting already says no: asked for every fragment.
bool isWhole(const QString &arguments, const JsonNesting &nesting)
{
    return !arguments.isEmpty() && nesting.isBalanced() && isJsonObject(arguments);
}

bool isWhole(const ToolCallFragment &fragment)
{
    return fragment.hasWholeArguments || isJsonObject(fragment.arguments);
}

} // namespace

ToolCallAssembler::ToolCallAssembler(const QString &origin)
    : m_origin(origin)
{ }

void ToolCallAssembler::addFragments(const QList<ToolCallFragment> &fragments,
                                     QList<ToolCallDelta> &deltas)
{
    ++m_event;
    for (const ToolCallFragment &fragment : fragments)
        merge(callFor(fragment), fragment, deltas);
}

void ToolCallAssembler::addWhole(const QList<ToolCallFragment> &calls, QList<ToolCallDelta> &deltas)
{
    ++m_event;
    for (qsizetype slot = 0; slot < calls.size(); ++slot) {
        ToolCallFragment whole = calls.at(slot);
        whole.hasWholeArguments = true;
        merge(slot < m_calls.size() ? slot : newCall(whole), whole, deltas);
    }
}

void ToolCallAssembler::finish(QList<ToolCallDelta> &deltas)
{
    for (qsizetype slot = 0; slot < m_calls.size(); ++slot) {
        Call &call = m_calls[slot];
        if (call.id.isEmpty()) {
            QString id = u"call_%1"_s.arg(slot);
            while (isIdTaken(id))
                id += u'_';
            call.id = id;
            deltaFor(deltas, slot).id = id;
        }
        if (QStringView(call.arguments).trimmed().isEmpty()) {
            call.arguments = u"{}"_s;
            ToolCallDelta &delta = deltaFor(deltas, slot);
            delta.arguments = call.arguments;
            delta.replacesArguments = true;
        }
    }
}

qsizetype ToolCallAssembler::callFor(const ToolCallFragment &fragment)
{
    if (const qsizetype slot = callWithId(fragment); slot >= 0)
        return repeatsIdForAnother(m_calls.at(slot), fragment) ? newCall(fragment) : slot;
    const qsizetype slot = fragment.index ? callWithIndex(*fragment.index) : m_calls.size() - 1;
    if (slot < 0)
        return newCall(fragment);
    const Call &call = m_calls.at(slot);
    const bool isAnother =
        fragment.index ? reusesIndex(call, fragment) : followsLast(call, fragment);
    return isAnother ? newCall(fragment, call.name) : slot;
}

//! Several calls may have been sent under one id: the index, then the name decides.
qsizetype ToolCallAssembler::callWithId(const ToolCallFragment &fragment) const
{
    qsizetype best = -1;
    int bestScore = -1;
    for (qsizetype slot = 0; slot < m_calls.size(); ++slot) {
        const Call &call = m_calls.at(slot);
        if (fragment.id.isEmpty() || call.sentId != fragment.id)
            continue;
        const int score =
            (call.index == fragment.index ? 2 : 0) + (call.name == fragment.name ? 1 : 0);
        if (score >= bestScore) {
            best = slot;
            bestScore = score;
        }
    }
    return best;
}

qsizetype ToolCallAssembler::callWithIndex(qint64 index) const
{
    for (qsizetype slot = m_calls.size() - 1; slot >= 0; --slot) {
        if (m_calls.at(slot).index == index)
            return slot;
    }
    return -1;
}

//! \param sameName what it is called where the fragment does not say so
qsizetype ToolCallAssembler::newCall(const ToolCallFragment &fragment, const QString &sameName)
{
    m_calls.append(
        Call{.index = fragment.index, .name = fragment.name.isEmpty() ? sameName : QString()});
    return m_calls.size() - 1;
}

//! Whether a fragment with the index of \a call, but not its id, begins another call.
bool ToolCallAssembler::reusesIndex(const Call &call, const ToolCallFragment &fragment) const
{
    const bool isCallWhole = isWhole(call.arguments, call.nesting);
    if (!fragment.id.isEmpty() && !call.sentId.isEmpty()) {
        // Some servers make up a fresh id for every piece: an id alone opens nothing.
        return !fragment.name.isEmpty() || (isCallWhole && !fragment.arguments.isEmpty());
    }
    if (!isCallWhole)
        return false;
    if (!fragment.name.isEmpty() && fragment.name != call.name)
        return true;
    // Some bridges send {} before the real arguments: only a whole object is another call then.
    return isWhole(fragment)
        || (opensObject(fragment.arguments) && call.arguments.trimmed() != "{}"_L1);
}

//! Whether a fragment without an index, and with no id that we know, begins another call.
bool ToolCallAssembler::followsLast(const Call &last, const ToolCallFragment &fragment) const
{
    const bool hasName = !fragment.name.isEmpty();
    if (hasName && last.event == m_event)
        return true;
    if (!fragment.id.isEmpty()) {
        const bool isWholeAlready = isWhole(last.arguments, last.nesting);
        const bool bringsItsId =
            last.sentId.isEmpty() && !isWholeAlready && (!hasName || fragment.name == last.name);
        return !bringsItsId && (hasName || isWholeAlready);
    }
    return reusesIndex(last, fragment);
}

//! Two calls in one event under one id (the USAi gateway before Vertex); in a later event the
//! same id repeats the call instead.
bool ToolCallAssembler::repeatsIdForAnother(const Call &call,
                                            const ToolCallFragment &fragment) const
{
    if (call.event != m_event || !isWhole(call.arguments, call.nesting))
        return false;
    return isWhole(fragment) || (!fragment.name.isEmpty() && fragment.name != call.name);
}

void ToolCallAssembler::merge(qsizetype slot, const ToolCallFragment &fragment,
                              QList<ToolCallDelta> &deltas)
{
    Call &call = m_calls[slot];
    ToolCallDelta &delta = deltaFor(deltas, slot);
    if (call.event == 0)
        delta.name = call.name;
    call.event = m_event;
    if (call.sentId.isEmpty() && !fragment.id.isEmpty()) {
        if (!isIdTaken(fragment.id)) {
            call.id = fragment.id;
            delta.id = call.id;
        }
        call.sentId = fragment.id;
    }
    // Names come whole, repeated, growing, or in pieces; never behind the first argument.
    const QString &name = fragment.name;
    if (!name.isEmpty() && name != call.name) {
        const bool isLonger = name.startsWith(call.name);
        if (isLonger || call.arguments.isEmpty()) {
            call.name = isLonger ? name : call.name + name;
            delta.name = call.name;
        }
    }
    mergeArguments(call, fragment, delta);
    if (!fragment.opaque.isEmpty()) {
        call.opaque = mergedMembers(call.opaque, fragment.opaque);
        delta.opaque = {.origin = m_origin, .json = call.opaque};
    }
}

void ToolCallAssembler::mergeArguments(Call &call, const ToolCallFragment &fragment,
                                       ToolCallDelta &delta)
{
    const QString &added = fragment.arguments;
    if (added.isEmpty())
        return;
    const bool isCallWhole = isWhole(call.arguments, call.nesting);
    const bool isPlaceholder = isCallWhole && call.arguments.trimmed() == "{}"_L1;
    if (fragment.hasWholeArguments || (isCallWhole && isWhole(fragment))
        || (isPlaceholder && opensObject(added))) {
        call.arguments = added;
        call.nesting = {};
        delta.arguments = added;
        delta.replacesArguments = true;
    } else {
        call.arguments += added;
        delta.arguments += added;
    }
    call.nesting.feed(added.toUtf8());
}

bool ToolCallAssembler::isIdTaken(const QString &id) const
{
    return std::any_of(m_calls.begin(), m_calls.end(),
                       [&](const Call &call) { return call.id == id; });
}

} // namespace polylogue::app::wire
