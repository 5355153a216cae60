// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/math/katex.h"

#include <QFile>
#include <QLoggingCategory>

#include <cstring>

using namespace Qt::StringLiterals;

namespace polylogue::ui::math {

namespace {

constexpr int DeepestNode = 600;

// Makes arrays of KaTeX's objects, which are read more quickly than those:
// [kind, classes, style, text, [children], height, depth, italic, viewBox, preserveAspectRatio]
constexpr auto ToTree = R"js((function() {
    var types = katex.__domTree;
    function words(node) {
        return (node.classes || []).filter(function(name) { return name; }).join(' ');
    }
    function styles(style) {
        var text = [];
        for (var name in style || {})
            text.push(name + ':' + style[name]);
        return text.join(';');
    }
    function flat(node) {
        if (node instanceof types.SymbolNode)
            return [1, words(node), styles(node.style), node.text, [], node.height, node.depth,
                    node.italic, '', ''];
        if (node instanceof types.PathNode)
            return [3, '', '', /d=['"]([^'"]*)/.exec(node.toMarkup())[1], [], 0, 0, 0, '', ''];
        var values = node.attributes || {};
        if (node instanceof types.LineNode)
            return [4, '', '', [values.x1, values.y1, values.x2, values.y2,
                    values['stroke-width']].join(' '), [], 0, 0, 0, '', ''];
        var isSvg = node instanceof types.SvgNode;
        return [isSvg ? 2 : 0, words(node), styles(node.style), '', (node.children || []).map(flat),
                node.height || 0, node.depth || 0, 0, values.viewBox || '',
                values.preserveAspectRatio || ''];
    }
    return function(tex, display) {
        return flat(katex.__renderToHTMLTree(tex, {displayMode: display, throwOnError: true,
            strict: 'ignore', trust: false, maxExpand: 500, maxSize: 20}));
    };
})())js"_L1;

QLoggingCategory::CategoryFilter filterBefore = nullptr;

//! Qt's compiler of scripts has 26 remarks on KaTeX's.
void silenceCompiler(QLoggingCategory *category)
{
    if (filterBefore)
        filterBefore(category);
    if (std::strcmp(category->categoryName(), "qt.qml.compiler") == 0)
        category->setEnabled(QtWarningMsg, false);
}

QHash<QString, QString> stylesOf(const QString &text)
{
    QHash<QString, QString> styles;
    for (const QString &each : text.split(u';', Qt::SkipEmptyParts)) {
        const qsizetype colon = each.indexOf(u':');
        styles.insert(each.first(colon), each.sliced(colon + 1));
    }
    return styles;
}

bool read(const QJSValue &value, Node &node, int depth)
{
    if (depth > DeepestNode)
        return false;
    node.kind = static_cast<Node::Kind>(value.property(0).toInt());
    node.classes = value.property(1).toString().split(u' ', Qt::SkipEmptyParts);
    node.style = stylesOf(value.property(2).toString());
    node.text = value.property(3).toString();
    const QJSValue children = value.property(4);
    const quint32 count = children.property(u"length"_s).toUInt();
    node.children.resize(count);
    for (quint32 index = 0; index < count; ++index) {
        if (!read(children.property(index), node.children.at(index), depth + 1))
            return false;
    }
    node.height = value.property(5).toNumber();
    node.depth = value.property(6).toNumber();
    node.italic = value.property(7).toNumber();
    node.viewBox = value.property(8).toString();
    node.aspect = value.property(9).toString();
    return true;
}

} // namespace

Katex::Katex(const QString &script)
{
    if (!filterBefore)
        filterBefore = QLoggingCategory::installFilter(silenceCompiler);
    QFile file(script);
    if (!file.open(QFile::ReadOnly))
        return;
    m_engine.evaluate(QString::fromUtf8(file.readAll()), script);
    m_toTree = m_engine.evaluate(ToTree);
}

std::variant<Node, QString> Katex::treeOf(const QString &tex, bool isDisplay)
{
    const QJSValue tree = m_toTree.call({tex, isDisplay});
    if (tree.isError())
        return tree.property(u"message"_s).toString();
    Node node;
    if (!tree.isArray() || !read(tree, node, 0))
        return u"The formula is nested too deeply."_s;
    return node;
}

} // namespace polylogue::ui::math
