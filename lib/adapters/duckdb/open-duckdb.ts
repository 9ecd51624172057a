import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

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
  // Loaded here: a server that is never asked for prices is spared the library.
  const create = async (): Promise<DuckDBInstance> => {
    const { DuckDBInstance: Instance } = await import("@duckdb/node-api");
    return Instance.create(":memory:", {
      threads: String(threads),
      memory_limit: `${memoryMb}MB`,
      // Nothing is fetched or loaded, and nothing spills to where the program was started.
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      allow_community_extensions: "false",
      temp_directory: "",
      // It tells a file that was replaced by its time, which two writes within a moment share.
      enable_external_file_cache: "false",
    });
  };
  const open = (): Promise<DuckDBInstance> => {
    opening ??= create().catch((cause: unknown) => {
      opening = null;
      throw cause;
    });
    return opening;
  };
  return {
    async connect() {
      return (await open()).connect();
    },
    close() {
      const closing = opening;
      opening = null;
      void closing?.then((instance) => instance.closeSync()).catch(() => {});
    },
  };
}
