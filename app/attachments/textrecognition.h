// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <memory>

namespace polylogue::app::attachments {

//! \brief The text in one picture, read by Tesseract, which need not be installed.
//!
//! The picture goes to its standard input, the text comes from its standard output; three minutes
//!        of patience. Exactly one of finished() and failed(); destroying it ends the program.
class TextRecognition final : public QObject
{
    Q_OBJECT

public:
    //! \param image a file's bytes, PNG or JPEG
    explicit TextRecognition(const QByteArray &image, QObject *parent = nullptr);
    ~TextRecognition() override;

    //! \return where Tesseract is; empty where it is not installed.
    static QString program();

Q_SIGNALS:
    void finished(const QString &text);
    //! ErrorKind::File: "no_recognizer", "timeout", "not_recognized" with the program's words.
    void failed(const polylogue::app::base::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::attachments
