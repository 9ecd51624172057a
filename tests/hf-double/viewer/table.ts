/** A column's type in the words of the datasets library. */
type FeatureType =
  | { readonly _type: "Value"; readonly dtype: "string" | "int64" | "float64" | "timestamp[ns]" }
  | { readonly _type: "ClassLabel"; readonly names: readonly string[] }
  | Readonly<Record<string, { readonly _type: "Value"; readonly dtype: "int64" }>>;

export interface Feature {
  readonly name: string;
  readonly type: FeatureType;
}

export type Cell = string | number | Readonly<Record<string, number>>;
export type Row = Readonly<Record<string, Cell>>;

/** What the datasets server knows of one dataset: one config, one split. */
export interface ViewerTable {
  readonly dataset: string;
  readonly config: string;
  readonly split: string;
  /** `ok`; or why there is no viewer: a loading script, too many files, or a search that is not built yet. */
  readonly state: "ok" | "script" | "too-many-configs" | "no-search";
  readonly partial: boolean;
  readonly features: readonly Feature[];
  readonly rows: readonly Row[];
}
