// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QImage>

class QIODevice;

namespace polylogue::app::attachments {

//! \brief A progressive JPEG at an eighth of its width and height, as it is stored, with its colour
//!        profile.
//!
//! Qt's decoder holds all coefficients of a progressive frame, two bytes each: three to six bytes
//! for each pixel. Here the mean of each block of 8 × 8 pixels is read, which stands in the first
//! scans, and nothing else. Source: ITU-T T.81, Annexes B, F.2.2 and G.1.2.1.
//!
//! \param device random access
//! \return a null image for what is no progressive JPEG of one or three components in Huffman's
//!         code, is damaged, or would take more than maximumPixelBytes.
QImage eighthOfProgressiveJpeg(QIODevice &device);

} // namespace polylogue::app::attachments
