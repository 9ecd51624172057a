import { megabytes } from "@/components/blocks/size-words";
import type { Candidate } from "@/lib/browser/device/list-candidates";
import { formatMs } from "@/lib/core/charts/format-ms";
import type { DeviceFacts, DeviceResult } from "@/lib/core/device/device-run";
import type { Standing } from "./use-measure";

const count = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const percent = (share: number): string => `${Math.floor(100 * Math.min(1, share))}%`;

/** How far a model is, for its row. */
export function standingWords(standing: Standing): string {
  if (standing.kind === "failed") return `failed: ${standing.because}`;
  if (standing.kind !== "running")
    return { waiting: "waits for its turn", cancelled: "cancelled", done: "done" }[standing.kind];
  const { step } = standing;
  switch (step.kind) {
    case "fetching":
      return `fetching ${percent(step.share)}`;
    case "opening":
      return "opening it";
    case "warming":
      return "warming up";
    case "hidden":
      return "waits until this tab can be seen";
    case "reading":
      return `reading ${step.done} of ${step.of}`;
    case "batches":
      return `batches of 32: ${step.done} of ${step.of}`;
  }
}

/** How much of a step is done, 0 to 1; null where that cannot be told. */
export function standingShare(standing: Standing): number | null {
  if (standing.kind !== "running") return null;
  const { step } = standing;
  if (step.kind === "fetching") return step.share;
  return "of" in step ? step.done / step.of : null;
}

/** Three digits: more are noise. */
const rounded = (value: number): number => Number(value.toPrecision(3));

/** What was measured, in two lines. */
export const resultWords = (result: DeviceResult): readonly [string, string] => [
  `median ${formatMs(result.p50Ms)} · p95 ${formatMs(result.p95Ms)} · ${count.format(rounded(result.textsPerS))} texts/s`,
  [
    result.fetchedMs === null ? null : `fetched ${formatMs(result.fetchedMs)}`,
    result.keptMs === null ? null : `opened ${formatMs(result.keptMs)}`,
    `golden sentences ${result.goldenRight} of ${result.goldenOf}`,
  ]
    .filter((part) => part !== null)
    .join(" · "),
];

/** What a candidate costs to bring here. */
export function costWords({ files, bytes, hubId }: Candidate, isHere: boolean | undefined): string {
  if (files === null) return "part of this page";
  if (isHere) return `on this device, ${megabytes(bytes)}`;
  return hubId === null ? `${megabytes(bytes)} from this app` : `${megabytes(bytes)} from huggingface.co`;
}

/** What the button would fetch. */
export function fetchWords(ticked: readonly Candidate[], here: Readonly<Record<string, boolean>>): string {
  const missing = ticked.filter(({ key, files }) => files !== null && !here[key]);
  const sum = (some: readonly Candidate[]): number => some.reduce((all, { bytes }) => all + bytes, 0);
  if (ticked.length === 0) return "Tick what shall be measured.";
  if (missing.length === 0) return "Fetches nothing.";
  const hub = sum(missing.filter(({ hubId }) => hubId !== null));
  return `Fetches ${megabytes(sum(missing))}${hub === 0 ? "" : `, ${megabytes(hub)} of it from huggingface.co`}. It stays on this device until you remove it.`;
}

/** The device, as far as the browser tells it: all that is kept and written into the files. */
export const factWords = ({ browser, platform, cores, memoryGb, simd, threads, clockStepMs }: DeviceFacts): string =>
  [
    browser,
    platform,
    cores === null ? null : `${cores} ${cores === 1 ? "core" : "cores"}, one used`,
    memoryGb === null ? null : `memory class ${memoryGb} GB`,
    `WebAssembly ${simd ? "with" : "without"} SIMD, ${threads ? "threads allowed" : "no threads"}`,
    `clock in steps of ${formatMs(clockStepMs)}`,
  ]
    .filter((part) => part !== null)
    .join(" · ");
