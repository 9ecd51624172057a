import type { Page } from "@playwright/test";
import type { PartState } from "../lib/contracts/parts";
import { crowding } from "./crowding";
import { expect } from "./screen";

/** A state that the page must show soon after the server knows of it. */
interface Shows {
  /** For the table of times. */
  readonly what: string;
  /** Where it stands: `model("financial_sentiment")`. */
  readonly at: string;
  /** The state and why, in words. */
  readonly words: RegExp;
  /** The change of state that the list of what happened must have. */
  readonly incident?: { readonly key: string; readonly to: PartState; readonly words?: RegExp };
  /** What the chip of the header must say. */
  readonly chip?: "healthy" | "degraded" | "unhealthy";
  /** Whether the server tells of it, asked until it does; left out: it has just told. */
  readonly told?: () => Promise<boolean>;
  /** How long it may take until the server tells. */
  readonly withinMs?: number;
}

/** On a machine that is not crowded. */
const MOST_MS = 2_000;
const MOST_CROWDED = 2;
/** Whoever is late is waited for, so that the words say by how much. */
const LATE_MS = 6_000;
const LOOK_MS = 50;

export const model = (key: string): string => `[data-testid="model"][data-key="${key}"] [data-testid="state"]`;
export const source = (key: string): string => `[data-testid="source"][data-key="${key}"] [data-testid="state"]`;
export const base = (key: string): string => `[data-testid="base"][data-key="${key}"]`;

/** What stands on the page now, in one look. */
const look = (page: Page, at: string, key: string) =>
  page.evaluate(
    ([place, part]) => {
      const rows = document.querySelectorAll<HTMLElement>(`[data-testid="incident"][data-key="${part}"]`);
      const node = document.querySelector(place);
      return {
        words: node?.checkVisibility() ? (node.textContent ?? "") : "",
        // The newest stands first.
        incident: `${rows[0]?.dataset.to ?? ""} ${rows[0]?.textContent ?? ""}`,
        chip: document.querySelector<HTMLElement>("header [popovertarget][data-state]")?.dataset.state ?? "",
      };
    },
    [at, key] as const,
  );

/**
 * Waits until the page shows a state, its incident, and the chip that goes with it; prints the milliseconds from the moment at which the
 * server told of it to each of them, and holds each to two seconds.
 */
export async function expectSoon(page: Page, wanted: Shows): Promise<void> {
  const { what, at, words, incident, chip, told, withinMs = 10_000 } = wanted;
  const begun = performance.now();
  let toldAt = told === undefined ? begun : null;
  const asking = (async () => {
    while (toldAt === null && told !== undefined && performance.now() - begun < withinMs) {
      if (await told()) toldAt = performance.now();
      else await page.waitForTimeout(LOOK_MS);
    }
    if (toldAt === null) throw new Error(`${what}: the server never told of it`);
  })();
  const row = new RegExp(`^${incident?.to} `);
  const seen = new Map<string, number>();
  let now = { words: "", incident: "", chip: "" };
  const wants = ["state", ...(incident ? ["incident"] : []), ...(chip ? ["chip"] : [])];
  const isOver = (): boolean => {
    const end = toldAt === null ? begun + withinMs : toldAt + LATE_MS;
    return seen.size === wants.length || performance.now() > end;
  };
  do {
    now = await look(page, at, incident?.key ?? "");
    const fits = {
      state: words.test(now.words),
      incident: incident !== undefined && row.test(now.incident) && (incident.words ?? /./).test(now.incident),
      chip: now.chip === chip,
    };
    for (const [name, isThere] of Object.entries(fits))
      if (isThere && wants.includes(name) && !seen.has(name)) seen.set(name, performance.now());
    if (!isOver()) await page.waitForTimeout(LOOK_MS);
  } while (!isOver());
  await asking;
  const since = toldAt ?? begun;
  const times = wants.map((name) => {
    const shownAt = seen.get(name);
    return { name, ms: shownAt === undefined ? null : Math.max(0, Math.round(shownAt - since)) };
  });
  const bound = MOST_MS * Math.min(MOST_CROWDED, crowding());
  const table = times.map(({ name, ms }) => `${name} ${ms === null ? "never" : `${ms} ms`}`).join(", ");
  console.log(`${what}: ${table} of ${bound.toFixed(0)} ms · "${now.words}"`);
  for (const { name, ms } of times)
    expect(ms ?? Number.POSITIVE_INFINITY, `${name} of ${what}: ${JSON.stringify(now)}`).toBeLessThan(bound);
}

/** Opens the dashboard and waits until it hears of what changes. */
export async function openDashboard(page: Page, url = ""): Promise<void> {
  await page.goto(`${url}/dashboard`, { waitUntil: "load" });
  await expect(page.getByTestId("link")).toHaveAttribute("data-kind", "live");
  // The chip asks once the browser has nothing better to do.
  await expect(page.locator("header [popovertarget][data-state]")).not.toHaveAttribute("data-state", "asking");
}

/** Seconds of the countdown on a card; null where it has none. */
export async function countdownOf(page: Page, key: string): Promise<number | null> {
  const text = await page.locator(`[data-testid="model"][data-key="${key}"]`).textContent();
  const [, left] = /asked again in (\d+) s/.exec(text ?? "") ?? [];
  return left === undefined ? null : Number(left);
}
