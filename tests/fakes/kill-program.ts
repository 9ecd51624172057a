import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll } from "vitest";

const root = join(import.meta.dirname, "../..");

/**
 * A program of its own, to be killed: made once for a file of tests, and run as often as it is started. What still runs after a test ends
 * with it. `entry`: the path of its source.
 */
export function killProgram(entry: string) {
  const program = join(root, "node_modules/.cache/killed", `${basename(entry, ".ts")}-${process.pid}.mjs`);
  const children: ChildProcess[] = [];
  // Made once: to read it anew for each child would take more than all else.
  beforeAll(async () => {
    await build({
      entryPoints: [entry],
      outfile: program,
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
    });
  });
  afterAll(() => rmSync(program, { force: true }));
  afterEach(async () => {
    for (const child of children.splice(0)) await end(child);
  });

  async function end(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }

  return {
    end,
    /** A process that waits for a word to begin, with what it says. */
    start(...args: readonly string[]) {
      const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
      children.push(child);
      const said: string[] = [];
      const live = { ended: false, tell: (): void => undefined };
      const lines = createInterface({ input: child.stdout });
      lines.on("line", (line) => {
        said.push(line);
        live.tell();
      });
      const drained = once(lines, "close").then(() => {
        live.ended = true;
        live.tell();
      });
      /** Waits until it has said so many lines that begin with a word. */
      const until = async (word: string, times = 1): Promise<void> => {
        while (said.filter((line) => line.startsWith(word)).length < times) {
          if (live.ended) throw new Error(`it ended: ${said.join("; ")}`);
          await new Promise<void>((resolve) => {
            live.tell = resolve;
          });
        }
      };
      return { child, said, until, drained };
    },
  };
}
