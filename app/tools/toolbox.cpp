// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/toolbox.h"

#include "app/settings/privatefile.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::tools {

ToolBox::ToolBox(const QString &directory, net::HttpClient &client, QObject *parent)
    : QObject(parent)
    , m_directory(directory)
    , m_client(client)
{
    load();
}

QString ToolBox::path() const
{
    return m_directory + u"/tools.json"_s;
}

void ToolBox::load()
{
    const auto bytes = settings::readPrivateFile(path());
    if (bytes && bytes->isEmpty()) {
        m_stored.tools = exampleTools(); // written with the first change
        return;
    }
    auto stored = bytes ? decodeTools(*bytes) : base::Result<StoredTools>(bytes.error());
    if (stored) {
        m_stored = *stored;
        return;
    }
    m_loadError = stored.error();
    if (const auto kept = settings::keepAside(path()))
        m_loadError->subject = *kept;
    m_stored.tools = exampleTools();
}

base::Status ToolBox::write()
{
    return settings::writePrivateFile(path(), encodeTools(m_stored));
}

base::Status ToolBox::save(const StoredTool &tool)
{
    const auto known = std::ranges::find(m_stored.tools, tool.id, &StoredTool::id);
    if (known == m_stored.tools.end())
        m_stored.tools.append(tool);
    else
        *known = tool;
    const base::Status written = write();
    Q_EMIT changed();
    return written;
}

base::Status ToolBox::remove(const ToolId &tool)
{
    m_stored.tools.removeIf([&tool](const StoredTool &each) { return each.id == tool; });
    const base::Status written = write();
    Q_EMIT changed();
    return written;
}

QString ToolBox::freeName(const QString &name, const ToolId &except) const
{
    const auto isTaken = [&](const QString &candidate) {
        return std::ranges::any_of(m_stored.tools, [&](const StoredTool &each) {
            return each.definition.name == candidate && each.id != except;
        });
    };
    QString candidate = name;
    for (int number = 2; isTaken(candidate); ++number)
        candidate = name.left(60) + u'_' + QString::number(number);
    return candidate;
}

base::Status ToolBox::setRules(const QList<ToolRule> &rules)
{
    m_stored.rules = rules;
    const base::Status written = write();
    Q_EMIT rulesChanged();
    return written;
}

void ToolBox::setServerTools(const QString &server, const QList<Tool> &tools)
{
    if (tools.isEmpty())
        m_serverTools.remove(server);
    else
        m_serverTools.insert(server, tools);
    Q_EMIT changed();
}

QList<Tool> ToolBox::tools() const
{
    QList<Tool> all;
    const auto add = [&all](const Tool &tool) {
        const bool isTaken = std::ranges::any_of(all, [&tool](const Tool &each) {
            return each.definition.name == tool.definition.name;
        });
        if (!isTaken)
            all.append(tool);
    };
    for (const StoredTool &tool : m_stored.tools) {
        if (tool.isEnabled && faultOf(tool) == ToolFault::None)
            add(runnable(tool, m_client));
    }
    for (const QList<Tool> &tools : m_serverTools) {
        for (const Tool &tool : tools)
            add(tool);
    }
    return all;
}

QList<Tool> ToolBox::tools(const QStringList &names) const
{
    QList<Tool> named = tools();
    named.removeIf([&names](const Tool &tool) { return !names.contains(tool.definition.name); });
    return named;
}

} // namespace polylogue::app::tools
