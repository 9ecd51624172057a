import { setImmediate } from "node:timers/promises";
import type { DuckDBConnection, DuckDBListType, DuckDBPreparedStatement, DuckDBValue } from "@duckdb/node-api";

/** A number is an INTEGER, a bigint a BIGINT: a statement is planned once for the types that it is given. */
export type Param = number | bigint | string | boolean | null | ListParam;

export interface ListParam {
  readonly of: "INTEGER" | "BIGINT" | "VARCHAR" | "BOOLEAN";
  readonly values: readonly DuckDBValue[];
}

/** A connection with its statements, planned once each. One caller at a time. */
export interface NewsSession {
  rows(sql: string, params?: readonly Param[]): Promise<DuckDBValue[][]>;
  interrupt(): void;
  close(): void;
}

const MOST_STATEMENTS = 64;
/** Rows between two turns of the event loop. */
const ROWS_A_TURN = 4_096;

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
  return {
    async rows(sql, params = []) {
      const statement = await plan(sql);
      for (const [index, value] of params.entries()) bind(statement, index + 1, value);
      const result = await statement.run();
      const rows: DuckDBValue[][] = [];
      for (let turn = ROWS_A_TURN; ; ) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return rows;
        for (const row of chunk.getRows()) rows.push(row);
        if (rows.length < turn) continue;
        turn += ROWS_A_TURN;
        await setImmediate();
      }
    },
    interrupt: () => connection.interrupt(),
    close() {
      for (const statement of planned.values()) statement.destroySync();
      planned.clear();
      connection.closeSync();
    },
  };
}
