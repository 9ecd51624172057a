import { goldenSentences } from "../../core/models/golden-sentences";
import type { GoldenSentence } from "../../core/models/model-spec";
import { embeddedSpec } from "../../core/neural/embedded-spec";
import { hubModels } from "../../core/neural/hub-models";
import { openDeviceStore } from "../model/device-store";
import { bytesOf, hubFiles, type ModelFiles, ownModel, runtimeFile } from "../model/model-files";

/** A reader that can be timed in this browser. */
export interface Candidate {
  readonly key: string;
  readonly name: string;
  /** Weights, megabytes; null: it has none. */
  readonly sizeMb: number | null;
  /** Null: it is part of the page. */
  readonly files: ModelFiles | null;
  /** What is fetched where nothing is on the device, runtime included. */
  readonly bytes: number;
  /** On the Hub; null: from this app. */
  readonly hubId: string | null;
  readonly golden: readonly GoldenSentence[];
}

/** All of them, the quickest first. Looks at nothing and fetches nothing. */
export const listCandidates = (): readonly Candidate[] => [
  { key: "lexical", name: "Lexical reader", sizeMb: null, files: null, bytes: 0, hubId: null, golden: goldenSentences },
  {
    key: embeddedSpec.key,
    name: embeddedSpec.name,
    sizeMb: embeddedSpec.sizeMb,
    files: ownModel,
    bytes: bytesOf(ownModel),
    hubId: null,
    golden: goldenSentences,
  },
  ...hubModels.map((spec) => {
    const files = hubFiles(spec);
    const { key, name, sizeMb, id, golden } = spec;
    return { key, name, sizeMb, files, bytes: bytesOf(files), hubId: id, golden };
  }),
];

/** Whether all that it needs is on this device. Fetches nothing, and leaves no empty room behind. */
export async function isHere({ files }: Pick<Candidate, "files">): Promise<boolean> {
  if (files === null) return true;
  const hasRoom = await Promise.resolve()
    .then(() => caches.has(files.store))
    .catch(() => false);
  return hasRoom && openDeviceStore(files.store).holds([...files.files, runtimeFile].map(({ url }) => url));
}
