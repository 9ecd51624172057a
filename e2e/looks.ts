import type { Page } from "@playwright/test";
import { lowTargets, shiftOf, watchShift } from "./layout";
import { expect } from "./screen";

const PHONE = 360;

export interface Look {
  readonly scheme: "light" | "dark";
  readonly width: number;
  readonly name: string;
}

/** Both themes, on a phone and on a desk. */
export const looks: readonly Look[] = (["light", "dark"] as const).flatMap((scheme) =>
  [PHONE, 1280].map((width) => ({ scheme, width, name: `${scheme}, ${width} px` })),
);

/** Shows a page in a look, from its beginning on, and expects that nothing moved meanwhile. */
export async function expectStill(page: Page, { scheme, width }: Look, show: () => Promise<unknown>): Promise<void> {
  await watchShift(page);
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize({ width, height: 900 });
  await show();
  const { shift, what } = await shiftOf(page);
  console.log(`layout shift ${shift.toFixed(4)} at ${width} px`);
  expect(shift, what).toBeLessThan(0.02);
}

/** On a phone what is pressed is as high as a finger needs it. */
export async function expectHighTargets(page: Page, { width }: Look, selector: string): Promise<void> {
  if (width === PHONE) expect(await lowTargets(page, selector)).toEqual([]);
}
