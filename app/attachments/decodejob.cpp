// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decodejob.h"

#include "app/attachments/decodeprotocol.h"
#include "app/base/platform.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>
#include <QThread>
#include <QTimer>

#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace polylogue::app::attachments {

namespace {

constexpr qint64 maximumComplaint = 4096; // bytes kept of what the decoder says on stderr

//! The system ends a decoder by the processor time of DESIGN.md. The watchdog is for systems that
//! do not count it, and three times as patient: a busy machine is no reason to refuse a photo.
std::chrono::milliseconds patience(DecodeRequest::Kind kind)
{
    return 3 * std::chrono::seconds(kind == DecodeRequest::Kind::Image ? imageSeconds : pdfSeconds);
}

//! Only what loading libraries and the locale needs: keys may lie in environment variables.
QProcessEnvironment decoderEnvironment(const QString &password)
{
    const QProcessEnvironment ours = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment environment;
    for (const QString &name :
         {u"LD_LIBRARY_PATH"_s, u"DYLD_LIBRARY_PATH"_s, u"PATH"_s, u"SystemRoot"_s,
          u"QT_PLUGIN_PATH"_s, u"LANG"_s, u"LC_ALL"_s, u"LC_CTYPE"_s, u"ASAN_OPTIONS"_s}) {
        if (ours.contains(name))
            environment.insert(name, ours.value(name));
    }
    environment.insert(u"QT_NO_GLIB"_s, u"1"_s);
    if (!password.isEmpty())
        environment.insert(QString::fromLatin1(passwordVariable), password);
    return environment;
}

//! Ends a process without waiting for it: it deletes itself once the system has told its end.
struct ProcessReaper
{
    void operator()(QProcess *process) const
    {
        process->disconnect();
        if (process->state() == QProcess::NotRunning) {
            process->deleteLater();
            return;
        }
        QObject::connect(process, &QProcess::finished, process, &QObject::deleteLater);
        QObject::connect(process, &QProcess::errorOccurred, process, &QObject::deleteLater);
        process->kill();
    }
};

using ProcessPointer = std::unique_ptr<QProcess, ProcessReaper>;

} // namespace

class DecodeJob::Private final
{
public:
    Private(DecodeJob *job, const DecodeRequest &decodeRequest)
        : q(job)
        , request(decodeRequest)
    { }
    ~Private();

    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    void enqueue();

private:
    //! The jobs of one thread, which alone sees them.
    struct Queue
    {
        QList<Private *> waiting = {};
        int running = 0;
    };
    static Queue &queue();
    static void startWaiting();

    void start();
    void readOutput();
    bool readHeader();
    void readComplaint();
    void onExit();
    DecodeResult result() const;
    void finish(const DecodeResult &result);
    void fail(const QString &type, const QString &detail = {});
    void fail(const base::Error &error);
    void leave();

    DecodeJob *const q;
    const DecodeRequest request;
    ProcessPointer process = {};
    QTimer watchdog;
    bool isRunning = false; // counted in Queue::running
    QByteArray headerBytes = {};
    std::optional<DecodeHeader> header = {};
    QImage image = {};
    QByteArray text = {};
    qint64 received = 0; // bytes of the payload
    QByteArray complaint = {};
};

DecodeJob::Private::~Private()
{
    leave();
}

DecodeJob::Private::Queue &DecodeJob::Private::queue()
{
    thread_local Queue queue;
    return queue;
}

void DecodeJob::Private::startWaiting()
{
    Queue &jobs = queue();
    while (!jobs.waiting.isEmpty() && jobs.running < QThread::idealThreadCount()) {
        // Starts from the event loop: a job that fails at once may take its owner with it.
        Private *next = jobs.waiting.takeFirst();
        ++jobs.running;
        next->isRunning = true;
        QMetaObject::invokeMethod(
            next->q, [next] { next->start(); }, Qt::QueuedConnection);
    }
}

void DecodeJob::Private::enqueue()
{
    queue().waiting.append(this);
    startWaiting();
}

//! Makes room for the next; the process, if any, is killed and reaped by and by.
void DecodeJob::Private::leave()
{
    watchdog.stop();
    process.reset();
    queue().waiting.removeOne(this);
    if (std::exchange(isRunning, false)) {
        --queue().running;
        startWaiting();
    }
}

void DecodeJob::Private::start()
{
    const QString program = decoderProgram();
    if (program.isEmpty()) {
        fail(u"helper_missing"_s);
        return;
    }
    const auto file = base::openRegularFile(request.path);
    if (!file) {
        fail(file.error());
        return;
    }

    process = ProcessPointer(new QProcess);
    process->setProcessEnvironment(decoderEnvironment(request.password));
    base::setStandardInput(*process, **file);
    QObject::connect(process.get(), &QProcess::readyReadStandardOutput, q,
                     [this] { readOutput(); });
    QObject::connect(process.get(), &QProcess::readyReadStandardError, q,
                     [this] { readComplaint(); });
    QObject::connect(process.get(), &QProcess::finished, q, [this] { onExit(); });
    QObject::connect(process.get(), &QProcess::errorOccurred, q,
                     [this](QProcess::ProcessError error) {
                         if (error == QProcess::FailedToStart)
                             fail(u"helper_missing"_s, process->errorString());
                     });
    watchdog.setSingleShot(true);
    QObject::connect(&watchdog, &QTimer::timeout, q, [this] { fail(u"timeout"_s); });
    watchdog.start(patience(request.kind));
    process->start(program, encodeDecodeArguments(request));
}

