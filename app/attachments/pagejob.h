// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/decodejob.h"

#include <QByteArray>
#include <QFutureWatcher>
#include <QObject>

#include <memory>

namespace polylogue::app::attachments {

class TextRecognition;

//! \brief One page as a JPEG: rendered by the decoder, packed in another thread and written there,
//!        and, where asked for, its letters read.
//!
//! Exactly one of imageMade(), textRead() and failed(); destroying it ends the work in silence.
class PageJob final : public QObject
{
    Q_OBJECT

public:
    enum class Result { Image, RecognizedText };

    //! \param request of Kind::PdfPage
    //! \param cachePath where to write what is made; empty: nowhere
    PageJob(const DecodeRequest &request, Result result, const QString &cachePath,
            QObject *parent = nullptr);
    ~PageJob() override;

Q_SIGNALS:
    void imageMade(const QByteArray &jpeg);
    void textRead(const QString &text);
    void failed(const polylogue::app::base::Error &error);

private:
    void pack(const QImage &image);
    void onPacked();
    void recognize(const QByteArray &jpeg);

    const Result m_result;
    const QString m_cachePath;
    std::unique_ptr<DecodeJob> m_rendering;
    QFutureWatcher<QByteArray> m_packing;
    std::unique_ptr<TextRecognition> m_recognition;
};

} // namespace polylogue::app::attachments
