import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { type Double, startDouble } from "./double";
import { test as base } from "./screen";
import { startServer } from "./server";

interface Remote {
  /** Settings of the server beyond those that point it at the double. */
  readonly settings: Readonly<Record<string, string>>;
}

/** A page on a server of its own that asks the double. Each test starts with models that nobody has asked. */
export const test = base.extend<Remote, { double: Double }>({
  double: [
    // biome-ignore lint/correctness/noEmptyPattern: the form that the runner asks for
    async ({}, use) => {
      const double = await startDouble();
      await use(double);
      await double.stop();
    },
    { scope: "worker" },
  ],
  settings: [{ HF_TOKEN: "hf_user" }, { option: true }],
  baseURL: async ({ double, settings }, use) => {
    await double.reset();
    const folder = await mkdtemp(join(tmpdir(), "barometer-data-"));
    const server = await startServer({
      ...double.env,
      HF_REQUESTS_PER_MINUTE: "100000",
      RATE_LIMIT_PER_MINUTE: "100000",
      LOG_LEVEL: "silent",
      // What is looked at is the remote tier; the embedded one would answer behind it.
      EMBEDDED_MODEL: "off",
      DATA_DIR: folder,
      ...settings,
    });
    await use(server.url);
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  },
});

export const engine = (page: Page) => page.getByLabel("Engine");
export const engineLine = (page: Page) => page.getByTestId("engine");
export const degraded = (page: Page) => page.getByTestId("degraded");
export const models = (page: Page) => page.getByRole("region", { name: "Models" });

/** The engines of the server are listed; the select is there before. */
export const listed = (page: Page) =>
  engine(page).locator("optgroup[label='Hugging Face API'] option").first().waitFor({ state: "attached" });

/** Where the double answers for a model. */
export const pathOf = (id: string): string => `/hf-inference/models/${id}`;
