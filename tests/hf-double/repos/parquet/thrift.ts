/** Values of Thrift's compact protocol, as far as a parquet footer needs them. */
export type Thrift =
  | { readonly type: 5 | 6; readonly value: number }
  | { readonly type: 8; readonly value: string | Buffer }
  | { readonly type: 9; readonly of: number; readonly value: readonly Thrift[] }
  | { readonly type: 12; readonly value: Readonly<Record<number, Thrift | undefined>> };

export const i32 = (value: number): Thrift => ({ type: 5, value });
export const i64 = (value: number): Thrift => ({ type: 6, value });
export const text = (value: string | Buffer): Thrift => ({ type: 8, value });
export const list = (of: number, value: readonly Thrift[]): Thrift => ({ type: 9, of, value });
export const struct = (value: Readonly<Record<number, Thrift | undefined>>): Thrift => ({ type: 12, value });

/** Writes a value in the compact protocol. */
export function encodeThrift(thrift: Thrift): Buffer {
  const bytes: number[] = [];
  write(thrift, bytes);
  return Buffer.from(bytes);
}

function write(thrift: Thrift, bytes: number[]): void {
  switch (thrift.type) {
    case 5:
    case 6:
      varint(zigzag(thrift.value), bytes);
      return;
    case 8: {
      const utf8 = typeof thrift.value === "string" ? Buffer.from(thrift.value, "utf8") : thrift.value;
      varint(BigInt(utf8.length), bytes);
      bytes.push(...utf8);
      return;
    }
    case 9:
      if (thrift.value.length < 15) bytes.push((thrift.value.length << 4) | thrift.of);
      else {
        bytes.push(0xf0 | thrift.of);
        varint(BigInt(thrift.value.length), bytes);
      }
      for (const item of thrift.value) write(item, bytes);
      return;
    case 12: {
      let last = 0;
      for (const [key, field] of Object.entries(thrift.value)) {
        if (field === undefined) continue;
        bytes.push(((Number(key) - last) << 4) | field.type);
        last = Number(key);
        write(field, bytes);
      }
      bytes.push(0);
    }
  }
}

const zigzag = (value: number): bigint => (value < 0 ? BigInt(value) * -2n - 1n : BigInt(value) * 2n);

function varint(value: bigint, bytes: number[]): void {
  let rest = value;
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
}
