import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const STANDALONE = join(ROOT, ".next", "standalone");
/** Written when a build is whole. */
export const BUILD_STAMP = join(ROOT, ".next", "barometer-build");
