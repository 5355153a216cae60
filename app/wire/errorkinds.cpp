// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/errorcodec.h"

#include <QList>
#include <QRegularExpression>

#include <optional>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

using base::Error;
using base::ErrorKind;

namespace {

//! A row of the table: what an error's type, code or words look like, and what that means.
struct Sign
{
    ErrorKind kind;
    const char16_t *names; //!< pattern for a whole type or code
    const char16_t *words; //!< pattern found in the server's words; nullptr for none
};

// The first row that fits decides: what the server says goes before its status, which gateways
// blur.
constexpr Sign signs[] = {
    {ErrorKind::WrongAddress, u"html|invalid_url|unknown_url", u"unexpected endpoint or method"},
    {ErrorKind::ContextExceeded,
     u"context_length_exceeded|exceed_context_size_error|context_window_exceeded"
     u"|string_above_max_length|model_context_window_exceeded|ContextWindowExceededError",
     u"context (length|window|size)|maximum context|(prompt|input) is too long|too many (input )?"
     u"tokens|input token count|reduce the length"},
    {ErrorKind::OutOfCredit,
     u"insufficient_quota|insufficient_balance|insufficient_credits|billing_hard_limit_reached"
     u"|billing_not_active|payment_required|billing_error",
     u"insufficient (credit|balance|fund)|requires more credits|credit balance is too low"},
    {ErrorKind::Filtered,
     u"content_filter|content_policy_violation|ResponsibleAIPolicyViolation|moderation_blocked"
     u"|content_moderation|guardrail_intervened",
     u"content (management )?policy|content filter|requires moderation|flagged by"},
    {ErrorKind::Unauthorized,
     u"invalid_api_key|authentication_error|invalid_authentication|UNAUTHENTICATED"
     u"|API_KEY_INVALID|expired_api_key|ExpiredTokenException",
     u"api key (not valid|is expired|expired)|(invalid|incorrect|missing|expired) (or invalid "
     u")?api[ -]key|^not authenticated"},
    {ErrorKind::PartRefused,
     u"unsupported_image|invalid_image_format|invalid_image|image_parse_error|unsupported_file"
     u"|unsupported_media",
     u"(does not|do not|doesn't|don't|cannot|not) (support|accept|take|process|read)( \\w+)? "
     u"(image|vision|file|pdf|document|multimodal)|(image|vision|file|pdf|document|multimodal)s?"
     u"( \\w+)? (is|are) (not supported|unsupported|not allowed)|unsupported (image|file|media)"
     u"|invalid message format|image_url is only supported|no endpoints found that support image"
     // Validators that name the kind of part: OpenAI, pydantic, vLLM, serde, Groq.
     u"|(value|variant|tag|part type|content type)s?:? "
     u"['\"`‘“]?(file|image_url|input_file|input_image)\\b"
     u"|content must be a string|content\\.\\d+\\.(file|image_url)\\b"},
};

constexpr Sign lateSigns[] = {
    {ErrorKind::RateLimited,
     u"rate_limit(_error|_exceeded)?|RateLimitError|throttling_error|ThrottlingException"
     u"|too_many_requests|RESOURCE_EXHAUSTED|requests|tokens",
     u"rate limit|too many requests|throttl|slow down"},
    {ErrorKind::TooLarge, u"request_too_large|payload_too_large",
     u"(payload|entity|request|body) (is )?too large"},
    {ErrorKind::UnknownModel,
     u"model_not_found|DeploymentNotFound|model_not_supported|model_decommissioned"
     u"|ResourceNotFoundException|unknown_model",
     u"\\bmodel\\b.{0,200}(not found|not exist|not supported|not available|unknown|decommissioned)"
     u"|(unknown|no such|invalid|unsupported) model|not a valid model|support chat with the model"
     u"|ResourceNotFoundException|deployment .{0,200}not exist"},
    {ErrorKind::Forbidden, u"permission_error|permission_denied|PERMISSION_DENIED|access_denied",
     u"AccessDeniedException|permission denied|not authorized"},
    {ErrorKind::BadParameter,
     u"unsupported_parameter|unsupported_value|unknown_parameter|invalid_value|invalid_parameter"
     u"|INVALID_PARAMETER_VALUE|extra_forbidden",
     u"ValidationException"},
    {ErrorKind::ServerFault,
     u"server_error|api_error|internal_server_error|internal_error|overloaded_error|overloaded"
     u"|unavailable_error|service_unavailable|UNAVAILABLE|INTERNAL|timeout_error",
     u"overloaded|over capacity|ServiceUnavailableException|internal server error"},
    {ErrorKind::BadParameter, u"invalid_request_error|INVALID_ARGUMENT|BadRequestError|bad_request",
     nullptr},
};

//! A row with its patterns compiled.
struct Test
{
    ErrorKind kind;
    QRegularExpression names;
    QRegularExpression words;
};

QRegularExpression compiled(const char16_t *pattern, bool isWhole)
{
    const QString text = pattern ? QString::fromUtf16(pattern) : u"(?!)"_s;
    return QRegularExpression(isWhole ? u"^(?:"_s + text + u")$"_s : text,
                              QRegularExpression::CaseInsensitiveOption
                                  | QRegularExpression::DotMatchesEverythingOption);
}

template <size_t N> QList<Test> compiled(const Sign (&table)[N])
{
    QList<Test> tests;
    for (const Sign &sign : table)
        tests.append({sign.kind, compiled(sign.names, true), compiled(sign.words, false)});
    return tests;
}

std::optional<ErrorKind> kindBySigns(const QList<Test> &tests, const Error &error)
{
    for (const Test &test : tests) {
        if (test.names.match(error.type).hasMatch() || test.names.match(error.code).hasMatch()
            || test.words.match(error.detail).hasMatch())
            return test.kind;
    }
    return {};
}

//! What an HTTP status means whatever the words are.
std::optional<ErrorKind> kindByStatus(int status)
{
    switch (status) {
    case 401:
        return ErrorKind::Unauthorized;
    case 402:
        return ErrorKind::OutOfCredit;
    case 403:
        return ErrorKind::Forbidden;
    case 407:
        return ErrorKind::Proxy;
    case 408:
        return ErrorKind::Timeout;
    case 413:
        return ErrorKind::TooLarge;
    case 429:
        return ErrorKind::RateLimited;
    default:
        return status >= 500 ? std::optional(ErrorKind::ServerFault) : std::nullopt;
    }
}

//! What an HTTP status means where the words say nothing.
ErrorKind kindByStatusAlone(int status)
{
    if (status == 404 || status == 405 || status == 410 || (status >= 300 && status < 400))
        return ErrorKind::WrongAddress;
    if (status == 409 || status == 425)
        return ErrorKind::ServerFault;
    if (status == 415)
        return ErrorKind::PartRefused;
    if (status >= 400 && status < 500)
        return ErrorKind::BadParameter;
    return ErrorKind::ServerFault;
}

} // namespace

