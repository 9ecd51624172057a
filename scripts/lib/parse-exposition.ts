interface ParsedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface ParsedFamily {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: ParsedSample[];
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\["\\n])*)"(?:,|$)/y;

/** Reads the text format of Prometheus, strictly: throws at the first line that is not of it. */
export function parseExposition(text: string): ReadonlyMap<string, ParsedFamily> {
  if (!text.endsWith("\n")) throw new Error("the last line has no end");
  const families = new Map<string, ParsedFamily>();
  let help: { readonly name: string; readonly words: string } | null = null;
  let family: ParsedFamily | null = null;
  const seen = new Set<string>();
  for (const line of text.split("\n")) {
    if (line === "" || line === "# EOF") continue;
    const [mark, kind, name = "", ...words] = line.split(" ");
    if (mark === "#") {
      if (!NAME.test(name)) throw new Error(`no name of a metric: ${line}`);
      if (kind === "HELP") help = { name, words: words.join(" ") };
      else if (kind === "TYPE") {
        if (help?.name !== name || families.has(name)) throw new Error(`a type out of its place: ${line}`);
        family = { name, type: words.join(" "), help: help.words, samples: [] };
        families.set(name, family);
      } else throw new Error(`an odd remark: ${line}`);
      continue;
    }
    const sample = parseSample(line);
    if (family === null || !belongs(sample.name, family)) throw new Error(`a sample out of its place: ${line}`);
    const id = line.slice(0, line.lastIndexOf(" "));
    if (seen.has(id)) throw new Error(`twice: ${id}`);
    seen.add(id);
    family.samples.push(sample);
  }
  return families;
}

function parseSample(line: string): ParsedSample {
  const [, name = "", inner = "", number = ""] = LINE.exec(line) ?? [];
  const value = number === "+Inf" ? Number.POSITIVE_INFINITY : Number(number);
  if (name === "" || Number.isNaN(value)) throw new Error(`no sample: ${line}`);
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < inner.length) {
    const [, label = "", said = ""] = LABEL.exec(inner) ?? [];
    if (label === "" || label in labels) throw new Error(`odd labels: ${line}`);
    labels[label] = said.replace(/\\(["\\n])/g, (_, sign: string) => (sign === "n" ? "\n" : sign));
  }
  return { name, labels, value };
}

const belongs = (name: string, { name: of, type }: ParsedFamily): boolean =>
  type === "histogram"
    ? [`${of}_bucket`, `${of}_sum`, `${of}_count`].includes(name)
    : name === of || (type === "counter" && name === `${of}_total`);
