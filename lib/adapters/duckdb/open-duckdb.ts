import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** The database, opened when it is first needed. It holds nothing: files are read and written beside it. */
export interface Duckdb {
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

export interface DuckdbOptions {
  readonly threads: number;
  readonly memoryMb: number;
}

export function openDuckdb({ threads, memoryMb }: DuckdbOptions): Duckdb {
  let opening: Promise<DuckDBInstance> | null = null;
  const open = (): Promise<DuckDBInstance> => {
    opening ??= DuckDBInstance.create(":memory:", {
      threads: String(threads),
      memory_limit: `${memoryMb}MB`,
      // Nothing is fetched or loaded, and nothing spills to where the program was started.
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      allow_community_extensions: "false",
      temp_directory: "",
    }).catch((cause: unknown) => {
      opening = null;
      throw cause;
    });
    return opening;
  };
  return {
    async connect() {
      const connection = await (await open()).connect();
      await connection.run("SET TimeZone = 'UTC'");
      return connection;
    },
    close() {
      const closing = opening;
      opening = null;
      void closing?.then((instance) => instance.closeSync()).catch(() => {});
    },
  };
}
