import { setImmediate } from "node:timers/promises";
import type { DuckDBConnection, DuckDBListType, DuckDBPreparedStatement, DuckDBValue } from "@duckdb/node-api";

/** A number is an INTEGER, a bigint a BIGINT: a statement is planned once for the types that it is given. */
type Param = number | bigint | string | boolean | null | ListParam;

export interface ListParam {
  readonly of: "INTEGER" | "BIGINT" | "VARCHAR" | "BOOLEAN";
  readonly values: readonly DuckDBValue[];
}

/** A connection with its statements, planned once each. One caller at a time. */
export interface NewsSession {
  rows(sql: string, params?: readonly Param[]): Promise<DuckDBValue[][]>;
  /** The same a chunk (2,048 rows at the most) at a time, with a way to its cells. */
  chunks(
    sql: string,
    params: readonly Param[],
    see: (rows: number, cell: (column: number, row: number) => DuckDBValue, columns: number) => void,
  ): Promise<void>;
  interrupt(): void;
  close(): void;
}

const MOST_STATEMENTS = 64;
/** Chunks between two turns of the event loop. */
const CHUNKS_A_TURN = 4;

export function createNewsSession(
  connection: DuckDBConnection,
  types: Readonly<Record<ListParam["of"], DuckDBListType>>,
): NewsSession {
  const planned = new Map<string, DuckDBPreparedStatement>();
  const plan = async (sql: string): Promise<DuckDBPreparedStatement> => {
    const known = planned.get(sql);
    if (known) {
      planned.delete(sql);
      planned.set(sql, known);
      return known;
    }
    const statement = await connection.prepare(sql);
    planned.set(sql, statement);
    const [oldest] = planned.keys();
    if (planned.size > MOST_STATEMENTS && oldest !== undefined) {
      planned.get(oldest)?.destroySync();
      planned.delete(oldest);
    }
    return statement;
  };
  const bind = (statement: DuckDBPreparedStatement, at: number, value: Param): void => {
    if (value === null) statement.bindNull(at);
    else if (typeof value === "number") statement.bindInteger(at, value);
    else if (typeof value === "bigint") statement.bindBigInt(at, value);
    else if (typeof value === "string") statement.bindVarchar(at, value);
    else if (typeof value === "boolean") statement.bindBoolean(at, value);
    else statement.bindList(at, value.values, types[value.of]);
  };
  const chunks: NewsSession["chunks"] = async (sql, params, see) => {
    const statement = await plan(sql);
    for (const [index, value] of params.entries()) bind(statement, index + 1, value);
    const result = await statement.run();
    for (let turn = 1; ; turn += 1) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      const columns = Array.from({ length: chunk.columnCount }, (_, at) => chunk.getColumnVector(at));
      see(chunk.rowCount, (column, row) => columns[column]?.getItem(row) ?? null, columns.length);
      if (turn % CHUNKS_A_TURN === 0) await setImmediate();
    }
  };
  return {
    chunks,
    async rows(sql, params = []) {
      const rows: DuckDBValue[][] = [];
      await chunks(sql, params, (count, cell, columns) => {
        for (let row = 0; row < count; row += 1) rows.push(Array.from({ length: columns }, (_, at) => cell(at, row)));
      });
      return rows;
    },
    interrupt: () => connection.interrupt(),
    close() {
      for (const statement of planned.values()) statement.destroySync();
      planned.clear();
      connection.closeSync();
    },
  };
}
