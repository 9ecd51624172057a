import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const STANDALONE = join(ROOT, ".next", "standalone");
/** Written when a build is whole. */
export const BUILD_STAMP = join(ROOT, ".next", "barometer-build");

/** What a build depends on beside the sources: the settings that are read while building. */
export const stampText = () => `SITE_URL=${process.env.SITE_URL ?? ""}\n`;
