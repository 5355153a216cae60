// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"

#include <QString>

namespace polylogue::app::base {

//! \brief Takes secrets out of text that may be logged, copied or shown.
//!
//! \param text foreign or own text: a server's error body, a header line, a command line
//! \param secret the key in use; empty for none. It is replaced in plain,
//!        percent-encoded, base64 and hexadecimal form.
//! \return \a text where \a secret, and whatever follows "Authorization:", "Bearer " or "api-key:",
//!         reads "[key]".
QString redacted(QString text, const QString &secret = {});

//! \return \a text where \a secret alone reads "[key]", in all these forms: for code, which names
//!         where a key comes from behind the same words.
QString withoutSecret(QString text, const QString &secret);

//! \return \a error with every text of it redacted: a careless server may tell a key back in any.
Error redacted(Error error, const QString &secret);

} // namespace polylogue::app::base
