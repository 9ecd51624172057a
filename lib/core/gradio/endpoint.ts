import type { FunctionContract } from "../../contracts/define-function";
import { describeInput, type InputField } from "../../contracts/describe-input";

/** A function as Gradio's clients know it: a name, and parameters that have an order. */
export interface Endpoint<Contract extends FunctionContract = FunctionContract> {
  /** Without the slash that `/info` puts before it. */
  readonly apiName: string;
  readonly contract: Contract;
  readonly fields: readonly InputField[];
  /** Calls of one kind share their places in the queue. A stream that goes on for long takes none of the plain calls. */
  readonly kind: string;
  /** It answers several times, each time with all that is known by then. */
  readonly generates: boolean;
}

/**
 * What Gradio's clients can call: each function by its name. One that streams when asked has a second name, `…_stream`,
 * under which it generates; one that always streams generates under its own. The place in the list is the `fn_index`.
 */
export function listEndpoints<Contract extends FunctionContract>(
  contracts: readonly Contract[],
): readonly Endpoint<Contract>[] {
  const make = (contract: Contract, apiName: string, generates: boolean): Endpoint<Contract> => ({
    apiName,
    kind: contract.lasting ? apiName : contract.name,
    contract,
    // Made when it is asked for: a server that begins is not to wait for it.
    get fields() {
      return fieldsOf(contract);
    },
    generates,
  });
  return [
    ...contracts.map((contract) => make(contract, contract.name, contract.streams === "always")),
    ...contracts.flatMap((contract) =>
      contract.streams === "asked" ? [make(contract, `${contract.name}_stream`, true)] : [],
    ),
  ];
}

const known = new WeakMap<FunctionContract, readonly InputField[]>();

function fieldsOf(contract: FunctionContract): readonly InputField[] {
  const remembered = known.get(contract);
  if (remembered) return remembered;
  const fields = describeInput(contract.input).map((field) =>
    contract.fileFields.includes(field.name) ? withFile(field) : field,
  );
  known.set(contract, fields);
  return fields;
}

const FILE = "Or an uploaded file in its place, UTF-8: CSV, TSV, JSON lines, or plain text with a text a line.";

function withFile(field: InputField): InputField {
  const description = `${field.description} ${FILE}`;
  return { ...field, description, schema: { ...field.schema, description } };
}
