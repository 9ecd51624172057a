import { open } from "node:fs/promises";

/** Sees to it that names in a folder outlast a power cut, where the file system can. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null);
  await folder?.sync().catch(() => {});
  await folder?.close();
}
