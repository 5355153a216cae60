// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QJSEngine>
#include <QString>
#include <QStringList>

#include <variant>
#include <vector>

namespace polylogue::ui::math {

//! \brief A node of KaTeX's build tree: what it would write as HTML and style by its sheet.
struct Node
{
    enum class Kind {
        Span, //!< with children
        Text,
        Svg, //!< with paths and lines as children, in a view box
        Path, //!< text is its data
        Line, //!< text is "x1 y1 x2 y2 width", each with its unit
    };

    Kind kind = Kind::Span;
    QStringList classes = {};
    QHash<QString, QString> style = {}; //!< by the names that scripts use: "marginRight"
    QString text = {};
    QString viewBox = {};
    QString aspect = {}; //!< preserveAspectRatio
    qreal italic = 0; //!< em behind a slanted text
    qreal height = 0;
    qreal depth = 0;
    std::vector<Node> children = {};
};

//! \brief KaTeX in an engine of its own. Loads its script when it is made, about 100 ms. Belongs to
//!        one thread; only interrupting is for others.
class Katex
{
public:
    //! \param script MathFiles::script
    explicit Katex(const QString &script);

    //! \return the tree, or why there is none: KaTeX's words, in English.
    std::variant<Node, QString> treeOf(const QString &tex, bool isDisplay);
    bool isLoaded() const { return m_toTree.isCallable(); }
    QJSEngine &engine() { return m_engine; }

private:
    QJSEngine m_engine;
    QJSValue m_toTree;
};

} // namespace polylogue::ui::math
