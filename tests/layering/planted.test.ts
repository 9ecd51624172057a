import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const EMPTY = "export const nothing = 0;\n";

/** A small tree of the project's shape: each file imports what it is given, and breaks the rule that it is listed under. */
const planted: readonly { rule: string; file: string; imports: string; target: string }[] = [
  { rule: "contracts-are-a-leaf", file: "lib/contracts/a.ts", imports: "../core/clean", target: "lib/core/clean.ts" },
  { rule: "core-is-pure", file: "lib/core/b.ts", imports: "../services/clean", target: "lib/services/clean.ts" },
  {
    rule: "services-use-core",
    file: "lib/services/c.ts",
    imports: "../adapters/memory/clean",
    target: "lib/adapters/memory/clean.ts",
  },
  {
    rule: "adapters-implement-ports",
    file: "lib/adapters/memory/d.ts",
    imports: "../../services/clean",
    target: "lib/services/clean.ts",
  },
  {
    rule: "browser-implements-ports",
    file: "lib/browser/e.ts",
    imports: "../server/clean",
    target: "lib/server/clean.ts",
  },
  {
    rule: "ui-is-a-leaf",
    file: "components/ui/f.tsx",
    imports: "../blocks/clean",
    target: "components/blocks/clean.tsx",
  },
  {
    rule: "features-are-client-safe",
    file: "components/features/x/g.tsx",
    imports: "../../../lib/services/clean",
    target: "lib/services/clean.ts",
  },
  {
    rule: "no-sibling-features",
    file: "components/features/x/h.tsx",
    imports: "../y/clean",
    target: "components/features/y/clean.tsx",
  },
  {
    rule: "client-never-reaches-server",
    file: "components/features/x/i.tsx",
    imports: "../../../lib/server/clean",
    target: "lib/server/clean.ts",
  },
  {
    rule: "routes-go-through-server",
    file: "app/j.ts",
    imports: "../lib/adapters/memory/clean",
    target: "lib/adapters/memory/clean.ts",
  },
  { rule: "isomorphic-no-node-core", file: "lib/core/k.ts", imports: "node:fs", target: "lib/core/clean.ts" },
  {
    rule: "api-renders-nothing",
    file: "app/api/l.ts",
    imports: "../../components/ui/clean",
    target: "components/ui/clean.tsx",
  },
  {
    rule: "no-sibling-adapters",
    file: "lib/adapters/memory/m.ts",
    imports: "../onnx-node/clean",
    target: "lib/adapters/onnx-node/clean.ts",
  },
  { rule: "e2e-knows-only-contracts", file: "e2e/n.ts", imports: "../lib/core/clean", target: "lib/core/clean.ts" },
  { rule: "no-test-code-in-product", file: "lib/core/o.ts", imports: "../../tests/clean", target: "tests/clean.ts" },
  { rule: "fence:swr", file: "components/features/x/p.tsx", imports: "swr", target: "components/ui/clean.tsx" },
  {
    rule: "fence:rate-limiter-flexible",
    file: "lib/server/q.ts",
    imports: "rate-limiter-flexible",
    target: "lib/server/clean.ts",
  },
];

interface Report {
  summary: { totalCruised: number; violations: { from: string; rule: { name: string; severity: string } }[] };
}

let folder: string;
let report: Report;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "layering-"));
  for (const name of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"])
    cpSync(join(ROOT, name), join(folder, name));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  for (const { file, imports, target } of planted) {
    write(target, EMPTY);
    write(file, `import * as planted from "${imports}";\nexport const use = planted;\n`);
  }
  for (const room of ["scripts"]) write(`${room}/clean.ts`, EMPTY);
  report = await cruise();
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function cruise(): Promise<Report> {
  const bin = join(ROOT, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const args = [
    bin,
    "--config",
    ".dependency-cruiser.cjs",
    "-T",
    "json",
    "app",
    "components",
    "lib",
    "e2e",
    "scripts",
    "tests",
  ];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (_, output) =>
      resolve(JSON.parse(output)),
    );
  });
}

describe("the layering law", () => {
  it.for(planted)("$rule is broken by $file", ({ rule, file }) => {
    const found = report.summary.violations.filter((violation) => violation.from === file);
    expect(found.map((violation) => violation.rule.name)).toContain(rule);
    for (const violation of found) expect(violation.rule.severity).toBe("error");
  });

  it("finds nothing in files that keep it", () => {
    expect(report.summary.totalCruised).toBeGreaterThan(planted.length);
    const guilty = new Set(report.summary.violations.map((violation) => violation.from));
    expect([...guilty].filter((file) => file.includes("clean"))).toEqual([]);
  });
});
