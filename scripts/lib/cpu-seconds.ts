import { readFileSync } from "node:fs";

/** Clock ticks a second in /proc, on every Linux that Node runs on. */
const TICKS = 100;

/** Processor seconds of a process so far, its threads included. Linux only. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  // utime and stime, counted from the state on.
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}
