import { describe, expect, it } from "vitest";
import { doubleForTests, readJson } from "./test-kit";

const double = doubleForTests();
const NEWS = "dataset=ExponentialScience/DLT-Sentiment-News";
const ROWS = `${NEWS}&config=default&split=train`;
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${double().origins.datasets}/${path}`, { headers });

interface Rows {
  readonly features: { readonly name: string; readonly type: object }[];
  readonly rows: { readonly row_idx: number; readonly row: Record<string, unknown> }[];
  readonly num_rows_total: number;
  readonly partial: boolean;
}
const rows = (path: string) => readJson<Rows>(get(path));

describe("what a dataset is", () => {
  it("tells validity, splits, info, and crumbs", async () => {
    expect(await readJson(get(`is-valid?${NEWS}`))).toEqual({
      viewer: true,
      preview: true,
      search: true,
      filter: true,
      statistics: true,
    });
    expect(await readJson(get(`splits?${NEWS}`))).toMatchObject({
      splits: [{ config: "default", split: "train" }],
      pending: [],
    });
    expect(await readJson(get(`info?${NEWS}`))).toMatchObject({
      dataset_info: { default: { splits: { train: { num_examples: 240 } } } },
    });
    expect(await readJson(get(`croissant-crumbs?${NEWS}`))).toHaveProperty("@type", "sc:Dataset");
    expect(await readJson(get("healthcheck"))).toBe("ok");
  });

  it("points at parquet files that are there and of the size it says", async () => {
    const { parquet_files: files } = await readJson<{
      parquet_files: { url: string; size: number; filename: string }[];
    }>(get(`parquet?${NEWS}`));
    expect(files).toHaveLength(1);
    const [file] = files;
    expect(file?.filename).toBe("0000.parquet");
    const bytes = Buffer.from(await (await fetch(file?.url ?? "")).arrayBuffer());
    expect(bytes.length).toBe(file?.size);
    expect([bytes.subarray(0, 4).toString(), bytes.subarray(-4).toString()]).toEqual(["PAR1", "PAR1"]);
    expect(await readJson(get(`size?${NEWS}`))).toMatchObject({
      size: { dataset: { num_rows: 240, num_bytes_parquet_files: file?.size }, splits: [{ num_columns: 12 }] },
    });
  });

  it("sums up the columns", async () => {
    const answer = await readJson<{
      num_examples: number;
      statistics: { column_name: string; column_statistics: object }[];
    }>(get(`statistics?${ROWS}`));
    const direction = answer.statistics.find(({ column_name }) => column_name === "market_direction");
    expect(direction?.column_statistics).toMatchObject({ frequencies: { neutral: 80, bearish: 80, bullish: 80 } });
  });
});

describe("rows", () => {
  it("come in windows of at most a hundred, classes as numbers", async () => {
    const first = await rows(`rows?${ROWS}`);
    expect(first.rows).toHaveLength(100);
    expect(first.num_rows_total).toBe(240);
    const last = await rows(`rows?${ROWS}&offset=238&length=50`);
    expect(last.rows.map(({ row_idx }) => row_idx)).toEqual([238, 239]);
    expect(last.rows[0]?.row.market_direction).toEqual(expect.any(Number));
    expect(last.features.find(({ name }) => name === "market_direction")?.type).toMatchObject({
      names: ["neutral", "bearish", "bullish"],
    });
    expect((await rows(`rows?${ROWS}&offset=9999`)).rows).toEqual([]);
    expect(await readJson(get(`first-rows?${ROWS}`))).toMatchObject({ split: "train", truncated: true });
  });

  it("are searched by word, and filtered and ordered by column", async () => {
    const found = await rows(`search?${ROWS}&query=Solana%20lawsuit`);
    expect(String(found.rows[0]?.row.title)).toMatch(/Solana/);
    expect(String(found.rows[0]?.row.title)).toMatch(/Lawsuit/);
    const where = encodeURIComponent(`"market_direction"=2 AND "total_votes">=5 OR "title"='none'`);
    const orderby = encodeURIComponent('"total_votes" DESC');
    const filtered = await rows(`filter?${ROWS}&where=${where}&orderby=${orderby}`);
    const votes = filtered.rows.map(({ row }) => Number(row.total_votes));
    expect(filtered.num_rows_total).toBeGreaterThan(10);
    expect(filtered.num_rows_total).toBeLessThan(80);
    expect(votes).toEqual([...votes].sort((a, b) => b - a));
    expect(filtered.rows.every(({ row }) => row.market_direction === 2)).toBe(true);
    expect(
      (await rows(`filter?${ROWS}&orderby=${encodeURIComponent('"timestamp" DESC')}&length=1`)).rows[0]?.row_idx,
    ).toBe(239);
  });

  it.for([
    ["rows?config=default&split=train", "MissingRequiredParameter", "Parameter 'dataset' is required"],
    [`rows?${NEWS}&split=train`, "MissingRequiredParameter", "Parameter 'config' is required"],
    [`search?${ROWS}`, "MissingRequiredParameter", "Parameter 'query' is required"],
    [`rows?${ROWS}&length=101`, "InvalidParameter", "Parameter 'length' must not be greater than 100"],
    [`rows?${ROWS}&offset=-1`, "InvalidParameter", "Parameter 'offset' must not be negative"],
    [`rows?${ROWS}&offset=two`, "InvalidParameter", "Parameter 'offset' must be integer"],
    ["is-valid?dataset=a/b@../c", "InvalidParameter", "Parameter 'dataset' contains invalid symbols"],
    [`filter?${ROWS}&where=${encodeURIComponent('"nope"=1')}`, "InvalidParameter", "Parameter 'where' is invalid"],
    [
      `filter?${ROWS}&where=${encodeURIComponent('"title"=1; DROP')}`,
      "InvalidParameter",
      "Parameter 'where' is invalid",
    ],
    [
      `filter?${ROWS}&where=${encodeURIComponent('"total_votes">1 AND')}`,
      "InvalidParameter",
      "Parameter 'where' is invalid",
    ],
    [`filter?${ROWS}&orderby=title`, "InvalidParameter", "Parameter 'orderby' is invalid"],
  ] as const)("%s is a 422 %s", async ([path, code, error]) => {
    const response = await get(path);
    expect(response.status).toBe(422);
    expect(response.headers.get("x-error-code")).toBe(code);
    expect(await response.json()).toEqual({ error });
  });
});

describe("datasets without", () => {
  it.for(["Kwaai/crypto-news", "jacopoteneggi/crypto-news", "double/gated-news"])(
    "%s looks missing",
    async (dataset) => {
      const anonymous = await get(`is-valid?dataset=${dataset}`);
      expect([anonymous.status, anonymous.headers.get("x-error-code")]).toEqual([401, "ExternalUnauthenticatedError"]);
      const user = await get(`is-valid?dataset=${dataset}`, { authorization: "Bearer hf_user" });
      expect([user.status, user.headers.get("x-error-code")]).toEqual([404, "ExternalAuthenticatedError"]);
    },
  );

  it("a viewer say so, and answer 501", async () => {
    expect(await readJson(get("is-valid?dataset=linxy/CryptoCoin"))).toMatchObject({ viewer: false, search: false });
    expect((await get("size?dataset=linxy/CryptoCoin")).status).toBe(501);
    const script = await get("rows?dataset=sebdg/crypto_data&config=candles&split=train");
    expect(script.headers.get("x-error-code")).toBe("DatasetWithScriptNotSupportedError");
    const parquet = `${double().origin}/datasets/sebdg/crypto_data/resolve/refs%2Fconvert%2Fparquet/candles/train/0000.parquet`;
    expect((await fetch(parquet)).status).toBe(200);
  });

  it("a search say so; what is partial says it", async () => {
    const lm = "dataset=WinkingFace/CryptoLM-Bitcoin-BTC-USDT&config=default&split=train";
    expect((await get(`search?${lm}&query=a`)).headers.get("x-error-code")).toBe("SearchFeatureNotAvailableError");
    expect((await rows(`rows?${lm}`)).partial).toBe(true);
    double().setFault({ kind: "body", form: "partial", service: "datasets" });
    expect((await rows(`rows?${ROWS}`)).partial).toBe(true);
    expect((await get(`rows?${NEWS}&config=other&split=train`)).status).toBe(404);
    expect((await get(`nothing?${NEWS}`)).headers.get("x-error-code")).toBe("ResponseNotFound");
  });

  it("readiness are retryable although they say 500", async () => {
    double().setFault({ kind: "not-ready", path: "/rows", times: 1 });
    const busy = await get(`rows?${ROWS}`);
    expect([busy.status, busy.headers.get("x-error-code")]).toEqual([500, "ResponseNotReady"]);
    expect((await get(`rows?${ROWS}`)).status).toBe(200);
  });
});
