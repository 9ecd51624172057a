import { encodeThrift, i32, i64, list, struct, type Thrift, text } from "./thrift";

export type Column = { readonly name: string; readonly group?: string } & (
  | { readonly type: "int64" | "double" | "timestamp"; readonly values: readonly number[] }
  | { readonly type: "text"; readonly values: readonly string[] }
);

const PHYSICAL = { int64: 2, timestamp: 2, double: 5, text: 6 } as const;
const CONVERTED = { int64: undefined, timestamp: 9, double: undefined, text: 0 } as const;
const MAGIC = Buffer.from("PAR1");

/**
 * Writes a small parquet file: required columns, plain encoding, no compression, some rows in each row group. Columns
 * next to each other with the same `group` become one struct. Timestamps are milliseconds.
 */
export function writeParquet(columns: readonly Column[], { rowsPerGroup }: { readonly rowsPerGroup: number }): Buffer {
  const rows = columns[0]?.values.length ?? 0;
  const parts: Buffer[] = [MAGIC];
  let offset = MAGIC.length;
  const groups: Thrift[] = [];
  for (let start = 0; start < rows; start += rowsPerGroup) {
    const end = Math.min(rows, start + rowsPerGroup);
    const groupStart = offset;
    const chunks = columns.map((column) => {
      const page = encodePage(column, start, end);
      const chunk = describeChunk(column, start, end, page.length, offset);
      parts.push(page);
      offset += page.length;
      return chunk;
    });
    groups.push(struct({ 1: list(12, chunks), 2: i64(offset - groupStart), 3: i64(end - start) }));
  }
  const schema = list(12, describeSchema(columns));
  const footer = encodeThrift(
    struct({ 1: i32(1), 2: schema, 3: i64(rows), 4: list(12, groups), 6: text("barometer test double") }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([...parts, footer, length, MAGIC]);
}

function describeSchema(columns: readonly Column[]): Thrift[] {
  const tops = columns.filter(({ group }, index) => group === undefined || columns[index - 1]?.group !== group);
  const elements = [struct({ 4: text("schema"), 5: i32(tops.length) })];
  for (const [index, { name, group, type }] of columns.entries()) {
    if (group !== undefined && columns[index - 1]?.group !== group) {
      const children = columns.filter((column) => column.group === group).length;
      elements.push(struct({ 3: i32(0), 4: text(group), 5: i32(children) }));
    }
    const converted = CONVERTED[type];
    elements.push(
      struct({
        1: i32(PHYSICAL[type]),
        3: i32(0),
        4: text(name),
        6: converted === undefined ? undefined : i32(converted),
      }),
    );
  }
  return elements;
}

function describeChunk(column: Column, start: number, end: number, size: number, offset: number): Thrift {
  const path = column.group === undefined ? [column.name] : [column.group, column.name];
  const meta = struct({
    1: i32(PHYSICAL[column.type]),
    2: list(5, [i32(0)]),
    3: list(
      8,
      path.map((part) => text(part)),
    ),
    4: i32(0),
    5: i64(end - start),
    6: i64(size),
    7: i64(size),
    9: i64(offset),
    12: describeValues(column, start, end),
  });
  return struct({ 2: i64(offset), 3: meta });
}

/** The least and the greatest value, as readers use them to pass over what cannot match. */
function describeValues(column: Column, start: number, end: number): Thrift {
  // By code units and by size: a text and a number are each compared with their own kind.
  const sorted = [...column.values.slice(start, end)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const plain = (value: string | number | undefined): Thrift => {
    if (typeof value === "string" || value === undefined) return text(value ?? "");
    const bytes = Buffer.alloc(8);
    if (column.type === "double") bytes.writeDoubleLE(value);
    else bytes.writeBigInt64LE(BigInt(value));
    return text(bytes);
  };
  return struct({ 3: i64(0), 5: plain(sorted.at(-1)), 6: plain(sorted[0]) });
}

function encodePage(column: Column, start: number, end: number): Buffer {
  const values = encodeValues(column, start, end);
  const page = struct({ 1: i32(end - start), 2: i32(0), 3: i32(3), 4: i32(3) });
  const header = encodeThrift(struct({ 1: i32(0), 2: i32(values.length), 3: i32(values.length), 5: page }));
  return Buffer.concat([header, values]);
}

function encodeValues(column: Column, start: number, end: number): Buffer {
  if (column.type === "text") {
    const cells = column.values.slice(start, end).flatMap((value) => {
      const utf8 = Buffer.from(value, "utf8");
      const length = Buffer.alloc(4);
      length.writeUInt32LE(utf8.length);
      return [length, utf8];
    });
    return Buffer.concat(cells);
  }
  const cells = Buffer.alloc((end - start) * 8);
  for (const [index, value] of column.values.slice(start, end).entries()) {
    if (column.type === "double") cells.writeDoubleLE(value, index * 8);
    else cells.writeBigInt64LE(BigInt(value), index * 8);
  }
  return cells;
}
