// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/attachmentspage.h"

#include "ui/preferences/settingsrow.h"
#include "ui/text/format.h"

#include <QCheckBox>
#include <QComboBox>

namespace polylogue::ui::preferences {

using app::settings::Settings;

AttachmentsPage::AttachmentsPage(theme::Theme &theme, app::settings::SettingsStore &store,
                                 QWidget *parent)
    : SettingsPage(theme, store, tr("Attachments"), parent)
{
    addSection(tr("Pictures"));
    QList<std::pair<QString, int>> edges{{tr("As large as the model takes"), 0}};
    for (const int pixels : {768, 1024, 1568, 2048, 3072, 4096})
        edges.append({tr("%1 pixels").arg(text::count(pixels)), pixels});
    addChoice<int>(
        tr("Longer side of fitted pictures"),
        tr("Larger pictures are sent made smaller, unless you choose the original at the "
           "attachment. Small ones take fewer tokens."),
        &Settings::pictureEdge, edges);
    addSwitch(
        tr("Send along what pictures tell about themselves"),
        tr("Camera, place, time and the like. Off: they are removed. A picture that has to be "
           "turned or made smaller loses them in any case."),
        &Settings::keepsMetadata);

    addSection(tr("Files that a server refuses"));
    addSwitch(
        tr("Go the next way without asking"),
        tr("A PDF then goes as page images, or as text, at once, and the answer says so. Off: "
           "you are asked."),
        &Settings::stepsDown);
}

} // namespace polylogue::ui::preferences
