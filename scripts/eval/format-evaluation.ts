import type { Evaluation } from "../../lib/contracts/evaluation";

/** Lays the file out one engine and one set a line, so that a new measurement reads well in a comparison of versions. */
export function formatEvaluation(evaluation: Evaluation): string {
  const rows = (values: readonly unknown[], indent: string): string =>
    values.map((value) => `${indent}${JSON.stringify(value)}`).join(",\n");
  const engines = evaluation.engines
    .map(
      ({ engine, mean, sets }) =>
        `    {"engine": ${JSON.stringify(engine)}, "mean": ${JSON.stringify(mean)}, "sets": [\n${rows(sets, "      ")}\n    ]}`,
    )
    .join(",\n");
  return [
    "{",
    `  "model": ${JSON.stringify(evaluation.model)},`,
    `  "sets": [\n${rows(evaluation.sets, "    ")}\n  ],`,
    `  "engines": [\n${engines}\n  ],`,
    `  "parity": ${JSON.stringify(evaluation.parity)},`,
    `  "speed": ${JSON.stringify(evaluation.speed)}`,
    "}",
    "",
  ].join("\n");
}
