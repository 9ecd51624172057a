import { readThrift, type ThriftValue } from "./read-thrift";

const PHYSICAL = ["boolean", "int32", "int64", "int96", "float", "double", "bytes", "fixed bytes"];
const CONVERTED: Readonly<Record<number, string>> = { 0: "text", 9: "time in ms", 10: "time in µs" };
/** Fields of FileMetaData and SchemaElement in parquet.thrift. */
const [SCHEMA, TYPE, NAME, CHILDREN, CONVERTED_TYPE, LOGICAL_TYPE] = [2, 1, 4, 5, 6, 10];

/** Names and types of the columns, from the last bytes of a parquet file; or what is wrong with them. */
export function readParquetSchema(tail: Uint8Array): string {
  const bytes = Buffer.from(tail);
  if (bytes.length < 12 || bytes.toString("latin1", bytes.length - 4) !== "PAR1") return "no parquet file";
  const start = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8);
  if (start < 0) return "its footer is longer than what was read";
  try {
    const schema = readThrift(bytes.subarray(start, bytes.length - 8)).get(SCHEMA);
    const elements = Array.isArray(schema) ? schema : [];
    return elements.flatMap((element) => describeColumn(element) ?? []).join(", ");
  } catch (error) {
    if (error instanceof RangeError) return "its footer cannot be read";
    throw error;
  }
}

function describeColumn(element: ThriftValue): string | null {
  if (!(element instanceof Map) || element.has(CHILDREN)) return null;
  const [type, converted] = [element.get(TYPE), element.get(CONVERTED_TYPE)];
  const known = typeof converted === "number" ? CONVERTED[converted] : undefined;
  // Times in nanoseconds have a logical type only.
  const other = element.has(LOGICAL_TYPE) && known === undefined ? " with a logical type" : "";
  return `${element.get(NAME)} ${known ?? `${PHYSICAL[Number(type)] ?? type}${other}`}`;
}
