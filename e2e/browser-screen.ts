import type { Page } from "@playwright/test";
import { analyse, expect, field } from "./screen";

/** The weights of the model that runs in the browser. */
export const WEIGHTS = "**/onnx/model_quantized.onnx*";

export const modelLine = (page: Page) => page.getByTestId("browser-model");
export const engineLine = (page: Page) => page.getByTestId("engine");
export const runHere = (page: Page) => page.getByLabel("Run in my browser");
export const fromBrowser = (page: Page) => expect(page.locator('[data-source="browser"]')).toBeVisible();
export const consent = (page: Page) => page.getByRole("dialog", { name: "Load the model into this browser?" });
export const hasState = (page: Page, state: string) =>
  expect(modelLine(page)).toHaveAttribute("data-state", state, { timeout: 20_000 });

/** Holds the weights of the model back until it is called. */
export async function holdWeights(page: Page): Promise<() => void> {
  let go = (): void => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route(WEIGHTS, async (route) => {
    await held;
    // Who has left meanwhile is not served.
    await route.continue().catch(() => {});
  });
  return go;
}

/** Turns the switch on and says yes. */
export async function loadModel(page: Page): Promise<void> {
  await runHere(page).check();
  await consent(page).getByRole("button", { name: "Load it" }).click();
  await hasState(page, "ready");
}

/** Turns the switch on and stays with the lexical reader. */
export async function declineModel(page: Page): Promise<void> {
  await runHere(page).check();
  await consent(page).getByRole("button", { name: "Not now" }).click();
}

export async function readHere(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await analyse(page).click();
  await fromBrowser(page);
  await expect(page.getByTestId("highlighted")).toHaveText(text);
}

/** The verdict as the page has it, from its details. */
export const readVerdict = async (page: Page): Promise<Spoken> =>
  JSON.parse((await page.locator("details pre").last().textContent()) ?? "null");

export interface Spoken {
  readonly label: string;
  readonly engine: string;
  readonly scores: Readonly<Record<string, number>>;
  readonly confidence: number;
  readonly calibrated: boolean;
  readonly abstained: boolean;
  readonly reasons: readonly { readonly start: number; readonly end: number; readonly weight: number }[];
  readonly degraded: readonly { readonly tier: string; readonly code: string; readonly detail: string }[];
}
