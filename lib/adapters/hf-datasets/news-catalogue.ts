/** A dataset of news on the Hub, as its card describes it. */
export interface NewsDataset {
  readonly key: string;
  readonly name: string;
  readonly dataset: string;
  readonly licence: string | null;
  readonly layout: string;
  /** What is known of it beyond that; said where nobody asked it. */
  readonly note: string | null;
}

const NOT_SEEN = "the Hub had no such dataset when this was written";

/** Archives: none of them brings fresh news. Their own labels are not used: a verdict is made here, or there is none. */
export const newsCatalogue: readonly NewsDataset[] = [
  {
    key: "dataset-dlt-sentiment-news",
    name: "DLT Sentiment News by ExponentialScience",
    dataset: "ExponentialScience/DLT-Sentiment-News",
    licence: null,
    layout: "Parquet with titles, leads and times; votes of readers are not used",
    note: null,
  },
  {
    key: "dataset-crypto-news-headlines",
    name: "Crypto News Headlines by flowfree",
    dataset: "flowfree/crypto-news-headlines",
    licence: null,
    layout: "headlines of 2023, CSV or Parquet",
    note: null,
  },
  {
    key: "dataset-kwaai-crypto-news",
    name: "Crypto News by Kwaai",
    dataset: "Kwaai/crypto-news",
    licence: null,
    layout: "not known",
    note: NOT_SEEN,
  },
  {
    key: "dataset-jacopoteneggi-crypto-news",
    name: "Crypto News by jacopoteneggi",
    dataset: "jacopoteneggi/crypto-news",
    licence: null,
    layout: "not known",
    note: NOT_SEEN,
  },
];
