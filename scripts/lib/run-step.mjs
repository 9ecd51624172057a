import { spawn } from "node:child_process";
import { ROOT } from "./paths.mjs";

/** Runs one command to its end and says how it went; its output is kept and printed only when it failed. */
export function runStep(name, command, args, { quiet = true, env = {} } = {}) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: quiet ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    });
    const output = [];
    child.stdout?.on("data", (chunk) => output.push(chunk));
    child.stderr?.on("data", (chunk) => output.push(chunk));
    child.on("error", (error) => output.push(Buffer.from(`${error.message}\n`)));
    child.on("close", (code) => {
      const passed = code === 0;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${passed ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
      if (!passed) process.stdout.write(Buffer.concat(output));
      resolve({ name, passed });
    });
  });
}
