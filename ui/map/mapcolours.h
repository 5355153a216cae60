// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/embeddings/textmap.h"
#include "ui/plot/plot.h"

namespace polylogue::ui::map {

//! \brief What colours, or shapes, tell.
enum class Trait { None, Label, Cluster, Source, Number, Length };

//! \return what can be told of the texts of \a map, None not among them.
QList<Trait> traitsOf(const app::embeddings::TextMap &map);

//! \return "label", "cluster".
QString traitName(Trait trait, const app::embeddings::TextMap &map);

//! \return the points of \a map. \param shape None: the shapes go with the colours
plot::Plot plotOf(const app::embeddings::TextMap &map, const QString &title, Trait colour,
                  Trait shape);

} // namespace polylogue::ui::map
