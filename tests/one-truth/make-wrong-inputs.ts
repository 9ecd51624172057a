import type { FunctionContract } from "../../lib/contracts/define-function";
import { describeInput } from "../../lib/contracts/describe-input";
import type { Input } from "./way";

interface WrongInput {
  readonly what: string;
  readonly input: Input;
}

/** Texts, as a query can hold nothing else. One of them is wrong for every field that can be wrong. */
const odd = ["no such thing", "", "!", "x".repeat(20_000)];

/** Inputs that a function must refuse: a field that it does not have, and for its first field that can be wrong a value of the wrong kind. */
export function makeWrongInputs(contract: FunctionContract, right: Input): readonly WrongInput[] {
  const wrong: WrongInput[] = [{ what: "a field that it does not know", input: { ...right, txet: "a" } }];
  for (const { name } of describeInput(contract.input)) {
    // Nothing at all in a part of an address is another address.
    const tried = contract.path.includes(`{${name}}`) ? odd.filter((value) => value !== "") : odd;
    const value = tried.find((each) => !contract.input.safeParse({ ...right, [name]: each }).success);
    if (value === undefined) continue;
    wrong.push({ what: `a wrong value of ${name}`, input: { ...right, [name]: value } });
    break;
  }
  return wrong;
}
