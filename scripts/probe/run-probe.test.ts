import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { type Double, type DoubleOptions, startDouble } from "../../tests/hf-double/start-double";
import type { SiteOptions } from "./create-site";
import { runProbe } from "./run-probe";

const open: Double[] = [];
afterEach(async () => {
  for (const double of open.splice(0)) await double.stop();
});

/** A double that plays the real services. */
async function startReal(options: DoubleOptions = {}): Promise<Double> {
  const double = await startDouble(options);
  open.push(double);
  return double;
}

const originsOf = ({ origins: { hub, router, datasets } }: Double) => ({ hub, router, datasets });

async function probe(origins: SiteOptions["origins"] | null, more: Partial<SiteOptions> = {}) {
  let printed = "";
  const code = await runProbe({
    real: origins === null ? null : { origins, token: "hf_user", paceMs: 0, deadlineMs: 2_000, ...more },
    write: (text) => {
      printed += text;
    },
  });
  return { code, printed };
}

describe("the probe", () => {
  it("finds nothing different between two doubles, in at most sixty requests that change nothing", async () => {
    const real = await startReal();
    const { code, printed } = await probe(originsOf(real));
    expect(printed).toMatch(/\d\d questions: \d\d same, 0 differs, 0 unreachable, 0 not asked, 1 not met\n$/);
    expect(code).toBe(0);
    expect(real.requests().length).toBeGreaterThan(30);
    expect(real.requests().length).toBeLessThanOrEqual(60);
    for (const { method, path } of real.requests())
      expect(method === "GET" || (method === "POST" && path.startsWith("/hf-inference/models/"))).toBe(true);
  });

  it("sees other habits", async () => {
    const real = await startReal({
      mapping: "list",
      unservedMapping: "empty",
      unserved: ["ElKulako/cryptobert"],
      lists: "ranking-of-each",
      candles: "csv",
    });
    const { code, printed } = await probe(originsOf(real));
    expect(code).toBe(1);
    for (const words of ["a list", "not served: an empty", "_index.json: no; CSV:"]) expect(printed).toContain(words);
    expect(printed).toMatch(/A list without top_k.* \[2\]\[3\]\{label,score\} .* \[1\]\[2\]\{label,score\}/);
  });

  it("asks the double alone", async () => {
    const { code, printed } = await probe(null);
    expect(code).toBe(0);
    expect(printed).toContain("BEARISH, BULLISH, NEUTRAL: believed");
    expect(printed).toContain("open_time int64, open text");
    expect(printed).toContain("put to the double alone");
  });

  it("says that nothing could be reached, and soon", async () => {
    const gone = await startDouble();
    await gone.stop();
    const startedAt = performance.now();
    const { code, printed } = await probe(originsOf(gone));
    expect(code).toBe(2);
    expect(printed).toContain("None of the services could be reached; is there a way to the internet from here?");
    expect(printed).toContain("ECONNREFUSED");
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it("gives up on services that hang", async () => {
    const real = await startReal();
    real.setFault({ kind: "hang" });
    const { code } = await probe(originsOf(real), { deadlineMs: 150 });
    expect(code).toBe(2);
    expect(real.requests()).toHaveLength(6);
  });

  it("leaves out what needs a token where there is none", async () => {
    const real = await startReal();
    const { code, printed } = await probe(originsOf(real), { token: null });
    expect(code).toBe(0);
    expect(printed).toContain("needs HF_TOKEN");
    expect(real.requests().every(({ headers }) => !/user/.test(headers.authorization ?? ""))).toBe(true);
  });

  it("waits when asked to for a moment, and asks no more when asked to for long", async () => {
    const brief = await startReal();
    brief.setFault({ kind: "rate-limited", retryAfterS: 1, service: "hub", times: 1 });
    expect((await probe(originsOf(brief))).code).toBe(0);

    const long = await startReal();
    long.setFault({ kind: "rate-limited", retryAfterS: 900, service: "hub" });
    const { code, printed } = await probe(originsOf(long));
    expect(code).toBe(0);
    expect(printed).toContain("it wants 900 s of rest");
    expect(long.requests().filter(({ service }) => service === "hub")).toHaveLength(1);
  });

  it("takes a refused token for no answer", async () => {
    const { code, printed } = await probe(originsOf(await startReal()), { token: "hf_poor" });
    expect(printed).toContain("402 application/json");
    expect(code).toBe(1);
  });

  it("never prints the token, sends it nowhere else, and lets no server move the cursor", async () => {
    const token = "hf_veryprivate";
    const heard: string[] = [];
    const elsewhere = createServer((request, response) => {
      heard.push(JSON.stringify(request.headers));
      response.end("x");
    }).listen(0, "127.0.0.1");
    await once(elsewhere, "listening");
    const address = elsewhere.address();
    const port = typeof address === "object" ? address?.port : null;
    try {
      const real = await startReal();
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ error: `no \u001b[2J ${token}` });
      real.setFault({ kind: "redirect", path: "/datasets/**", location: `http://127.0.0.1:${port}/file` });
      real.setFault({ kind: "reply", status: 400, path: "/hf-inference/**", headers, body });
      const { code, printed } = await probe(originsOf(real), { token });
      expect(code).toBe(1);
      for (const words of ["no  [2J ", 'hf_***"']) expect(printed).toContain(words);
      expect(printed).not.toContain("\u001b");
      expect(printed).not.toContain("veryprivate");
      expect(heard.length).toBeGreaterThan(0);
      expect(heard.join()).not.toMatch(/authorization|veryprivate/i);
      for (const { service, headers } of real.requests())
        if (service === "datasets") expect(headers).not.toHaveProperty("authorization");
    } finally {
      elsewhere.closeAllConnections();
      elsewhere.close();
    }
  });
});
