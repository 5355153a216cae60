// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/requestbody.h"

#include "app/base/overloaded.h"

namespace polylogue::app::wire {

qint64 RequestBody::size() const
{
    qint64 total = 0;
    for (const BodyPiece &piece : pieces) {
        total += std::visit(base::Overloaded{
                                [](const QByteArray &bytes) { return qint64{bytes.size()}; },
                                [](const Base64File &file) { return base64Size(file.size); },
                            },
                            piece);
    }
    return total;
}

} // namespace polylogue::app::wire
