// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/contentpart.h"
#include "app/store/blobstore.h"
#include "ui/transcript/pictureaction.h"

class QWidget;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::pane {

//! \brief Shows a picture of an answer in a dialog, copies it, or asks where to save its file.
//! \param blobs and \a theme outlive \a window, over which what fails is told
void doWithPicture(transcript::PictureAction action, const app::conversation::BlobRef &picture,
                   const app::store::BlobStore &blobs, theme::Theme &theme, QWidget *window);

} // namespace polylogue::ui::pane
