import { describeSeen } from "../describe-seen";
import type { Question, Seen, Site } from "../site";

const view = (site: Site, path: string): Promise<Seen> => site.send({ place: "datasets", path });

const validity = [
  "linxy/CryptoCoin",
  "sebdg/crypto_data",
  "WinkingFace/CryptoLM-Bitcoin-BTC-USDT",
  "ExponentialScience/DLT-Sentiment-News",
].map(
  (id): Question => ({
    words: `is-valid of ${id}`,
    async ask(site) {
      const seen = await view(site, `/is-valid?dataset=${id}`);
      if (seen.status !== 200) return describeSeen(seen);
      const has = Object.entries(Object(seen.json)).flatMap(([name, value]) => (value === true ? name : []));
      return has.sort().join(", ") || "nothing";
    },
  }),
);

/** What the datasets server says. */
export const viewingQuestions: readonly Question[] = [
  ...validity,
  {
    words: "is-valid of a dataset that does not exist",
    ask: async (site) => describeSeen(await view(site, "/is-valid?dataset=Kwaai/crypto-news")),
  },
  {
    words: "rows: more than a hundred",
    ask: async (site) =>
      describeSeen(
        await view(
          site,
          "/rows?dataset=ExponentialScience/DLT-Sentiment-News&config=default&split=train&offset=0&length=101",
        ),
      ),
  },
  {
    words: "rows: form of the answer",
    ask: async (site) =>
      describeSeen(
        await view(
          site,
          "/rows?dataset=ExponentialScience/DLT-Sentiment-News&config=default&split=train&offset=0&length=1",
        ),
      ),
  },
];
