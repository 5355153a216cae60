// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/settings.h"

#include "app/settings/endpointcodec.h"
#include "app/settings/privatefile.h"
#include "app/settings/settingscodec.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::settings {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::Status;
using endpoint::Endpoint;

SettingsStore::SettingsStore(const QString &directory, QObject *parent)
    : QObject(parent)
    , m_directory(directory)
{
    loadSettings();
    loadEndpoints();
    loadLearned();
}

SettingsStore::~SettingsStore() = default;

std::optional<Endpoint> SettingsStore::currentEndpoint() const
{
    const auto found =
        std::find_if(m_endpoints.cbegin(), m_endpoints.cend(), [this](const Endpoint &endpoint) {
            return endpoint.id == m_settings.currentEndpoint;
        });
    if (found == m_endpoints.cend())
        return {};
    return *found;
}

Status SettingsStore::setSettings(const Settings &settings)
{
    if (settings == m_settings && m_areSettingsSaved)
        return {};
    const bool isOther = settings != m_settings;
    m_settings = settings;
    const Status written = writeSettings();
    if (isOther)
        Q_EMIT changed(m_settings);
    return written;
}

Status SettingsStore::saveEndpoint(const Endpoint &endpoint)
{
    const auto found =
        std::find_if(m_endpoints.begin(), m_endpoints.end(),
                     [&endpoint](const Endpoint &other) { return other.id == endpoint.id; });
    if (found == m_endpoints.end())
        m_endpoints.append(endpoint);
    else
        *found = endpoint;
    const Status written = writeEndpoints();
    Q_EMIT endpointsChanged();
    return written;
}

Status SettingsStore::removeEndpoint(const endpoint::EndpointId &id)
{
    m_endpoints.removeIf([&id](const Endpoint &endpoint) { return endpoint.id == id; });
    const Status written = writeEndpoints();
    Q_EMIT endpointsChanged();
    return written;
}

Status SettingsStore::setLearned(const QByteArray &json)
{
    m_learned = json;
    return write(learnedPath(), json);
}

QString SettingsStore::settingsPath() const
{
    return m_directory + u"/settings.json"_s;
}

QString SettingsStore::endpointsPath() const
{
    return m_directory + u"/endpoints.json"_s;
}

QString SettingsStore::learnedPath() const
{
    return m_directory + u"/learned.json"_s;
}

void SettingsStore::loadSettings()
{
    m_settingsFile = load(settingsPath());
    if (m_settingsFile.isEmpty())
        return;
    const Result<DecodedSettings> decoded = decodeSettings(m_settingsFile);
    if (!decoded) {
        putAside(settingsPath(), decoded.error());
        m_settingsFile.clear();
        return;
    }
    m_settings = decoded->settings;
    if (!decoded->wrongMembers.isEmpty()) {
        putAside(settingsPath(), decoded->wrongMembers);
        if (const Status written = writeSettings(); !written)
            m_loadErrors.append(written.error());
    }
}

void SettingsStore::loadEndpoints()
{
    m_endpointsFile = load(endpointsPath());
    if (m_endpointsFile.isEmpty())
        return;
    const Result<DecodedEndpoints> decoded = decodeEndpoints(m_endpointsFile);
    if (!decoded) {
        putAside(endpointsPath(), decoded.error());
        m_endpointsFile.clear();
        return;
    }
    m_endpoints = decoded->endpoints;
    m_areEndpointsSaved = decoded->wrongMembers.isEmpty();
    if (!decoded->wrongMembers.isEmpty()) {
        putAside(endpointsPath(), decoded->wrongMembers);
        if (const Status written = writeEndpoints(); !written)
            m_loadErrors.append(written.error());
    }
}

void SettingsStore::loadLearned()
{
    m_learned = load(learnedPath());
    if (m_learned.isEmpty())
        return;
    if (const Status check = checkJson(m_learned); !check) {
        putAside(learnedPath(), check.error());
        m_learned.clear();
    }
}

//! \return the file's bytes; empty where there is none, and where it cannot be read.
QByteArray SettingsStore::load(const QString &path)
{
    const Result<QByteArray> bytes = readPrivateFile(path);
    if (bytes)
        return *bytes;
    putAside(path, bytes.error());
    return {};
}

void SettingsStore::putAside(const QString &path, Error reason)
{
    reason.subject = path;
    m_loadErrors.append(std::move(reason));
    if (const Result<QString> kept = keepAside(path); !kept) {
        m_loadErrors.append(kept.error());
        m_toPutAside.append(path);
    }
}

void SettingsStore::putAside(const QString &path, const QStringList &wrongMembers)
{
    putAside(path,
             Error{.kind = ErrorKind::File,
                   .type = u"value"_s,
                   .parameter = wrongMembers.join(u", "_s)});
}

Status SettingsStore::write(const QString &path, const QByteArray &bytes)
{
    if (m_toPutAside.contains(path) && QFile::exists(path)) {
        if (const Result<QString> kept = keepAside(path); !kept)
            return kept.error();
    }
    m_toPutAside.removeAll(path);
    return writePrivateFile(path, bytes);
}

Status SettingsStore::writeSettings()
{
    m_settingsFile = encodeSettings(m_settings, m_settingsFile);
    const Status written = write(settingsPath(), m_settingsFile);
    m_areSettingsSaved = written.has_value();
    return written;
}

Status SettingsStore::writeEndpoints()
{
    QList<Endpoint> kept = m_endpoints;
    for (Endpoint &endpoint : kept) {
        if (endpoint.isPractice)
            endpoint.baseUrl = {}; // another one at every start
    }
    const QByteArray bytes = encodeEndpoints(kept, m_endpointsFile);
    if (bytes == m_endpointsFile && m_areEndpointsSaved)
        return {};
    m_endpointsFile = bytes;
    const Status written = write(endpointsPath(), m_endpointsFile);
    m_areEndpointsSaved = written.has_value();
    return written;
}

} // namespace polylogue::app::settings
