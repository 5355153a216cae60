// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspector/callsmodel.h"

#include "ui/text/format.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace polylogue::ui::inspector {

using app::store::LedgerRow;

namespace {

constexpr qsizetype LongestCell = 120;
constexpr qsizetype LongestHint = 500;

bool hasFailed(const LedgerRow &row)
{
    return !row.error.isEmpty() || row.httpStatus == 0 || row.httpStatus >= 400;
}

} // namespace

QString purposeText(const QString &purpose)
{
    if (purpose == "chat"_L1)
        return CallsModel::tr("Answer");
    if (purpose == "embeddings"_L1)
        return CallsModel::tr("Embeddings");
    if (purpose == "models"_L1)
        return CallsModel::tr("List of models");
    if (purpose == "probe"_L1)
        return CallsModel::tr("Probe");
    if (purpose == "tools"_L1)
        return CallsModel::tr("Tool");
    return CallsModel::tr("Other");
}

CallsModel::CallsModel(theme::Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{ }

void CallsModel::setRows(const QList<LedgerRow> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int CallsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int CallsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QString CallsModel::words(const LedgerRow &row, int column) const
{
    switch (column) {
    case Time:
        return QLocale().toString(row.startedAt.toLocalTime(), u"yyyy-MM-dd HH:mm:ss"_s);
    case Purpose:
        return row.attempt > 1 ? tr("%1, attempt %2").arg(purposeText(row.purpose)).arg(row.attempt)
                               : purposeText(row.purpose);
    case Host:
        return text::oneLine(row.url.port() < 0
                                 ? row.url.host()
                                 : tr("%1:%2").arg(row.url.host()).arg(row.url.port()),
                             LongestCell);
    case Model:
        return text::oneLine(row.model, LongestCell);
    case Status:
        return row.httpStatus == 0 ? tr("none") : QString::number(row.httpStatus);
    case Duration:
        return text::duration(std::chrono::milliseconds(row.milliseconds));
    case Tokens:
        return row.inputTokens || row.outputTokens
            ? tr("%1 in, %2 out")
                  .arg(text::count(row.inputTokens.value_or(0)),
                       text::count(row.outputTokens.value_or(0)))
            : QString();
    case Bytes:
        return tr("%1 out, %2 in")
            .arg(text::fileSize(row.bytesSent), text::fileSize(row.bytesReceived));
    case RequestId:
        return text::oneLine(row.requestId, LongestCell);
    }
    return {};
}

QVariant CallsModel::sortValue(const LedgerRow &row, int column) const
{
    switch (column) {
    case Time:
        return row.startedAt;
    case Status:
        return row.httpStatus;
    case Duration:
        return row.milliseconds;
    case Tokens:
        return row.inputTokens.value_or(0) + row.outputTokens.value_or(0);
    case Bytes:
        return row.bytesSent + row.bytesReceived;
    default:
        return words(row, column);
    }
}

QVariant CallsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const LedgerRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return words(row, index.column());
    case SortRole:
        return sortValue(row, index.column());
    case PurposeRole:
        return row.purpose;
    case SearchRole: // not what the locale has to word: each key asks all rows for it
        return QStringList{words(row, Purpose), words(row, Host),      words(row, Model),
                           words(row, Status),  words(row, RequestId), row.error}
            .join(u'\n');
    case FailedRole:
        return hasFailed(row);
    case Qt::ForegroundRole:
        return hasFailed(row) && index.column() == Status ? QVariant(m_theme.tokens().bad)
                                                          : QVariant();
    case Qt::ToolTipRole:
        return row.error.isEmpty()
            ? QVariant()
            : QVariant(text::oneLine(row.error, LongestHint).toHtmlEscaped());
    case Qt::AccessibleDescriptionRole:
        return text::oneLine(row.error, LongestHint);
    default:
        return {};
    }
}

QVariant CallsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Purpose:
        return tr("For");
    case Host:
        return tr("Host");
    case Model:
        return tr("Model");
    case Status:
        return tr("Status");
    case Duration:
        return tr("Took");
    case Tokens:
        return tr("Tokens");
    case Bytes:
        return tr("Size");
    case RequestId:
        return tr("Request id");
    }
    return {};
}

} // namespace polylogue::ui::inspector
