// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace polylogue::app::tools {

//! \brief One argument of a call, as a row of a form.
struct ArgumentField
{
    enum class Kind {
        Text,
        Number,
        Boolean,
        Choice, //!< one of choices
        Json, //!< a list, an object, or what no schema describes: written as JSON
    };

    QString name = {};
    Kind kind = Kind::Json;
    QString description = {}; //!< the schema's; foreign text
    QStringList choices = {}; //!< of Kind::Choice, as JSON
    bool isRequired = false;
    bool isGiven = false; //!< false: it is left out
    //! What stands in the row: text as it is, all else as JSON, and so is text that has something
    //! that isInvisible().
    QString value = {};

    bool operator==(const ArgumentField &) const = default;
};

//! \return the properties of \a schema in their order, then what \a arguments has beside them.
//! \param schema a JSON Schema of an object; may be empty
//! \param arguments a JSON object; may be empty
QList<ArgumentField> argumentFields(const QByteArray &schema, const QByteArray &arguments);

//! \return the JSON object that \a fields make. What is no JSON where some is needed becomes a
//!         string, which the schema may find wrong.
QByteArray argumentsOf(const QList<ArgumentField> &fields);

//! \return \a json indented, with characters that nobody can see, or that turn the direction of
//!         text, as \u escapes; \a json itself, with such marks, where it is none.
QString readableJson(const QByteArray &json);

//! \return whether \a c shows nothing, or turns the direction of what follows: controls but tab and
//!         line ends, zero-width and bidirectional marks, tags, variation selectors.
bool isInvisible(char32_t c);

//! \return \a text with what isInvisible() as \u{202E} and the like.
QString withVisibleMarks(const QString &text);

} // namespace polylogue::app::tools
