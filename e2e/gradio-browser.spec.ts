import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "@playwright/test";
import { build } from "esbuild";
import { LEAN, TRIVIAL } from "./gradio-client";
import { type Server, startServer } from "./server";

/** The client as a page loads it: one script, which leaves it under a name. */
let script = "";
let server: Server;
let other: HttpServer;
let otherUrl = "";

test.beforeAll(async () => {
  test.setTimeout(90_000);
  const made = await build({
    stdin: {
      contents: 'import { Client } from "@gradio/client"; window.GradioClient = Client;',
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    logLevel: "error",
  });
  script = made.outputFiles[0]?.text ?? "";
  server = await startServer(LEAN);
  other = createServer((request, response) => {
    const isScript = request.url === "/client.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? script : '<!doctype html><title>Another page</title><script src="/client.js"></script>');
  });
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  otherUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
});
test.afterAll(async () => {
  await server.stop();
  other.closeAllConnections();
  await new Promise((done) => other.close(done));
});

/** Connects from inside the page, and predicts several times. Gives the labels. */
const predictInside = (page: Page): Promise<string[]> =>
  page.evaluate(
    async ({ url, path, input }) => {
      const client = await Reflect.get(window, "GradioClient").connect(url);
      const labels: string[] = [];
      for (const given of [input, [input.text], input]) labels.push((await client.predict(path, given)).data[0].label);
      // One that is closed while its stream is open writes that down as an error; the server ends the stream a moment after the last call.
      for (let nth = 0; nth < 100 && client.stream_status.open; nth += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
      client.close();
      return labels;
    },
    { url: server.url, ...TRIVIAL },
  );

function watchErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return errors;
}

test("a page of another origin connects and predicts", async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto(otherUrl);
  expect(new URL(page.url()).origin).not.toBe(new URL(server.url).origin);
  expect(await predictInside(page)).toEqual(["bullish", "bullish", "bullish"]);
  expect(errors).toEqual([]);
});

test("a page of ours does, under its own content security policy", async ({ page }) => {
  const answer = await page.goto(`${server.url}/models`);
  expect(answer?.headers()["content-security-policy"]).toContain("connect-src 'self'");
  const errors = watchErrors(page);
  await page.addScriptTag({ content: script });
  expect(await predictInside(page)).toEqual(["bullish", "bullish", "bullish"]);
  expect(errors).toEqual([]);
});
