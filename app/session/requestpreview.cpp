// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/requestpreview.h"

#include "app/attachments/documentjob.h"
#include "app/net/refusedfields.h"
#include "app/session/question.h"

namespace polylogue::app::session {

using conversation::Message;

void complete(RequestPreview &preview, const attachments::Draft &draft,
              const attachments::Documents *documents)
{
    preview.branch.removeIf([](const Message &message) { return isRunning(message); });
    if (!draft.isEmpty())
        preview.branch.append(questionOf(draft));
    if (!documents)
        return;
    for (const DocumentTask &task : documentTasks(preview.branch, preview.intake)) {
        if (const auto content = attachments::keptContent(task.document, task.rung, *documents))
            preview.prepared.insert(task, *content);
        else
            preview.unprepared.append(task.document.fileName);
    }
}

base::Result<wire::ChatRequest> requestOf(const RequestPreview &preview,
                                          const store::BlobStore &blobs)
{
    const auto plan = planRequest(asAsked(preview.branch, preview.options), preview.options,
                                  preview.intake, blobs);
    if (!plan)
        return plan.error();
    wire::ChatRequest request =
        resolveRequest(*plan, preview.prepared, preview.options, preview.access, blobs);
    for (const QString &field : preview.refusedFields)
        net::leaveOut(request, field);
    return request;
}

} // namespace polylogue::app::session
