// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/tools/storedtooljson.h"

#include <QMap>
#include <QObject>

namespace polylogue::app::tools {

//! \brief All tools: the user's own, which tools.json in the profile keeps with the rules about
//!        them, and those of servers, which their client brings.
//!
//! What is changed holds at once and is written whole or not at all; where writing fails it holds
//! in memory, and the next change tries again. A file that cannot be read is kept aside as
//! NAME.damaged-DATE. Where there is none yet there are two examples.
class ToolBox final : public QObject
{
    Q_OBJECT

public:
    //! \param directory ProfilePaths::config
    //! \param client outlives this and what tools() gave
    ToolBox(const QString &directory, net::HttpClient &client, QObject *parent = nullptr);

    const QList<StoredTool> &stored() const { return m_stored.tools; }
    //! \brief Adds \a tool or replaces the one of the same id.
    base::Status save(const StoredTool &tool);
    base::Status remove(const ToolId &tool);
    //! \return \a name, or with a number behind it where another tool has it.
    QString freeName(const QString &name, const ToolId &except = {}) const;

    const QList<ToolRule> &rules() const { return m_stored.rules; }
    base::Status setRules(const QList<ToolRule> &rules);
    base::Status addRule(const ToolRule &rule) { return setRules(withRule(rules(), rule)); }

    //! \brief What \a server offers now; nothing: it is gone.
    void setServerTools(const QString &server, const QList<Tool> &tools);

    //! \return all that can be called: enabled and without a fault; of two with one name the first.
    QList<Tool> tools() const;
    //! \return those of tools() that are named, in their order.
    QList<Tool> tools(const QStringList &names) const;

    //! What could not be read at start.
    const std::optional<base::Error> &loadError() const { return m_loadError; }

Q_SIGNALS:
    void changed(); //!< tools
    void rulesChanged();

private:
    QString path() const;
    void load();
    base::Status write();

    QString m_directory;
    net::HttpClient &m_client;
    StoredTools m_stored;
    QMap<QString, QList<Tool>> m_serverTools;
    std::optional<base::Error> m_loadError;
};

} // namespace polylogue::app::tools
