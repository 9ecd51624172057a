import { once } from "node:events";
import { openIncidentLog } from "../../lib/adapters/files/open-incident-log";
import { newIncident } from "../fakes/new-incident";

/** Adds incidents to the log in the folder of its argument until it is killed, and says what it found and what was kept. */
/** So many that the file is written anew every now and then: that is when most is at stake. */
const MOST_AT_ONCE = 300;
const [dir = "", server = ""] = process.argv.slice(2);
console.log("ready");
await once(process.stdin, "data");
const log = await openIncidentLog({
  dir,
  clock: { now: () => performance.now() },
  warn: (...said) => console.log("warned", ...said),
});
const { incidents, total } = await log.list({ limit: 10_000 });
const numbers = incidents.map(({ detail }) => Number(detail.split(" ")[1]));
if (numbers.some((number, index) => index > 0 && number !== (numbers[index - 1] ?? 0) - 1))
  console.log("warned of a gap");
let at = Math.max(0, ...numbers.map((number) => number + 1));
console.log(`found ${at} ${total}`);
for (;;) {
  const count = 1 + Math.floor(Math.random() * MOST_AT_ONCE);
  log.add(
    Array.from({ length: count }, (_, index) => newIncident(at + index, { server, key: `k${(at + index) % 60}` })),
  );
  await log.flush();
  at += count;
  console.log(`kept ${at}`);
}