//! What the pipe holds, 1 MB at most, straight to where it belongs: no stall, no second copy.
void DecodeJob::Private::readOutput()
{
    if (!header && !readHeader())
        return;
    const qint64 wanted = header->payloadSize - received;
    char *const target = image.isNull() ? text.data() : reinterpret_cast<char *>(image.bits());
    received += qMax(qint64(0), process->read(target + received, wanted));
    if (process->bytesAvailable() > 0)
        fail(u"crashed"_s, u"more output than announced"_s);
}

//! \return whether there is one by now; nothing is allocated before it is checked.
bool DecodeJob::Private::readHeader()
{
    headerBytes += process->read(DecodeHeader::encodedSize - headerBytes.size());
    if (headerBytes.size() < DecodeHeader::encodedSize)
        return false;
    header = decodeDecodeHeader(headerBytes);
    watchdog.start(); // decoded; to hand it over depends on our own event loop too
    const bool hasImage = header && !header->pixelSize.isEmpty();
    const bool isImageWanted =
        request.kind == DecodeRequest::Kind::Image || request.kind == DecodeRequest::Kind::PdfPage;
    // A UTF-16 unit takes at most three bytes in UTF-8, a page four more.
    const qint64 maximumText = request.kind == DecodeRequest::Kind::PdfText && header
        ? 3LL * request.maximumCharacters + 4LL * header->pageCount
        : 0;
    const bool isPlausible = header
        && (hasImage ? isImageWanted && header->pixelSize.width() <= request.maximumSize.width()
                    && header->pixelSize.height() <= request.maximumSize.height()
                     : header->payloadSize <= maximumText);
    if (!isPlausible) {
        fail(u"crashed"_s, u"an implausible header"_s);
        return false;
    }
    if (hasImage) {
        image =
            QImage(header->pixelSize,
                   header->hasAlpha ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
        if (image.isNull()) {
            fail(u"too_large"_s);
            return false;
        }
    } else {
        text.resize(qsizetype(header->payloadSize));
    }
    return true;
}

void DecodeJob::Private::readComplaint()
{
    const QByteArray words = process->readAllStandardError();
    complaint += words.first(qMin(words.size(), maximumComplaint - complaint.size()));
}

void DecodeJob::Private::onExit()
{
    const QString words = QString::fromLocal8Bit(complaint).trimmed();
    if (base::wasOutOfProcessorTime(*process)) {
        fail(u"timeout"_s, words);
        return;
    }
    if (process->exitStatus() != QProcess::NormalExit || process->exitCode() != 0 || !header
        || received != header->payloadSize) {
        fail(u"crashed"_s, words);
        return;
    }
    if (header->outcome != DecodeOutcome::Decoded) {
        fail(errorTypeOf(header->outcome), words);
        return;
    }
    const bool isTextWanted = request.kind == DecodeRequest::Kind::PdfText;
    if (isTextWanted && !decodePageTexts(text)) {
        fail(u"crashed"_s, u"implausible text"_s);
        return;
    }
    finish(result());
}

DecodeResult DecodeJob::Private::result() const
{
    DecodeResult result{
        .mediaType = header->mediaType,
        .image = image,
        .originalSize = header->originalSize,
        .hasMetadata = header->hasMetadata,
        .pageCount = header->pageCount,
        .hasText = header->hasText,
        .isTruncated = header->isTruncated,
    };
    if (request.kind == DecodeRequest::Kind::PdfText)
        result.pageTexts = decodePageTexts(text).value_or(QStringList());
    return result;
}

void DecodeJob::Private::finish(const DecodeResult &result)
{
    leave();
    Q_EMIT
    q->finished(result);
}

void DecodeJob::Private::fail(const QString &type, const QString &detail)
{
    fail(base::Error{.kind = base::ErrorKind::File,
                     .detail = detail,
                     .type = type,
                     .subject = QFileInfo(request.path).fileName()});
}

void DecodeJob::Private::fail(const base::Error &error)
{
    leave();
    Q_EMIT
    q->failed(error);
}

DecodeJob::DecodeJob(const DecodeRequest &request, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, request))
{
    d->enqueue();
}

DecodeJob::~DecodeJob() = default;

QString decoderProgram()
{
#ifdef Q_OS_WIN
    constexpr auto name = "polylogue-decoder.exe"_L1;
#else
    constexpr auto name = "polylogue-decoder"_L1;
#endif
    const QString folder = QCoreApplication::applicationDirPath() + u'/';
    for (const QString &path : {qEnvironmentVariable("POLYLOGUE_DECODER"), QString(folder + name),
                                QString(folder + "../libexec/polylogue/"_L1 + name)}) {
        if (!path.isEmpty() && QFileInfo(path).isExecutable())
            return QFileInfo(path).absoluteFilePath();
    }
    return {};
}

} // namespace polylogue::app::attachments
