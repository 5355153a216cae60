// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/messagedelta.h"
#include "app/wire/wirejson.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace polylogue::app::wire {

//! \brief An element of tool_calls as a server sent it.
struct ToolCallFragment
{
    std::optional<qint64> index = {}; //!< a label, not a position; many servers leave it out
    QString id = {};
    QString name = {};
    QString arguments = {};
    bool hasWholeArguments = false; //!< they came as an object, not as a piece of text
    QByteArray opaque = {}; //!< members that we do not know, a JSON object; empty for none

    bool operator==(const ToolCallFragment &) const = default;
};

//! \brief Finds out which call a fragment belongs to and what it adds (app/wire/README.md).
//!
//! Servers tell calls apart by index, by id, by name, or only by their arguments being whole.
class ToolCallAssembler
{
public:
    //! \param origin goes into OpaqueMembers
    explicit ToolCallAssembler(const QString &origin = {});

    bool isEmpty() const { return m_calls.isEmpty(); }
    //! \brief Adds the fragments of one event; \a deltas gets what changes.
    void addFragments(const QList<ToolCallFragment> &fragments,
                      QList<conversation::ToolCallDelta> &deltas);
    //! \brief Takes \a calls for all calls so far: a body, or the message of a cumulative stream.
    void addWhole(const QList<ToolCallFragment> &calls, QList<conversation::ToolCallDelta> &deltas);
    //! \brief Gives calls without an id one, call_<position>, and calls without arguments {}.
    void finish(QList<conversation::ToolCallDelta> &deltas);

private:
    struct Call
    {
        std::optional<qint64> index = {};
        QString id = {};
        QString sentId = {}; // differs from id where two calls were sent under one
        QString name = {};
        QString arguments = {};
        QByteArray opaque = {};
        JsonNesting nesting = {};
        int event = 0; // the last one that touched it
    };

    qsizetype callFor(const ToolCallFragment &fragment);
    qsizetype callWithId(const ToolCallFragment &fragment) const;
    qsizetype callWithIndex(qint64 index) const;
    qsizetype newCall(const ToolCallFragment &fragment, const QString &sameName = {});
    bool reusesIndex(const Call &call, const ToolCallFragment &fragment) const;
    bool followsLast(const Call &last, const ToolCallFragment &fragment) const;
    bool repeatsIdForAnother(const Call &call, const ToolCallFragment &fragment) const;
    void merge(qsizetype slot, const ToolCallFragment &fragment,
               QList<conversation::ToolCallDelta> &deltas);
    void mergeArguments(Call &call, const ToolCallFragment &fragment,
                        conversation::ToolCallDelta &delta);
    bool isIdTaken(const QString &id) const;

    QString m_origin;
    QList<Call> m_calls;
    int m_event = 0;
};

} // namespace polylogue::app::wire
