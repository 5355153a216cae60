// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/textrecognition.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace polylogue::app::attachments {

namespace {

constexpr auto patience = 3min; // a page of small print, on a slow machine
constexpr qint64 longestText = 1024 * 1024; // bytes; a page of small print has ten thousand
constexpr qsizetype longestComplaint = 500;

} // namespace

class TextRecognition::Private
{
public:
    explicit Private(TextRecognition *recognition)
        : q(recognition)
    { }
    ~Private()
    {
        process.disconnect();
        process.kill(); // and is waited for by its destructor, which is short for a killed one
    }

    void start(const QByteArray &image);
    void onFinished();
    void fail(const QString &type, const QString &detail = {});

    TextRecognition *const q;
    QProcess process;
    QTimer watchdog;
    bool isOver = false;
};

void TextRecognition::Private::start(const QByteArray &image)
{
    const QString path = program();
    if (path.isEmpty())
        return fail(u"no_recognizer"_s);
    watchdog.setSingleShot(true);
    QObject::connect(&watchdog, &QTimer::timeout, q, [this] { fail(u"timeout"_s); });
    watchdog.start(patience);
    // Pages are read by several at once already.
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"OMP_THREAD_LIMIT"_s, u"1"_s);
    process.setProcessEnvironment(environment);
    QObject::connect(&process, &QProcess::errorOccurred, q, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(u"no_recognizer"_s, process.errorString());
    });
    QObject::connect(&process, &QProcess::finished, q, [this] { onFinished(); });
    process.start(path, {u"stdin"_s, u"stdout"_s});
    process.write(image);
    process.closeWriteChannel();
}

void TextRecognition::Private::onFinished()
{
    const QByteArray text = process.read(longestText);
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return fail(u"not_recognized"_s,
                    QString::fromLocal8Bit(process.readAllStandardError().left(longestComplaint))
                        .trimmed());
    isOver = true;
    watchdog.stop();
    Q_EMIT q->finished(QString::fromUtf8(text).trimmed());
}

void TextRecognition::Private::fail(const QString &type, const QString &detail)
{
    if (std::exchange(isOver, true))
        return;
    watchdog.stop();
    Q_EMIT q->failed({.kind = base::ErrorKind::File, .detail = detail, .type = type});
}

TextRecognition::TextRecognition(const QByteArray &image, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
    QTimer::singleShot(0, this, [this, image] { d->start(image); });
}

TextRecognition::~TextRecognition() = default;

QString TextRecognition::program()
{
    return QStandardPaths::findExecutable(u"tesseract"_s);
}

} // namespace polylogue::app::attachments
