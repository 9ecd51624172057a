import type { CandleColumns } from "../../core/market/recognise-columns";
import { fileToRead, identifier, literal } from "./sql";

/** Columns of a file as SQL: one row each, numbered from 1, nothing judged yet. */
export interface SourceSql {
  /** FROM and WHERE, with a column `row_of_file`. */
  readonly rows: string;
  readonly time: string;
  readonly open: string;
  readonly high: string;
  readonly low: string;
  readonly close: string;
  readonly volume: string;
  /** Whether several amounts were added up to the volume. */
  readonly glued: string;
  readonly closeTime: string;
  readonly market: string;
}

const EARLIEST = Date.UTC(1990, 0);
const LATEST = Date.UTC(2100, 0);

const iso = "\\d{4}[-/]\\d{2}[-/]\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}([.]\\d{1,9})?)?)? ?(Z|UTC|[+-]\\d{2}(:?\\d{2})?)?";

/** Macros that read numbers and times, as lib/core/market/parse-moment.ts does. */
export const macros = [
  `CREATE OR REPLACE TEMP MACRO believable(t) AS CASE WHEN t >= ${EARLIEST} AND t < ${LATEST} THEN t END`,
  `CREATE OR REPLACE TEMP MACRO scaled(x) AS believable(CASE WHEN x < 100000000000 THEN x * 1000 WHEN x < 100000000000000 THEN x
    WHEN x < 100000000000000000 THEN x // 1000 ELSE x // 1000000 END)`,
  `CREATE OR REPLACE TEMP MACRO moment(x) AS CASE
    WHEN regexp_full_match(x, '\\d{9,19}([.]\\d*)?') THEN scaled(TRY_CAST(split_part(x, '.', 1) AS BIGINT))
    WHEN regexp_full_match(x, '${iso}') THEN believable(epoch_ms(TRY_CAST(replace(x, '/', '-') AS TIMESTAMPTZ))) END`,
  "CREATE OR REPLACE TEMP MACRO amount(x) AS TRY_CAST(replace(x, '_', ' ') AS DOUBLE)",
  `CREATE OR REPLACE TEMP MACRO glued(x) AS CASE WHEN amount(x) IS NULL AND regexp_full_match(x, '(\\d+[.]\\d{8}){2,}')
    THEN list_reduce(list_transform(regexp_extract_all(x, '\\d+[.]\\d{8}'), lambda piece: CAST(piece AS DOUBLE)), lambda a, b: a + b) END`,
];

/** A file of text, a line a row. Lines are taken as bytes, so that one bad letter spoils no file. */
export function csvSource(path: string, separator: string, columns: CandleColumns, headerLines: number): SourceSql {
  const cell = (place: number | null): string =>
    place === null ? "NULL::VARCHAR" : `trim(cells[${place + 1}], ' \t\r"')`;
  const lines = `read_csv(${fileToRead(path)}, auto_detect = false, columns = {'line': 'VARCHAR'}, header = false, delim = '\x01',
    quote = '', escape = '', encoding = 'latin-1', compression = 'none', strict_mode = false)`;
  const number = (place: number | null): string => `amount(${cell(place)})`;
  return {
    rows: `(SELECT row_number() OVER () - ${headerLines} AS row_of_file, string_split(line, ${literal(separator)}) AS cells
      FROM ${lines} WHERE trim(line, ' \t\r') <> '') WHERE row_of_file > 0`,
    time: `moment(${cell(columns.time)})`,
    open: number(columns.open),
    high: number(columns.high),
    low: number(columns.low),
    close: number(columns.close),
    volume: `coalesce(${number(columns.volume)}, glued(${cell(columns.volume)}))`,
    glued: `glued(${cell(columns.volume)}) IS NOT NULL`,
    closeTime: `moment(${cell(columns.closeTime)})`,
    market: cell(columns.market),
  };
}

const whole = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;
const fraction = /^(FLOAT|DOUBLE|DECIMAL.*)$/;

const isNumber = (type: string): boolean => whole.test(type) || fraction.test(type);

/** A file of Parquet, whatever types its columns have. */
export function parquetSource(
  path: string,
  columns: CandleColumns,
  there: readonly { readonly name: string; readonly type: string }[],
): SourceSql {
  const of = (place: number | null): { readonly name: string; readonly type: string } => {
    const column = place === null ? undefined : there[place];
    return column ? { name: identifier(column.name), type: column.type } : { name: "NULL", type: "VARCHAR" };
  };
  const text = (name: string): string => `trim(CAST(${name} AS VARCHAR), ' \t\r"')`;
  const moment = (place: number | null): string => {
    const { name, type } = of(place);
    if (whole.test(type)) return `scaled(TRY_CAST(${name} AS BIGINT))`;
    if (fraction.test(type)) return `scaled(TRY_CAST(floor(${name}) AS BIGINT))`;
    if (type === "DATE" || type.startsWith("TIMESTAMP")) return `believable(epoch_ms(TRY_CAST(${name} AS TIMESTAMP)))`;
    return `moment(${text(name)})`;
  };
  const number = (place: number | null): string => {
    const { name, type } = of(place);
    return isNumber(type) ? `CAST(${name} AS DOUBLE)` : `amount(${text(name)})`;
  };
  const volume = of(columns.volume);
  return {
    rows: `(SELECT *, file_row_number + 1 AS row_of_file FROM read_parquet(${fileToRead(path)}, file_row_number = true))`,
    time: moment(columns.time),
    open: number(columns.open),
    high: number(columns.high),
    low: number(columns.low),
    close: number(columns.close),
    volume: isNumber(volume.type)
      ? number(columns.volume)
      : `coalesce(${number(columns.volume)}, glued(${text(volume.name)}))`,
    glued: isNumber(volume.type) ? "false" : `glued(${text(volume.name)}) IS NOT NULL`,
    closeTime: moment(columns.closeTime),
    market: text(of(columns.market).name),
  };
}