ErrorKind classifyError(const Error &error)
{
    static const QList<Test> early = compiled(signs);
    static const QList<Test> late = compiled(lateSigns);
    // In a stream that began with 200 the code often is the status that it should have been.
    int status = error.httpStatus;
    if (const int code = error.code.toInt(); status < 300 && code >= 300 && code < 600)
        status = code;

    const bool isWebPage = error.type == "html"_L1;
    if (!isWebPage || status < 400) {
        if (const auto kind = kindBySigns(early, error)) {
            const bool isWaitTooLong = status == 429 && *kind == ErrorKind::ContextExceeded;
            // Servers that were not made for parts fall over them: llama.cpp says 500, others 501.
            const bool mayBeServers = *kind == ErrorKind::ContextExceeded
                || (*kind == ErrorKind::PartRefused && status <= 501);
            if (!isWaitTooLong && (status < 500 || mayBeServers))
                return *kind;
        }
    }
    if (const auto kind = kindByStatus(status))
        return *kind;
    const bool blamesField = (status == 400 || status == 422) && !error.parameter.isEmpty()
        && error.parameter != "model"_L1;
    if (blamesField)
        return ErrorKind::BadParameter;
    if (!isWebPage) {
        if (const auto kind = kindBySigns(late, error))
            return *kind;
    }
    return kindByStatusAlone(status);
}

} // namespace polylogue::app::wire
