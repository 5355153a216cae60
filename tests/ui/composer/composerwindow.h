// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/blobstore.h"
#include "ui/composer/composer.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QTemporaryDir>

#include <memory>

namespace polylogue::test {

//! \brief A window with nothing but a composer at its lower edge, and what that needs; for tests to
//!        inherit from.
class ComposerWindow
{
protected:
    //! \brief Makes all anew and shows it; the composer's text has the focus.
    void open()
    {
        m_window.reset();
        m_directory = std::make_unique<QTemporaryDir>();
        m_blobs =
            std::make_unique<app::store::BlobStore>(m_directory->filePath(QStringLiteral("blobs")));
        m_loader = std::make_unique<app::attachments::AttachmentLoader>(*m_blobs);
        m_window = std::make_unique<QWidget>();
        m_window->resize(900, 600);
        auto *layout = new QVBoxLayout(m_window.get());
        layout->addStretch(1);
        m_composer = new ui::composer::Composer(m_theme, *m_loader);
        layout->addWidget(m_composer);
        m_window->show();
        m_composer->focusText();
    }

    ui::theme::Theme m_theme{app::settings::ThemeMode::Light};
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<app::store::BlobStore> m_blobs;
    std::unique_ptr<app::attachments::AttachmentLoader> m_loader;
    std::unique_ptr<QWidget> m_window;
    ui::composer::Composer *m_composer = nullptr; // the window's
};

} // namespace polylogue::test
