// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/vectorsjson.h"

#include "app/embeddings/vectorexport.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::app::embeddings {

QByteArray jsonLine(const CorpusText &text, const float *vector, size_t dimensions)
{
    QJsonObject object{{u"text"_s, text.text}};
    if (!text.label.isEmpty())
        object.insert("label"_L1, text.label);
    if (!text.title.isEmpty())
        object.insert("title"_L1, text.title);
    if (!text.source.isEmpty())
        object.insert("source"_L1, text.source);
    QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact);
    line.chop(1); // the bracket, behind the numbers
    line += ",\"embedding\":[";
    for (size_t i = 0; i < dimensions; ++i) {
        if (i > 0)
            line += ',';
        line += std::isfinite(vector[i]) ? floatText(vector[i]) : QByteArray("null");
    }
    return line + "]}\n";
}

} // namespace polylogue::app::embeddings
