import { createQuota, type Quotas } from "../hub/quota";
import { modelCards } from "../models/catalogue";
import { makeDatasetRepos } from "../repos/dataset-repos";
import { makeFile } from "../repos/make-file";
import { makeRepo } from "../repos/make-repo";
import { makeModelRepos } from "../repos/model-repos";
import type { Repo } from "../repos/repo";
import { makeTables } from "../viewer/make-tables";
import type { ViewerTable } from "../viewer/table";
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
  const since = Math.floor(now / DAY) * DAY;
  const tables = new Map<string, ViewerTable>();
  const repos = new Map<string, Repo>();
  let random = createRandom(seed + 1);
  const space = makeRepo({
    kind: "space",
    id: "double/mood-board",
    more: { sdk: "docker" },
    files: { main: () => [makeFile("README.md", "---\nsdk: docker\n---\n")] },
  });
  const publish = (at: number): void => {
    const history = { end: Math.floor(at / DAY) * DAY, since, rows: habits.candleRows };
    for (const table of makeTables(history)) tables.set(table.dataset, table);
    for (const repo of makeDatasetRepos([...tables.values()], {
      history,
      layout: habits.candles,
      own: habits.ownCandles,
    }))
      repos.set(`${repo.kind}/${repo.id}`, repo);
  };
  for (const repo of makeModelRepos(modelCards)) repos.set(`${repo.kind}/${repo.id}`, repo);
  publish(now);
  repos.set(`${space.kind}/${space.id}`, space);
  return {
    habits,
    models: new Map(modelCards.map((card) => [card.id, card])),
    repos,
    tables,
    quota: createQuota(quotas),
    publish,
    random: () => random(),
    reseed() {
      random = createRandom(seed + 1);
    },
    origins,
  };
}
