import { describe, expect, it } from "vitest";
import { saysClosed, saysDamaged, toArchiveFailure } from "./to-archive-failure";

const folder = "/srv/metadata corrupt/checksum's serialized/closed FATAL";

describe("errors of the archive", () => {
  it.each([
    ["another process holds it", `IO Error: Could not set lock on file "${folder}/a.duckdb": Conflicting lock is held`],
    [
      "its holder has a telling name",
      'IO Error: Could not set lock on file "/a.duckdb": Conflicting lock is held in /opt/metadata/corrupt (PID 7)',
    ],
    [
      "memory ran out over its log",
      `Failure while replaying WAL file "${folder}/a.duckdb.wal": Out of Memory Error: could not allocate block of size 256.0 KiB (15.2 MiB/16.0 MiB used)`,
    ],
    ["no block could be had", "INTERNAL Error: could not allocate block of size 256.0 KiB"],
    [
      "the disk is full",
      `Failure while replaying WAL file "${folder}/a.duckdb.wal": Could not write file "${folder}/a": No space left on device`,
    ],
    ["it may not be read", `IO Error: Cannot open file "${folder}/a.duckdb": Permission denied`],
    ["it cannot be found", `IO Error: Cannot open file "${folder}/a.duckdb": Input/output error`],
  ])("%s: nothing is damaged", (_, message) => {
    expect(saysDamaged(new Error(message))).toBe(false);
  });

  it.each([
    `IO Error: The file "${folder}/a.duckdb" exists, but it is not a valid DuckDB database file!`,
    'IO Error: Corrupt database file: computed checksum 1 does not match stored checksum 2 in block at location 3 (file "/a/b")',
    'Failure while replaying WAL file "/no space left/a.duckdb.wal": Serialization Error: Failed to deserialize',
    'Serialization Error: Failed to deserialize: expected end of object, in "/Out of Memory/a.duckdb"',
    "INTERNAL Error: Attempted to access index 7 within vector of size 3",
  ])("%s is damage", (message) => {
    expect(saysDamaged(new Error(message))).toBe(true);
  });

  it("asks for no opening anew because of what a folder is called", () => {
    expect(saysClosed(new Error(`IO Error: Cannot open file "${folder}/a.duckdb": Input/output error`))).toBe(false);
    expect(saysClosed(new Error('FATAL Error: Failed: database has been invalidated ("/a/b")'))).toBe(true);
    const lost = Object.assign(new Error(`ENOENT: no such file or directory, mkdir '${folder}'`), { code: "ENOENT" });
    expect([saysDamaged(lost), saysClosed(lost)]).toEqual([false, false]);
    expect(toArchiveFailure(lost).detail).toBe("the archive of news cannot be read or written");
  });
});
