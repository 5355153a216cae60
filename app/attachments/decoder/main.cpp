// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decodeprotocol.h"
#include "app/attachments/decoder/decoded.h"
#include "app/attachments/decoder/imagedecoder.h"
#include "app/attachments/decoder/pdfdecoder.h"
#include "app/attachments/decoder/picturemaker.h"
#include "app/attachments/decoder/textreader.h"
#include "app/attachments/signature.h"
#include "app/sandbox/sandbox.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

//! \file polylogue-decoder: reads one foreign file on standard input, locked in, and writes
//! its pixels or text to standard output. Started by DecodeJob; decodeprotocol.h has the language.

using namespace polylogue::app::attachments;
using namespace polylogue::app::sandbox;
using namespace Qt::StringLiterals;

namespace {

constexpr int standardInput = 0;
constexpr int standardOutput = 1;

std::array<char, DecodeHeader::encodedSize> outOfMemoryAnswer = {};

enum ExitCode { Answered = 0, BadCommandLine = 2, CannotWrite = 3 };

// Address space for decoding: the pixels, files that are made of them, and threads' stacks; for
// documents what app/README.md says.
constexpr qint64 imageMemory = maximumDecoderBytes + (24LL << 20);
constexpr qint64 pdfMemory = 512LL << 20;

Decoded failure(DecodeOutcome outcome)
{
    return {.header = {.outcome = outcome}};
}

Decoded decodePdf(QFile &file, const DecodeRequest &request)
{
    PdfDecoder decoder;
    if (!enterSandbox({.memoryBytes = pdfMemory, .processorSeconds = pdfSeconds}))
        return failure(DecodeOutcome::NoSandbox);
    return decoder.decode(file, request);
}

Decoded decodePixels(QFile &file, const QString &mediaType, const DecodeRequest &request)
{
    if (!preloadImageDecoder(mediaType))
        return failure(DecodeOutcome::NotSupported);
    if (!enterSandbox({.memoryBytes = imageMemory, .processorSeconds = imageSeconds}))
        return failure(DecodeOutcome::NoSandbox);
    return request.kind == DecodeRequest::Kind::Picture ? makePicture(file, mediaType, request)
                                                        : decodeImage(file, mediaType, request);
}

Decoded decodeText(QFile &file, const DecodeRequest &request)
{
    preloadTextReader();
    if (!enterSandbox({.memoryBytes = pdfMemory, .processorSeconds = pdfSeconds}))
        return failure(DecodeOutcome::NoSandbox);
    return readText(file, request);
}

Decoded decode(QFile &file, const DecodeRequest &request)
{
    if (request.kind == DecodeRequest::Kind::FileText)
        return decodeText(file, request);
    // The only look at the file outside the sandbox: comparing its first bytes.
    const QString mediaType = mediaTypeOf(file.read(1024));
    if (mediaType.isEmpty() || !file.seek(0))
        return failure(DecodeOutcome::NotSupported);
    const bool isPdf = mediaType == "application/pdf"_L1;
    const bool isImageWanted =
        request.kind == DecodeRequest::Kind::Image || request.kind == DecodeRequest::Kind::Picture;
    if (isPdf == isImageWanted)
        return failure(DecodeOutcome::NotSupported);
    return isPdf ? decodePdf(file, request) : decodePixels(file, mediaType, request);
}

bool write(QFile &output, const char *bytes, qint64 size)
{
    while (size > 0) {
        const qint64 written = output.write(bytes, size);
        if (written <= 0)
            return false;
        bytes += written;
        size -= written;
    }
    return true;
}

//! A picture's files; the one that is only cleaned is copied out of the file it came in.
bool writeFiles(QFile &output, QFile &input, const Decoded &decoded)
{
    for (const PictureFile &file : decoded.files) {
        const bool isCopied = decoded.cleaned && file.bytes.isEmpty();
        const QByteArray head = encodePictureFileHead(
            {.form = file.form,
             .mediaType = file.mediaType,
             .pixelSize = file.pixelSize,
             .size = isCopied ? decoded.cleaned->keptSize() : file.bytes.size()});
        if (!write(output, head.constData(), head.size())
            || !write(output, file.bytes.constData(), file.bytes.size())
            || (isCopied && !copyKept(*decoded.cleaned, file.mediaType, input, output)))
            return false;
    }
    return true;
}

qint64 sizeOfFiles(const Decoded &decoded)
{
    qint64 size = decoded.cleaned ? decoded.cleaned->keptSize() : 0;
    for (const PictureFile &file : decoded.files)
        size += PictureFileHead::encodedSize + file.bytes.size();
    return size;
}

bool answer(QFile &output, QFile &input, Decoded decoded)
{
    const QImage &image = decoded.image;
    if (sizeOfFiles(decoded) > maximumPictureFileBytes)
        decoded.header.outcome = DecodeOutcome::TooLarge;
    if (decoded.header.outcome != DecodeOutcome::Decoded) {
        decoded.text.clear();
        decoded.files.clear();
        decoded.cleaned.reset();
    } else if (!image.isNull()) {
        decoded.header.pixelSize = image.size();
        decoded.header.hasAlpha = image.hasAlphaChannel();
        decoded.header.payloadSize = qint64(image.width()) * image.height() * 4;
    } else {
        decoded.header.payloadSize = decoded.text.size();
    }
    decoded.header.filesSize = sizeOfFiles(decoded);
    const QByteArray header = encodeDecodeHeader(decoded.header);
    if (!write(output, header.constData(), header.size()))
        return false;
    if (decoded.header.pixelSize.isEmpty())
        return write(output, decoded.text.constData(), decoded.text.size());
    // 32 bits a pixel: rows have no padding.
    return write(output, reinterpret_cast<const char *>(image.constBits()),
                 decoded.header.payloadSize)
        && writeFiles(output, input, decoded);
}

//! Running out of memory is an answer too, and one that the user can do something about. Libraries
//! that know no exceptions leave no other place to give it; made beforehand, it takes no memory.
[[noreturn]] void onTerminate()
{
    try {
        if (const std::exception_ptr exception = std::current_exception())
            std::rethrow_exception(exception);
    } catch (const std::bad_alloc &) {
        std::fwrite(outOfMemoryAnswer.data(), 1, outOfMemoryAnswer.size(), stdout);
        std::_Exit(Answered);
    } catch (...) { }
    std::abort();
}

void answerOutOfMemory()
{
    const QByteArray answer = encodeDecodeHeader({.outcome = DecodeOutcome::TooLarge});
    std::copy(answer.begin(), answer.end(), outOfMemoryAnswer.begin());
    std::setvbuf(stdout, nullptr, _IONBF, 0);
    std::set_terminate(onTerminate);
}

} // namespace

int main(int argc, char *argv[])
{
    prepareSandbox();
    answerOutOfMemory();
    const QString password = qEnvironmentVariable(passwordVariable);
    qputenv("QT_ENABLE_REGEXP_JIT", "0"); // what is written never becomes code
    QCoreApplication application(argc, argv);
    std::optional<DecodeRequest> request =
        decodeDecodeArguments(QCoreApplication::arguments().sliced(1));
    if (!request) {
        std::fputs("polylogue-decoder is started by polylogue.\n", stderr);
        return BadCommandLine;
    }
    request->password = password;

    QFile input;
    QFile output;
    if (!input.open(standardInput, QIODevice::ReadOnly)
        || !output.open(standardOutput, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return CannotWrite;
    return answer(output, input, decode(input, *request)) ? Answered : CannotWrite;
}
