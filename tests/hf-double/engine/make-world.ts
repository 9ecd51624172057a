import { createQuota, type Quotas } from "../hub/quota";
import { modelCards } from "../models/catalogue";
import { makeDatasetRepos } from "../repos/dataset-repos";
import { makeFile } from "../repos/make-file";
import { makeRepo } from "../repos/make-repo";
import { makeModelRepos } from "../repos/model-repos";
import { makeTables } from "../viewer/make-tables";
import { createRandom } from "./random";
import type { Origins } from "./types";
import type { Habits, World } from "./world";

const DAY = 86_400_000;

interface WorldOptions {
  readonly seed: number;
  readonly habits: Habits;
  readonly quotas?: Partial<Quotas>;
  /** Wall time by which the candles are up to date, in milliseconds. */
  readonly now: number;
  readonly origins: () => Origins;
}

/** Everything there is in one double: models, repositories, tables. Files are made when first asked for. */
export function makeWorld({ seed, habits, quotas, now, origins }: WorldOptions): World {
  // The candle dataset is refreshed once a day, at midnight.
  const end = Math.floor(now / DAY) * DAY;
  const tables = makeTables(end);
  let random = createRandom(seed + 1);
  const space = makeRepo({
    kind: "space",
    id: "double/mood-board",
    more: { sdk: "docker" },
    files: { main: () => [makeFile("README.md", "---\nsdk: docker\n---\n")] },
  });
  const datasets = makeDatasetRepos(tables, { end, layout: habits.candles });
  const repos = [...makeModelRepos(modelCards), ...datasets, space];
  return {
    habits,
    models: new Map(modelCards.map((card) => [card.id, card])),
    repos: new Map(repos.map((repo) => [`${repo.kind}/${repo.id}`, repo])),
    tables: new Map(tables.map((table) => [table.dataset, table])),
    quota: createQuota(quotas),
    random: () => random(),
    reseed() {
      random = createRandom(seed + 1);
    },
    origins,
  };
}
