import type { Page } from "@playwright/test";
import type { Double } from "./double";
import type { Watch } from "./screen";

/** The double stands in for the Hub, which sends large files to the browser from elsewhere. */
export async function serveHub(page: Page, { env }: Double, watch: Watch): Promise<void> {
  watch.allow(/asked https:\/\/huggingface\.co/);
  await page.route("https://huggingface.co/**", async (route) => {
    const { pathname } = new URL(route.request().url());
    const answer = await fetch(`${env.HF_HUB_ORIGIN}${pathname}`);
    await route.fulfill({
      status: answer.status,
      headers: { "access-control-allow-origin": "*" },
      body: Buffer.from(await answer.arrayBuffer()),
    });
  });
}
