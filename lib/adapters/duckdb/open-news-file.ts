import { randomBytes } from "node:crypto";
import { mkdir, rename, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { NewsIndex } from "../../core/news/create-news-index";
import { newsTables, SCHEMA } from "./news-schema";
import { createNewsSession, type ListParam, type NewsSession } from "./news-session";
import { readIndex } from "./read-index";
import { literal } from "./sql";
import { saysForbidden } from "./to-archive-failure";

/** An archive that is open. */
export interface NewsFile {
  readonly index: NewsIndex;
  /** Where it may not be written to, what is there can be read all the same. */
  readonly readOnly: boolean;
  session(): Promise<NewsSession>;
  /** What waits in the log is put in its place first. */
  close(): Promise<void>;
}

export interface NewsFileOptions {
  readonly path: string;
  readonly threads: number;
  readonly memoryMb: number;
  /** Megabytes of the log after which it is put in its place. */
  readonly logMb: number;
}

/** Rows that are written together: the latest portion is written anew with its neighbours when the log is emptied. */
const ROWS_A_GROUP = 16_384;

// Locks of files are the process's own: it would not keep itself out.
const key = Symbol.for("barometer.news-files");
const shared: typeof globalThis & { [key]?: Set<string> } = globalThis;
shared[key] ??= new Set();
const held = shared[key];

/** Opens an archive, and makes it where there is none. Throws errors of the database and of the disk. */
export async function openNewsFile({ path, ...limits }: NewsFileOptions): Promise<NewsFile> {
  const inMemory = path === ":memory:";
  const file = inMemory ? path : resolve(/* turbopackIgnore: true */ path);
  if (!inMemory) {
    if (held.has(file)) throw new Error("already open in this process");
    held.add(file);
  }
  try {
    if (!inMemory) await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const opened = await open(file, limits);
    return {
      ...opened,
      close: () => opened.close().finally(() => held.delete(file)),
    };
  } catch (cause) {
    held.delete(file);
    throw cause;
  }
}

async function open(file: string, { threads, memoryMb, logMb }: Omit<NewsFileOptions, "path">): Promise<NewsFile> {
  // Loaded here: a server that is never asked for news is spared the library.
  const { BIGINT, BOOLEAN, DuckDBInstance, INTEGER, LIST, VARCHAR } = await import("@duckdb/node-api");
  const types = {
    INTEGER: LIST(INTEGER),
    BIGINT: LIST(BIGINT),
    BOOLEAN: LIST(BOOLEAN),
    VARCHAR: LIST(VARCHAR),
  } satisfies Record<ListParam["of"], unknown>;
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(threads),
    memory_limit: `${memoryMb}MB`,
    checkpoint_threshold: `${logMb}MB`,
    // Nothing is fetched or loaded, and nothing spills to where the program was started.
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
    temp_directory: "",
  });
  const session = async (): Promise<NewsSession> => {
    const connection = await instance.connect();
    await connection.run("USE news");
    return createNewsSession(connection, types);
  };
  try {
    const connection = await instance.connect();
    const readOnly = await attach(connection, file).finally(() => connection.closeSync());
    const first = await session();
    try {
      await (readOnly ? checkTables(first) : makeTables(first));
      return {
        index: await readIndex(first, await readIdentity(first, readOnly)),
        readOnly,
        session,
        async close() {
          try {
            const connection = await instance.connect();
            await connection.run("DETACH news").finally(() => connection.closeSync());
          } catch {
            // The log is there, and is read the next time.
          } finally {
            instance.closeSync();
          }
        },
      };
    } finally {
      first.close();
    }
  } catch (cause) {
    instance.closeSync();
    throw cause;
  }
}

/** Tells whether it can only be read. */
async function attach(connection: DuckDBConnection, file: string): Promise<boolean> {
  try {
    await connection.run(`ATTACH ${literal(file)} AS news (ROW_GROUP_SIZE ${ROWS_A_GROUP})`);
    return false;
  } catch (cause) {
    if (!saysForbidden(cause) || !(await stat(file).catch(() => null))) throw cause;
    await connection.run(`ATTACH ${literal(file)} AS news (READ_ONLY)`);
    return true;
  }
}

async function makeTables(session: NewsSession): Promise<void> {
  await session.rows("BEGIN");
  for (const table of newsTables) await session.rows(table);
  const [about] = await session.rows("SELECT schema FROM about");
  if (about === undefined) await session.rows(`INSERT INTO about VALUES (${SCHEMA})`);
  await checkTables(session);
  await session.rows("INSERT INTO identity SELECT ? WHERE NOT EXISTS (SELECT 1 FROM identity)", [drawIdentity()]);
  await session.rows("COMMIT");
}

/** Files from before there were any, which can only be read, have another one each time. */
async function readIdentity(session: NewsSession, readOnly: boolean): Promise<string> {
  const rows = session.rows("SELECT archive FROM identity");
  const [row] = await (readOnly ? rows.catch(() => []) : rows);
  return row === undefined ? drawIdentity() : String(row[0]);
}

const drawIdentity = (): string => randomBytes(8).toString("hex");

async function checkTables(session: NewsSession): Promise<void> {
  const [about] = await session.rows("SELECT schema FROM about");
  if (about?.[0] !== SCHEMA) throw new Error("its tables are of another version number");
}

/** Moves an archive that cannot be read out of the way, its log with it. Returns the name that it has now. */
export async function setNewsFileAside(path: string, wall: number): Promise<void> {
  const time = new Date(wall).toISOString().replaceAll(/[:.]/g, "-");
  for (const end of ["", ".wal"]) {
    if (await stat(/* turbopackIgnore: true */ `${path}${end}`).catch(() => null))
      await rename(`${path}${end}`, `${path}.damaged-${time}${end}`);
  }
}
