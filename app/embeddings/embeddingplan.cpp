// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/embeddingplan.h"

#include "app/conversation/tokenweight.h"
#include "app/embeddings/longtexts.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace polylogue::app::embeddings {

using base::Error;
using base::ErrorKind;

namespace {

double lengthOf(const std::vector<float> &vector)
{
    double sum = 0;
    for (const float value : vector)
        sum += double(value) * double(value);
    return std::sqrt(sum);
}

} // namespace

EmbeddingPlan::EmbeddingPlan(const QStringList &texts, std::optional<qint64> longest)
{
    m_pieceOfText.reserve(texts.size());
    for (const QString &text : texts)
        m_pieceOfText.append(add(text));
    if (longest) {
        QList<qsizetype> all(qsizetype(m_pieces.size()));
        std::iota(all.begin(), all.end(), qsizetype(0));
        cut(all, *longest);
    }
}

qsizetype EmbeddingPlan::add(const QString &text)
{
    const QByteArray hash = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
    const auto known = m_places.constFind(hash);
    if (known != m_places.cend())
        return *known;
    const auto place = qsizetype(m_pieces.size());
    m_pieces.push_back(
        Piece{.text = text, .hash = hash, .tokens = conversation::estimatedTokens(text)});
    m_places.insert(hash, place);
    ++m_missing;
    return place;
}

bool EmbeddingPlan::isKnown(const Piece &piece) const
{
    if (piece.parts.isEmpty())
        return !piece.vector.empty();
    return std::ranges::all_of(
        piece.parts, [this](qsizetype part) { return isKnown(m_pieces.at(size_t(part))); });
}

qsizetype EmbeddingPlan::knownTexts() const
{
    return std::ranges::count_if(
        m_pieceOfText, [this](qsizetype place) { return isKnown(m_pieces.at(size_t(place))); });
}

QList<QByteArray> EmbeddingPlan::missingHashes() const
{
    QList<QByteArray> hashes;
    for (const Piece &piece : m_pieces) {
        if (piece.vector.empty() && piece.parts.isEmpty())
            hashes.append(piece.hash);
    }
    return hashes;
}

void EmbeddingPlan::setVector(const QByteArray &hash, const std::vector<float> &vector)
{
    const auto place = m_places.constFind(hash);
    if (place == m_places.cend())
        return;
    Piece &piece = m_pieces.at(size_t(*place));
    if (piece.vector.empty() && piece.parts.isEmpty())
        --m_missing;
    piece.vector = vector;
}

QList<qsizetype> EmbeddingPlan::nextPieces(qsizetype texts) const
{
    QList<qsizetype> next;
    qint64 tokens = 0;
    for (size_t at = 0; at < m_pieces.size() && next.size() < texts; ++at) {
        const Piece &piece = m_pieces[at];
        if (!piece.vector.empty() || !piece.parts.isEmpty())
            continue;
        tokens += piece.tokens;
        if (!next.isEmpty() && tokens > mostTokensInRequest)
            break;
        next.append(qsizetype(at));
    }
    return next;
}

bool EmbeddingPlan::cut(const QList<qsizetype> &pieces, qint64 longest)
{
    bool hasCut = false;
    for (const qsizetype at : pieces) {
        if (m_pieces.at(size_t(at)).tokens > longest) {
            cutPiece(at, longest);
            hasCut = true;
        }
    }
    return hasCut;
}

void EmbeddingPlan::cutPiece(qsizetype at, qint64 longest)
{
    const QStringList texts = partsOf(m_pieces.at(size_t(at)).text, longest);
    QList<qsizetype> parts;
    for (const QString &text : texts) {
        if (!text.trimmed().isEmpty()) // servers refuse blank ones
            parts.append(add(text));
    }
    if (parts.size() < 2)
        return;
    m_pieces.at(size_t(at)).parts = parts;
    --m_missing;
}

qsizetype EmbeddingPlan::firstLongText(qint64 longest) const
{
    const auto found = std::ranges::find_if(m_pieceOfText, [this, longest](qsizetype place) {
        return m_pieces.at(size_t(place)).tokens > longest;
    });
    return found == m_pieceOfText.end() ? -1 : found - m_pieceOfText.begin();
}

qsizetype EmbeddingPlan::cutTexts() const
{
    return std::ranges::count_if(m_pieceOfText, [this](qsizetype place) {
        return !m_pieces.at(size_t(place)).parts.isEmpty();
    });
}

//! A mean is shorter than what it is made of; it gets their length, so that it does not seem to say
//! less.
std::vector<float> EmbeddingPlan::vectorOf(const Piece &piece) const
{
    if (piece.parts.isEmpty())
        return piece.vector;
    std::vector<double> sum;
    double weights = 0;
    double lengths = 0;
    for (const qsizetype part : piece.parts) {
        const Piece &partPiece = m_pieces.at(size_t(part));
        const std::vector<float> vector = vectorOf(partPiece);
        const double weight = double(std::max<qint64>(partPiece.tokens, 1));
        sum.resize(std::max(sum.size(), vector.size()));
        for (size_t i = 0; i < vector.size(); ++i)
            sum[i] += weight * double(vector[i]);
        weights += weight;
        lengths += weight * lengthOf(vector);
    }
    std::vector<float> mean(sum.size());
    for (size_t i = 0; i < sum.size(); ++i)
        mean[i] = float(sum[i] / weights);
    const double length = lengthOf(mean);
    if (length > 0) {
        for (float &value : mean)
            value = float(double(value) / length * lengths / weights);
    }
    return mean;
}

projection::Matrix EmbeddingPlan::vectors() const
{
    projection::Matrix matrix{.rows = size_t(textCount())};
    for (const qsizetype place : m_pieceOfText) {
        const std::vector<float> vector = vectorOf(m_pieces.at(size_t(place)));
        matrix.columns = vector.size();
        matrix.values.insert(matrix.values.end(), vector.begin(), vector.end());
    }
    return matrix;
}

std::optional<qsizetype> fewerTexts(const Error &error, qsizetype sent)
{
    const bool isRefusal =
        error.httpStatus == 400 || error.httpStatus == 413 || error.httpStatus == 422;
    if (!isRefusal || sent < 2 || error.kind == ErrorKind::ContextExceeded) // a text is too long
        return {};
    static const QRegularExpression aboutNumber(
        u"\\b(batch|at most|max(imum)?|too many|too large|too long|no more than|limit|exceed\\w*|"
        "less than|up to)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    const bool isAboutInput = error.parameter.isEmpty() || error.parameter.startsWith("input"_L1)
        || error.parameter.contains(".input"_L1);
    const bool isNamed = isAboutInput && aboutNumber.match(error.detail).hasMatch();
    if (!isNamed && error.kind != ErrorKind::TooLarge)
        return {};
    static const QRegularExpression number(u"\\d+"_s);
    qsizetype best = 0;
    auto numbers = number.globalMatch(error.detail);
    while (numbers.hasNext()) {
        const qsizetype told = numbers.next().captured().toLongLong();
        if (told < sent)
            best = std::max(best, told);
    }
    return best > 0 ? best : sent / 2;
}

} // namespace polylogue::app::embeddings
