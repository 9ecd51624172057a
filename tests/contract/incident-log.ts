import { describe, expect, it } from "vitest";
import { incidentSchema } from "@/lib/contracts/parts";
import type { IncidentLog } from "@/lib/core/incidents/incident-log";
import { newIncident } from "../fakes/new-incident";

/** What every log of incidents does, wherever it is kept. `open` gives a log over the same place again, as a new start has it. */
export function incidentLogContract(
  name: string,
  place: () => Promise<(server: string) => Promise<IncidentLog>>,
  keptIn: "disk" | "redis",
): void {
  describe(name, () => {
    const all = async (log: IncidentLog) => (await log.list({ limit: 10_000 })).incidents;

    it("keeps what it is told over a restart, in order, each once, and goes on with later ids", async () => {
      const open = await place();
      const first = await open("aaaaaaaa");
      first.add([newIncident(1, { server: "aaaaaaaa" }), newIncident(2, { server: "aaaaaaaa", kind: "source" })]);
      first.add([newIncident(3, { server: "aaaaaaaa", detail: 'quotes " and \n lines \u2028 and 🐂' })]);
      const before = await all(first);
      expect(before).toHaveLength(3);
      for (const row of before) expect(incidentSchema.safeParse(row).success).toBe(true);
      await first.close();
      const second = await open("bbbbbbbb");
      await second.flush();
      expect(await all(second)).toEqual(before);
      expect(second.keptIn()).toBe(keptIn);
      // By a clock that was set back since.
      second.add([newIncident(-9_000_000, { server: "bbbbbbbb" })]);
      expect((await all(second)).map(({ server }) => server)).toEqual(["bbbbbbbb", "aaaaaaaa", "aaaaaaaa", "aaaaaaaa"]);
      await second.flush();
      await second.close();
      const third = await open("cccccccc");
      await third.flush();
      expect(await all(third)).toHaveLength(4);
      await third.close();
    });

    it("tells those that listen, until they stop", async () => {
      const log = await (await place())("aaaaaaaa");
      const heard: string[] = [];
      const stop = log.subscribe((rows) => heard.push(...rows.map(({ detail }) => detail)));
      log.add([newIncident(1), newIncident(2)]);
      log.add([]);
      stop();
      log.add([newIncident(3)]);
      expect(heard).toEqual(["words 1", "words 2"]);
      await log.close();
    });

    it("bears who throws while being told, keeps what it was told, and tells the others", async () => {
      const log = await (await place())("aaaaaaaa");
      const heard: string[] = [];
      log.subscribe(() => {
        throw new Error("a listener of no use");
      });
      log.subscribe((rows) => heard.push(...rows.map(({ detail }) => detail)));
      log.add([newIncident(1)]);
      await log.flush();
      expect(heard).toEqual(["words 1"]);
      expect(await all(log)).toHaveLength(1);
      await log.close();
    });

    it("cuts what is too long, and keeps it", async () => {
      const open = await place();
      const log = await open("aaaaaaaa");
      log.add([newIncident(1, { key: "k".repeat(900), name: "n".repeat(900), detail: `${"🐻".repeat(400)}` })]);
      await log.close();
      const again = await open("bbbbbbbb");
      await again.flush();
      const [row] = await all(again);
      expect([row?.key.length, row?.name.length, row?.detail.length]).toEqual([200, 200, 500]);
      await again.close();
    });

    it("is bounded in all and for each part, over a restart too", { timeout: 60_000 }, async () => {
      const open = await place();
      const log = await open("aaaaaaaa");
      log.add([newIncident(0, { key: "calm" })]);
      for (let at = 1; at <= 1_000; at += 1) log.add([newIncident(at, { key: "flaps" })]);
      await log.flush();
      const many = Array.from({ length: 4_900 }, (_, index) => newIncident(2_000 + index, { key: `k${index % 60}` }));
      for (let at = 0; at < many.length; at += 100) log.add(many.slice(at, at + 100));
      const kept = await all(log);
      expect(kept).toHaveLength(5_000);
      expect(kept.filter(({ key }) => key === "flaps")).toHaveLength(100);
      await log.flush();
      await log.close();
      const again = await open("bbbbbbbb");
      await again.flush();
      expect(await all(again)).toEqual(kept);
      await again.close();
    });
  });
}
