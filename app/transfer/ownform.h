// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>
#include <QLatin1StringView>

//! Names in our own two JSON forms (app/transfer/README.md), for who writes and who reads them.
namespace polylogue::app::transfer::ownform {

inline constexpr QLatin1StringView Format("polylogue.chats");
inline constexpr int Version = 1;

inline constexpr QLatin1StringView MessagesFile("messages.jsonl");
inline constexpr QLatin1StringView ManifestFile("manifest.json");
inline constexpr QLatin1StringView SumsFile("SHA256SUMS");
inline constexpr QLatin1StringView AttachmentsFolder("attachments/");

} // namespace polylogue::app::transfer::ownform
