import { expect, test } from "vitest";
import { languagesFor, pickLanguage } from "./languages-for";
import { languages } from "./write-snippet";

test("one file among the calls leaves the languages of REST", () => {
  expect(languagesFor([{}, { answers: "json" }, { answers: "events" }])).toEqual(languages);
  const rest = languagesFor([{ answers: "json" }, { answers: "text" }]);
  expect(rest.map(({ id }) => id)).toEqual(["curl", "fetch", "python-rest"]);
});

test("the chosen language stays where it is possible", () => {
  const rest = languagesFor([{ answers: "text" }]);
  expect(pickLanguage(rest, "fetch").id).toBe("fetch");
  expect(pickLanguage(rest, "python").id).toBe("curl");
  expect(pickLanguage(languages, "python").id).toBe("python");
});
