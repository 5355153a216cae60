// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/schema/schemaindex.h"

#include <vector>

namespace polylogue::app::schema {

//! \brief One check of one value.
class Validation
{
public:
    explicit Validation(const SchemaIndex &index);

    Verdict run(const json::JsonNode &value);

private:
    //! \brief Which resources were entered on the way, for "$dynamicRef".
    struct Scope
    {
        const Resource *resource = nullptr;
        const Scope *outer = nullptr;
    };
    //! \brief Which elements or members some keyword has looked at, for "unevaluated...".
    using Seen = std::vector<bool>;
    //! \brief A schema at work on a value.
    struct Task
    {
        const json::JsonNode &schema;
        const Scope &scope;
        const json::JsonNode &value;
        const QString &at; // pointer to the value
        Seen &seen;
    };

    bool check(const json::JsonNode &schema, const Scope &outer, const json::JsonNode &value,
               const QString &at, Seen &seen);
    bool checkKeywords(const Task &task);
    //! \brief Checks the task's value against a part of its schema; what that saw counts where it
    //!        holds.
    bool apply(const json::JsonNode &schema, const Task &task);
    bool applySilently(const json::JsonNode &schema, const Task &task);
    //! \brief Whether \a value holds; without a word, and whatever that sees is forgotten.
    bool isMatch(const json::JsonNode &schema, const Task &task, const json::JsonNode &value);
    //! \brief \a schema for the element or member \a index of the task's value.
    bool checkChild(const json::JsonNode &schema, const Task &task, qsizetype index);
    bool report(const Task &task, const QString &keyword, const QString &argument = {});

    bool checkReference(const Task &task);
    bool checkDynamicReference(const Task &task);
    bool enter(const Place &place, const Task &task, const QString &keyword,
               const QString &reference);
    bool checkCombinations(const Task &task);
    bool checkCondition(const Task &task);
    bool checkUnevaluated(const Task &task);

    bool checkValue(const Task &task); // type, enum, const
    bool checkNumber(const Task &task);
    bool checkString(const Task &task);
    bool checkArray(const Task &task);
    bool checkElements(const Task &task);
    bool checkContains(const Task &task);
    bool checkObject(const Task &task);
    bool checkMembers(const Task &task);
    bool checkDependencies(const Task &task);
    bool checkCount(const Task &task, const QString &least, const QString &most, qint64 count);
    bool matches(const QString &pattern, const QString &text);

    const SchemaIndex &m_index;
    Verdict m_verdict;
    int m_silence = 0; // violations are not told: another way may hold
    int m_depth = 0;
    qint64 m_steps = 0;
};

} // namespace polylogue::app::schema
