// The inspector's command line lists and calls every tool: `npm run check:inspector`. It comes by npx, since it brings a hundred packages.
// Ends with 1 unless each tool was listed, called and answered, with 3 where it cannot be had and nothing was checked.
// `npm run check:inspector -- https://host/gradio_api/mcp/` asks a server that runs.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { functions } from "../lib/contracts/functions";
import { openGradio } from "../tests/gradio/open-gradio";

const INSPECTOR = "@modelcontextprotocol/inspector@2.12.0";
const FETCH_MS = 300_000;
const CALL_MS = 60_000;

const run = promisify(execFile);

interface Listed {
  readonly tools: readonly { readonly name: string }[];
}
interface Called {
  readonly isError?: boolean;
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  readonly content: readonly { readonly text?: string }[];
}

/** Path of the inspector; null where it cannot be had. */
async function findInspector(): Promise<string | null> {
  try {
    const args = ["-y", "-p", INSPECTOR, "-c", "command -v mcp-inspector"];
    const { stdout } = await run("npx", args, { timeout: FETCH_MS });
    return stdout.trim() || null;
  } catch (error) {
    console.log(String(error).split("\n", 1)[0]);
    return null;
  }
}

const inspector = await findInspector();
if (inspector === null) {
  console.log(`NOTHING WAS CHECKED: ${INSPECTOR} could not be had by npx.`);
  process.exit(3);
}
const [given] = process.argv.slice(2);
const app = given === undefined ? await openGradio() : null;
const url = given ?? `${app?.url}/gradio_api/mcp/`;

async function ask<T>(method: string, ...more: readonly string[]): Promise<T> {
  const args = [String(inspector), "--cli", url, "--transport", "http", "--method", method, ...more];
  const { stdout } = await run(process.execPath, args, { timeout: CALL_MS, maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout) as T;
}

const call = (name: string, input: object): Promise<Called> =>
  ask("tools/call", "--tool-name", name, "--tool-args-json", JSON.stringify(input));

/** What an example names is made up; here it must be there. */
async function inputOf(name: string, example: object): Promise<object> {
  if (!("id" in example)) return example;
  if (name === "news_story") {
    const { structuredContent } = await call("news", { limit: 1 });
    const [item] = (structuredContent?.items ?? []) as readonly { readonly id: string }[];
    return { id: item?.id };
  }
  const { structuredContent } = await call("job_create", { texts: ["Prices climb", "Exchange halts withdrawals"] });
  return { ...example, id: structuredContent?.id };
}

const { tools } = await ask<Listed>("tools/list");
const missing = functions.filter(({ name }) => !tools.some((tool) => tool.name === name));
console.log(`${INSPECTOR} on Node ${process.version}, tools/list: ${tools.length} tools`);
let failed = missing.length;
for (const { name, examples } of functions) {
  const began = performance.now();
  const words = await inputOf(name, examples[0]?.input ?? {})
    .then((input) => call(name, input))
    .then(
      ({ isError, structuredContent, content }) =>
        isError || structuredContent === undefined ? `failed: ${content[0]?.text}` : "answered",
      (error: unknown) => `failed: ${String(error).slice(0, 400)} ${String(Object(error).stdout).slice(0, 400)}`,
    );
  if (words !== "answered") failed += 1;
  console.log(`tools/call ${name}: ${words} (${Math.round(performance.now() - began)} ms)`);
}
await app?.close();
console.log(failed === 0 ? `Every tool of ${functions.length} was listed and called.` : `${failed} failed.`);
process.exit(failed === 0 ? 0 : 1);
