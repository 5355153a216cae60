// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace polylogue::app::practice {

struct SchemaProperty;

//! \brief What the rules need of a JSON Schema; references are resolved, of alternatives the first.
struct Schema
{
    QString type = {}; //!< "object", "string"...; empty: anything
    QString description = {};
    QString format = {};
    QString fallback = {}; //!< "default", as JSON text; empty for none
    QStringList choices = {}; //!< "enum" or "const", as JSON texts
    std::vector<SchemaProperty> properties = {};
    std::vector<Schema> items = {}; //!< of an array: none or one
    std::optional<double> minimum = {};
    std::optional<double> maximum = {};
    qsizetype minimumLength = 0; //!< of strings
    qsizetype minimumItems = 0; //!< of arrays
};

struct SchemaProperty
{
    QString name = {};
    Schema schema = {};
    bool isRequired = false;
};

struct Function
{
    QString name = {};
    QString description = {};
    Schema parameters = {};
};

//! \brief A file that came with a message.
struct Media
{
    enum class Kind { Image, Document };

    Kind kind = Kind::Image;
    QString name = {}; //!< documents
    QByteArray bytes = {};
};

struct CalledFunction
{
    QString id = {};
    QString name = {};
    QString arguments = {}; //!< JSON text
};

struct Turn
{
    enum class Role { System, User, Assistant, Tool };

    Role role = Role::User;
    QString text = {}; //!< of all text parts
    std::vector<Media> media = {};
    bool hasDrawnImages = false; //!< the media begin with images of the answer before
    std::vector<CalledFunction> calls = {}; //!< of the assistant
    QString callId = {}; //!< of a tool's result
};

//! \brief What POST /chat/completions asks for, checked.
struct ChatRequest
{
    enum class Format { Text, JsonObject, JsonSchema };
    enum class ToolChoice { Auto, None, Required, Named };

    QString model = {};
    std::vector<Turn> turns = {}; //!< never empty
    std::vector<Function> tools = {};
    ToolChoice toolChoice = ToolChoice::Auto;
    QString namedTool = {}; //!< for ToolChoice::Named
    bool allowsParallelCalls = true;
    Format format = Format::Text;
    Schema schema = {}; //!< for Format::JsonSchema
    std::optional<int> maximumTokens = {};
    QStringList stops = {};
    bool isStreamed = false;
};

//! \brief What POST /embeddings asks for, checked.
struct VectorRequest
{
    QString model = {};
    QStringList texts = {};
    int dimensions = 1024;
    bool isBase64 = false;
};

} // namespace polylogue::app::practice
