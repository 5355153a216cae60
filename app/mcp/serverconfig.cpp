// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/serverconfig.h"

#include "app/json/jsoncodec.h"
#include "app/json/jsonnode.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::mcp {

using base::Error;
using base::ErrorKind;
using base::Result;
using json::JsonNode;

namespace {

//! Replaces the variables in one text after the other and keeps the first that is missing.
class Expander
{
public:
    explicit Expander(const QProcessEnvironment &environment)
        : m_environment(environment)
    { }

    void expand(QString &text)
    {
        static const QRegularExpression reference(
            u"\\$\\{(?:(env|input):)?([^}:]+)(?::-([^}]*))?\\}"_s);
        QString result;
        qsizetype end = 0;
        for (auto found = reference.globalMatch(text); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            result += QStringView(text).mid(end, match.capturedStart() - end);
            result += valueOf(match);
            end = match.capturedEnd();
        }
        result += QStringView(text).mid(end);
        text = result;
    }
    void expand(QStringList &texts)
    {
        for (QString &text : texts)
            expand(text);
    }
    void expand(QList<NamedValue> &values)
    {
        for (NamedValue &each : values)
            expand(each.value);
    }

    const std::optional<Error> &error() const { return m_error; }

private:
    QString valueOf(const QRegularExpressionMatch &match)
    {
        const QString name = match.captured(2);
        const bool isInput = match.captured(1) == "input"_L1;
        if (!isInput && m_environment.contains(name))
            return m_environment.value(name);
        if (match.hasCaptured(3))
            return match.captured(3);
        if (!m_error) {
            m_error = Error{.kind = ErrorKind::BadParameter,
                            .type = isInput ? u"input"_s : u"variable"_s,
                            .parameter = name};
        }
        return {};
    }

    const QProcessEnvironment &m_environment;
    std::optional<Error> m_error;
};

JsonNode listOf(const QStringList &texts)
{
    JsonNode list{.kind = JsonNode::Kind::Array};
    for (const QString &text : texts)
        list.children.append(JsonNode::of(text));
    return list;
}

JsonNode listOf(const QList<NamedValue> &values)
{
    JsonNode list{.kind = JsonNode::Kind::Array};
    for (const NamedValue &each : values)
        list.children.append(
            listOf(each.isSecret ? QStringList{each.name} : QStringList{each.name, each.value}));
    return list;
}

//! As a shell would want it.
QString quoted(const QString &argument)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_@%+=:,./-]+\\z"_s);
    if (plain.match(argument).hasMatch())
        return argument;
    QString inner = argument;
    inner.replace(u'\'', u"'\\''"_s);
    return u'\'' + withVisibleCharacters(inner) + u'\'';
}

bool isInvisible(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Separator_Space:
        return character != U' ';
    default:
        // Letters and marks that nothing is drawn for: fillers, variation selectors.
        return character == 0x115f || character == 0x1160 || character == 0x3164
            || character == 0xffa0 || character == 0x2800 || character == 0x034f
            || (character >= 0xfe00 && character <= 0xfe0f)
            || (character >= 0xe0100 && character <= 0xe01ef);
    }
}

} // namespace

Result<ServerConfig> expanded(const ServerConfig &config, const QProcessEnvironment &environment)
{
    ServerConfig result = config;
    Expander expander(environment);
    expander.expand(result.command);
    expander.expand(result.arguments);
    expander.expand(result.folder);
    expander.expand(result.environment);
    expander.expand(result.headers);
    QString address = result.url.toString(QUrl::FullyEncoded);
    if (address.contains(u"$%7B"_s)) {
        address.replace(u"%7B"_s, u"{"_s).replace(u"%7D"_s, u"}"_s);
        expander.expand(address);
        result.url = QUrl(address);
    }
    if (expander.error())
        return *expander.error();
    return result;
}

