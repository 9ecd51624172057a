#!/usr/bin/env node
// Puts the runtime of ONNX where the app serves it itself: public/ort/<version>, as it is and packed. Nothing is asked of another origin.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT } from "./lib/paths.mjs";

const NAME = "ort-wasm-simd-threaded";
const from = join(ROOT, "node_modules", "onnxruntime-web");
const { version } = JSON.parse(readFileSync(join(from, "package.json"), "utf8"));
const room = join(ROOT, "public", "ort");
const to = join(room, version);

mkdirSync(room, { recursive: true });
for (const old of readdirSync(room)) if (old !== version) rmSync(join(room, old), { recursive: true });
// A folder that is there is whole: it is made beside its place and then moved.
if (!existsSync(to)) {
  const making = `${to}.making`;
  mkdirSync(making, { recursive: true });
  writeFileSync(join(making, `${NAME}.mjs`), readFileSync(join(from, "dist", `${NAME}.mjs`)));
  const wasm = readFileSync(join(from, "dist", `${NAME}.wasm`));
  writeFileSync(join(making, `${NAME}.wasm`), wasm);
  writeFileSync(join(making, `${NAME}.wasm.gz`), gzipSync(wasm, { level: 9 }));
  renameSync(making, to);
}
