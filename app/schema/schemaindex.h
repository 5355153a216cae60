// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/json/jsonnode.h"
#include "app/schema/schema.h"

#include <QHash>
#include <QRegularExpression>
#include <QUrl>

#include <memory>
#include <vector>

namespace polylogue::app::schema {

//! \brief A schema with an address of its own: the whole, or a part that has an "$id".
struct Resource
{
    QUrl uri = {}; //!< without fragment; empty of a whole without "$id"
    const json::JsonNode *root = nullptr;
    Draft draft = Draft::Draft2020;
    QHash<QString, const json::JsonNode *> anchors = {};
    QHash<QString, const json::JsonNode *> dynamicAnchors = {};
};

//! \brief A schema within the whole.
struct Place
{
    const json::JsonNode *node = nullptr; //!< nullptr: a reference that leads nowhere
    const Resource *resource = nullptr;
};

//! \brief What is where in a schema: resources, anchors, patterns.
class SchemaIndex
{
public:
    SchemaIndex(const json::JsonNode &root, Draft draft);
    Q_DISABLE_COPY_MOVE(SchemaIndex)

    const json::JsonNode &root() const { return m_root; }
    Place rootPlace() const { return {&m_root, m_resources.front().get()}; }
    //! \return the resource that \a node begins; \a outer where it begins none.
    const Resource *resourceOf(const json::JsonNode &node, const Resource *outer) const;
    //! \return where the reference \a text, which stands in \a from, leads.
    Place find(const QString &text, const Resource &from) const;
    //! \return the pattern that is written \a text in the schema.
    QRegularExpression pattern(const QString &text) const { return m_patterns.value(text); }
    const QList<Fault> &faults() const { return m_faults; }

private:
    void walk(const json::JsonNode &node, Resource *resource, const QString &pointer);
    Resource *enter(const json::JsonNode &node, Resource *outer);
    void addPattern(const QString &text, const QString &pointer);
    void checkReferences();
    Place findPointer(const Resource &resource, const QString &pointer) const;

    struct Reference
    {
        QString text = {};
        QString pointer = {};
        const Resource *from = nullptr;
    };

    json::JsonNode m_root;
    std::vector<std::unique_ptr<Resource>> m_resources; // the whole first
    QHash<const json::JsonNode *, const Resource *> m_begins;
    QHash<QString, QRegularExpression> m_patterns;
    std::vector<Reference> m_references;
    QList<Fault> m_faults;
};

} // namespace polylogue::app::schema
