// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "../ui/markdown/corpus.h"
#include "mutations.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace {

void run(const QByteArray &text)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(text.constData()),
                           static_cast<size_t>(text.size()));
}

} // namespace

//! Arguments: how many inputs (1,000), and the seed of the first (1).
int main(int argc, char *argv[])
{
    const long runs = argc > 1 ? std::atol(argv[1]) : 1'000;
    const auto seed = static_cast<quint32>(argc > 2 ? std::atol(argv[2]) : 1);
    QList<QByteArray> seeds;
    for (const polylogue::test::CorpusDocument &document : polylogue::test::corpus())
        seeds.append(document.text.toUtf8());
    for (const QByteArray &text : seeds)
        run(text);
    polylogue::test::Mutations mutations(seeds, seed);
    for (long count = 0; count < runs; ++count)
        run(mutations.next());
    std::printf("%ld inputs and %ld documents\n", runs, static_cast<long>(seeds.size()));
    return 0;
}
