import { describeHeaders, describeSeen } from "../describe-seen";
import type { Question } from "../site";
import { FINBERT, infer } from "./infer";

const ONE = { inputs: "Prices rally" };
const NOBODY = "barometer-probe/no-such-model";

/** How the services refuse. */
export const refusingQuestions: readonly Question[] = [
  {
    words: "Router: no token",
    ask: async (site) => describeSeen(await infer(site, FINBERT, ONE, "none")),
  },
  {
    words: "Router: headers of a refusal",
    ask: async (site) => describeHeaders(await infer(site, FINBERT, ONE, "none")),
  },
  {
    words: "Router: a token that is nobody's",
    ask: async (site) => describeSeen(await infer(site, FINBERT, ONE, "bad")),
  },
  {
    words: "Router: a model that does not exist",
    needsToken: true,
    ask: async (site) => describeSeen(await infer(site, NOBODY, ONE)),
  },
  {
    words: "Router: a model that nobody serves",
    needsToken: true,
    ask: async (site) => describeSeen(await infer(site, "OpenC/crypto-gpt-o3-mini", ONE)),
  },
  {
    words: "Hub: a model that does not exist, no token",
    ask: async (site) => describeSeen(await site.send({ place: "hub", path: `/api/models/${NOBODY}` })),
  },
  {
    words: "Router: a model that is loading",
    needsToken: true,
    async ask(site) {
      if (site.provokeLoading !== undefined) {
        site.provokeLoading();
        await infer(site, FINBERT, { inputs: "Is it awake?" });
      }
      const met = site.seen().find(({ place, status }) => place === "router" && status === 503);
      // Which model it was, and how long it takes, differ by chance.
      return met === undefined ? null : describeSeen(met).replace(/"Model \S+ is/, '"Model … is');
    },
  },
];
