#!/usr/bin/env node
// Starts the training with the first Python that has torch and onnx. Debian's packages are for its own Python, which
// is not always the first on the path.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const candidates = [process.env.BAROMETER_PYTHON, "/usr/bin/python3", "python3"].filter((name) => name !== undefined);
const python = candidates.find((name) => spawnSync(name, ["-c", "import torch, onnx, numpy"]).status === 0);
if (python === undefined) {
  console.error(
    "No Python with torch, onnx and numpy was found. On Debian: apt-get install python3-torch python3-onnx python3-numpy libopenblas0-pthread; or name one in BAROMETER_PYTHON.",
  );
  process.exit(1);
}
// One thread a member: two members learn side by side, and more threads would only get in each other's way.
const { status } = spawnSync(python, [join(import.meta.dirname, "build_model.py"), ...process.argv.slice(2)], {
  stdio: "inherit",
  env: {
    ...process.env,
    OMP_NUM_THREADS: "1",
    PYTHONWARNINGS: "ignore",
    PYTHONHASHSEED: "0",
    PYTHONDONTWRITEBYTECODE: "1",
  },
});
process.exit(status ?? 1);
