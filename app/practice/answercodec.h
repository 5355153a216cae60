// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/practice/practiceanswer.h"
#include "app/practice/practicemodels.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace polylogue::app::practice {

//! \brief What stands on every chunk of an answer.
struct AnswerHead
{
    QString id = {}; //!< "chatcmpl-<uuid>"
    QString model = {};
    qint64 created = 0; //!< seconds since 1970
};

//! \return the whole answer (app/wire/README.md); members without a value are left out.
QByteArray encodeAnswer(const AnswerHead &head, const PlannedAnswer &answer,
                        const TokenCounts &counts);

//! \return the events of an answer (app/wire/README.md): data lines with their empty line.
QByteArray encodeRoleEvent(const AnswerHead &head);
QByteArray encodeReasoningEvent(const AnswerHead &head, const QString &text);
QByteArray encodeTextEvent(const AnswerHead &head, const QString &text);
QByteArray encodeImageEvent(const AnswerHead &head, const QByteArray &png);
//! \brief The start of a call, with its name and without arguments.
QByteArray encodeCallEvent(const AnswerHead &head, int index, const CalledFunction &call);
QByteArray encodeArgumentsEvent(const AnswerHead &head, int index, const QString &fragment);
QByteArray encodeFinishEvent(const AnswerHead &head, PlannedAnswer::Finish finish);
QByteArray encodeUsageEvent(const AnswerHead &head, const TokenCounts &counts);
QByteArray encodeDoneEvent();

//! \brief A refusal: {"detail": words}, or FastAPI's list where a field is at fault.
QByteArray encodeRefusal(const base::Error &error);

//! \brief GET /models, with the members from which capabilities are read (app/wire/README.md).
QByteArray encodeModels(const std::vector<PracticeModel> &models);

//! \param vectors all of one length
QByteArray encodeVectors(const QString &model, const std::vector<std::vector<float>> &vectors,
                         bool isBase64, int promptTokens);

//! \return \a text as a JSON string, quotes included.
QString quotedJson(const QString &text);

} // namespace polylogue::app::practice
