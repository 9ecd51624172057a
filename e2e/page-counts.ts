import { expect, type Page } from "@playwright/test";

/** A table of a live chart, as its columns added up; times and gaps are left out. */
export async function tableSums(page: Page, id: string): Promise<Readonly<Record<string, number>>> {
  const panel = page.getByTestId(`live-${id}`);
  // What draws comes after the first paint.
  await expect(panel).toBeVisible();
  const toTable = panel.getByRole("button", { name: /^As a table/ });
  if ((await toTable.count()) > 0) await toTable.click();
  await expect(panel.locator("table")).toBeVisible();
  return panel.locator("table").evaluate((table) => {
    const heads = [...table.querySelectorAll("thead th")].slice(1).map((cell) => cell.textContent ?? "");
    const sums: Record<string, number> = Object.fromEntries(heads.map((head) => [head, 0]));
    for (const row of table.querySelectorAll("tbody tr")) {
      for (const [nth, cell] of [...row.querySelectorAll("td:not([colspan])")].entries()) {
        const value = Number((cell.textContent ?? "").replace(/[,%]/g, ""));
        const head = heads[nth];
        if (head !== undefined && Number.isFinite(value)) sums[head] = (sums[head] ?? 0) + value;
      }
    }
    return sums;
  });
}

/** What each model card says, by key: "306 answered, 0 failed". */
export const cardCounts = (page: Page): Promise<Readonly<Record<string, string>>> =>
  page.getByTestId("model").evaluateAll((cards) =>
    Object.fromEntries(
      cards.map((card) => {
        const said = [...card.querySelectorAll("p")].find((line) => line.textContent?.includes(" answered, "));
        return [card.getAttribute("data-key") ?? "", (said?.textContent ?? "").replace(/(?<=\d),(?=\d)/g, "")];
      }),
    ),
  );

/** Rows of the incident list by part and state, after all older ones were asked for; newest first. */
export async function incidentRows(page: Page): Promise<readonly string[]> {
  const room = page.getByTestId("incidents");
  const older = room.getByRole("button", { name: "Older" });
  const rows = page.getByTestId("incident");
  for (let steps = 0; steps < 20 && (await older.count()) > 0; steps += 1) {
    const before = await rows.count();
    await older.click();
    await expect.poll(async () => (await rows.count()) > before || (await older.count()) === 0).toBe(true);
  }
  return rows.evaluateAll((all) => all.map((row) => `${row.getAttribute("data-key")}/${row.getAttribute("data-to")}`));
}