QByteArray fingerprintOf(const ServerConfig &config)
{
    JsonNode all{.kind = JsonNode::Kind::Array};
    all.children = {JsonNode::of(config.command),
                    listOf(config.arguments),
                    JsonNode::of(config.folder),
                    listOf(config.environment),
                    JsonNode::of(config.url.toString(QUrl::FullyEncoded)),
                    listOf(config.headers),
                    listOf(config.roots)};
    return QCryptographicHash::hash(json::write(all), QCryptographicHash::Sha256).toHex();
}

QString commandLineOf(const ServerConfig &config)
{
    if (!config.isProgram())
        return withVisibleCharacters(config.url.toString(QUrl::FullyEncoded));
    QStringList words{quoted(config.command)};
    for (const QString &argument : config.arguments)
        words.append(quoted(argument));
    return words.join(u' ');
}

QStringList surroundingsOf(const ServerConfig &config)
{
    QStringList lines;
    if (!config.folder.isEmpty())
        lines.append(withVisibleCharacters(config.folder));
    const auto add = [&lines](const QList<NamedValue> &values, const QString &between) {
        for (const NamedValue &each : values)
            lines.append(withVisibleCharacters(each.name) + between
                         + (each.isSecret ? u"********"_s : withVisibleCharacters(each.value)));
    };
    add(config.environment, u"="_s);
    add(config.headers, u": "_s);
    return lines;
}

QString withVisibleCharacters(const QString &text)
{
    QString visible;
    for (const char32_t character : text.toUcs4()) {
        if (isInvisible(character))
            visible += u"\\u{%1}"_s.arg(static_cast<uint>(character), 0, 16);
        else
            visible += QString::fromUcs4(&character, 1);
    }
    return visible;
}

bool looksSecret(const QString &name, const QString &value)
{
    // "${NAME}" is where a key comes from, not a key.
    static const QRegularExpression reference(u"\\A(Bearer )?\\$\\{[^}]*\\}\\z"_s);
    if (value.isEmpty() || reference.match(value).hasMatch())
        return false;
    static const QRegularExpression secretName(
        u"key|token|secret|passw|passphrase|pwd|auth|credential|cookie|bearer|private|dsn"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression secretValue(
        u"\\A(sk-|pk-|rk_|gh[pousr]_|github_pat_|glpat-|xox[abp]-|AKIA|AIza|eyJ|hf_|npm_|Bearer |"
        "Basic )|://[^/@]+:[^/@]+@"_s);
    return secretName.match(name).hasMatch() || secretValue.match(value).hasMatch();
}

QProcessEnvironment serverEnvironment()
{
    const QProcessEnvironment ours = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment environment;
    for (const QString &name : {u"PATH"_s,
                                u"HOME"_s,
                                u"USER"_s,
                                u"LOGNAME"_s,
                                u"SHELL"_s,
                                u"LANG"_s,
                                u"LC_ALL"_s,
                                u"LC_CTYPE"_s,
                                u"TZ"_s,
                                u"TMPDIR"_s,
                                u"XDG_RUNTIME_DIR"_s,
                                u"SSL_CERT_FILE"_s,
                                u"SSL_CERT_DIR"_s,
                                u"NODE_EXTRA_CA_CERTS"_s,
                                u"HTTP_PROXY"_s,
                                u"HTTPS_PROXY"_s,
                                u"NO_PROXY"_s,
                                u"http_proxy"_s,
                                u"https_proxy"_s,
                                u"no_proxy"_s,
                                u"APPDATA"_s,
                                u"LOCALAPPDATA"_s,
                                u"HOMEDRIVE"_s,
                                u"HOMEPATH"_s,
                                u"PROCESSOR_ARCHITECTURE"_s,
                                u"ProgramFiles"_s,
                                u"SystemDrive"_s,
                                u"SystemRoot"_s,
                                u"TEMP"_s,
                                u"TMP"_s,
                                u"USERNAME"_s,
                                u"USERPROFILE"_s,
                                u"PATHEXT"_s}) {
        if (ours.contains(name))
            environment.insert(name, ours.value(name));
    }
    return environment;
}

} // namespace polylogue::app::mcp
