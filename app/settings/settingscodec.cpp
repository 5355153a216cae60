// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/settingscodec.h"

#include "app/settings/parametersfields.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace polylogue::app::settings {

using base::Error;
using base::ErrorKind;

namespace {

constexpr double highestPrice = 1e9;

// The table of settings.json. Defaults are those of struct Settings.
const FieldTable<Settings> &settingsFields()
{
    static const EnumNames<ThemeMode> themes{{ThemeMode::System, u"system"_s},
                                             {ThemeMode::Light, u"light"_s},
                                             {ThemeMode::Dark, u"dark"_s}};
    static const EnumNames<SendKey> sendKeys{{SendKey::Enter, u"enter"_s},
                                             {SendKey::CtrlEnter, u"ctrl_enter"_s},
                                             {SendKey::ShiftEnter, u"shift_enter"_s}};
    static const EnumNames<FollowMode> followModes{{FollowMode::Hold, u"hold"_s},
                                                   {FollowMode::Follow, u"follow"_s},
                                                   {FollowMode::NeverMove, u"never_move"_s}};
    static const EnumNames<ContentWidth> widths{{ContentWidth::Narrow, u"narrow"_s},
                                                {ContentWidth::Wide, u"wide"_s},
                                                {ContentWidth::Full, u"full"_s}};
    static const EnumNames<OfficePaste> officePastes{{OfficePaste::Text, u"text"_s},
                                                     {OfficePaste::Picture, u"picture"_s},
                                                     {OfficePaste::Ask, u"ask"_s}};
    static const EnumNames<ContextPolicy> contextPolicies{
        {ContextPolicy::StopAndAsk, u"stop_and_ask"_s},
        {ContextPolicy::DropOldest, u"drop_oldest"_s}};
    static const FieldTable<ModelPrice> price{
        field(u"model"_s, &ModelPrice::model),
        field(u"input_per_million"_s, &ModelPrice::inputPerMillion, 0.0, highestPrice),
        field(u"output_per_million"_s, &ModelPrice::outputPerMillion, 0.0, highestPrice),
        field(u"cached_input_per_million"_s, &ModelPrice::cachedInputPerMillion, std::optional(0.0),
              std::optional(highestPrice)),
    };
    static const FieldTable<Settings> table{
        enumField(u"theme"_s, &Settings::theme, themes),
        enumField(u"send_key"_s, &Settings::sendKey, sendKeys),
        enumField(u"follow_mode"_s, &Settings::followMode, followModes),
        enumField(u"content_width"_s, &Settings::contentWidth, widths),
        field(u"reading_scale"_s, &Settings::readingScale, 0.7, 3.0),
        field(u"shows_formulas"_s, &Settings::showsFormulas),
        enumField(u"office_paste"_s, &Settings::officePaste, officePastes),
        field(u"long_paste_characters"_s, &Settings::longPasteCharacters, 0, 100'000'000),
        field(u"keeps_metadata"_s, &Settings::keepsMetadata),
        field(u"picture_edge"_s, &Settings::pictureEdge, 0, 16'384),
        field(u"steps_down"_s, &Settings::stepsDown),
        field(u"may_animate"_s, &Settings::mayAnimate),
        field(u"shortcuts"_s, &Settings::shortcuts),
        field(u"notifies"_s, &Settings::notifies),
        field(u"notifications_show_text"_s, &Settings::notificationsShowText),
        field(u"notifications_sound"_s, &Settings::notificationsSound),
        enumField(u"context_policy"_s, &Settings::contextPolicy, contextPolicies),
        field(u"currency"_s, &Settings::currency),
        listField(u"prices"_s, &Settings::prices, price),
        field(u"is_sidebar_visible"_s, &Settings::isSidebarVisible),
        field(u"sidebar_width"_s, &Settings::sidebarWidth, 160, 800),
        field(u"current_endpoint"_s, &Settings::currentEndpoint),
        field(u"current_model"_s, &Settings::currentModel),
        field(u"system_prompt"_s, &Settings::systemPrompt),
        objectField(u"parameters"_s, &Settings::parameters, parametersFields()),
        field(u"window_geometry"_s, &Settings::windowGeometry),
        field(u"sidebar_state"_s, &Settings::sidebarState),
        field(u"last_chat"_s, &Settings::lastChat),
        field(u"last_chat_at"_s, &Settings::lastChatAt),
    };
    return table;
}

} // namespace

base::Result<DecodedSettings> decodeSettings(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject())
        return Error{.kind = ErrorKind::File, .detail = problem.errorString(), .type = u"json"_s};
    DecodedSettings decoded;
    decoded.wrongMembers =
        readFields(settingsFields(), document.object().toVariantMap(), decoded.settings);
    return decoded;
}

QByteArray encodeSettings(const Settings &settings, const QByteArray &previous)
{
    QVariantMap map = QJsonDocument::fromJson(previous).object().toVariantMap();
    writeFields(settingsFields(), settings, map);
    return QJsonDocument(QJsonObject::fromVariantMap(map)).toJson();
}

base::Status checkJson(const QByteArray &json)
{
    QJsonParseError problem;
    if (QJsonDocument::fromJson(json, &problem).isNull())
        return Error{.kind = ErrorKind::File, .detail = problem.errorString(), .type = u"json"_s};
    return {};
}

} // namespace polylogue::app::settings
