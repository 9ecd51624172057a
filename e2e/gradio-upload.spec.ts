import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { handle_file } from "@gradio/client";
import { expect, test } from "@playwright/test";
import { sentimentBulk } from "../lib/contracts/functions/sentiment-bulk";
import { connect, LEAN } from "./gradio-client";
import { type Server, startServer } from "./server";

const TEXTS = [
  "Ether jumps 8% as spot funds take in record inflows",
  'Lender says "no more", files for bankruptcy',
  "Fed minutes due",
];
const CSV = ["id,headline", ...TEXTS.map((text, at) => `${at},"${text.replaceAll('"', '""')}"`)].join("\r\n");

let server: Server;
test.beforeAll(async () => {
  test.setTimeout(90_000);
  server = await startServer(LEAN);
});
test.afterAll(() => server.stop());

test("a file of texts, by its path and from memory, is read as the list of them is", async () => {
  const folder = mkdtempSync(join(tmpdir(), "barometer-upload-"));
  const path = join(folder, "headlines.csv");
  writeFileSync(path, CSV);
  const client = await connect(server.url);
  const ask = async (texts: unknown) => {
    const { data } = await client.predict(`/${sentimentBulk.name}`, { texts });
    return sentimentBulk.output.parse(Array.isArray(data) && data[0]).results;
  };
  const listed = await ask(TEXTS);
  expect(listed).toHaveLength(TEXTS.length);
  expect(await ask(handle_file(path))).toEqual(listed);
  expect(await ask(handle_file(new File([CSV], "headlines.csv")))).toEqual(listed);
  client.close();
  rmSync(folder, { recursive: true, force: true });
});
