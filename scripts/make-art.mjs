#!/usr/bin/env node
// Draws the icons and the social card from the pages in scripts/art. Run it after a change there and commit what it writes.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";
import { ROOT } from "./lib/paths.mjs";
import { setupBrowser } from "./setup-browser.mjs";

const pictures = [
  { page: "icon.html", width: 180, height: 180, to: "app/apple-icon.png" },
  { page: "icon.html", width: 192, height: 192, to: "public/icons/icon-192.png" },
  { page: "icon.html", width: 512, height: 512, to: "public/icons/icon-512.png" },
  { page: "card.html", width: 1200, height: 630, to: "app/opengraph-image.png" },
];

const browser = await chromium.launch({
  executablePath: setupBrowser(),
  args: ["--headless=new", "--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();

async function draw(name, width, height, transparent = false) {
  await page.setViewportSize({ width, height });
  await page.goto(pathToFileURL(join(ROOT, "scripts", "art", name)).href);
  await page.evaluate(() => document.fonts.ready);
  return page.screenshot({ omitBackground: transparent });
}

for (const { page: name, width, height, to } of pictures)
  writeFileSync(join(ROOT, to), await draw(name, width, height));
writeFileSync(join(ROOT, "app", "favicon.ico"), toIco(await draw("favicon.html", 32, 32, true), 32));
await browser.close();

/** An icon file that holds one PNG: a header of 6 bytes, an entry of 16, the picture. */
function toIco(png, size) {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(size, 6);
  head.writeUInt8(size, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(22, 18);
  return Buffer.concat([head, png]);
}
