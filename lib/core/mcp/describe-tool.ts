import { z } from "zod";
import type { FunctionContract } from "../../contracts/define-function";
import { filesOf } from "../../contracts/files-of";
import { type ObjectSchema, outlineSchema } from "./outline-schema";

/** A function as clients of the Model Context Protocol list it. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  readonly outputSchema: ObjectSchema;
  readonly annotations: {
    readonly title: string;
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: boolean;
  };
}

/** The tool that a function is. Its answer is always JSON: the inputs that ask for a file are left out. */
export function describeTool(contract: FunctionContract): Tool {
  const { name, title, summary, description, writes, asksOthers } = contract;
  return {
    name,
    title,
    description: `${description} Returns: ${summary}`,
    inputSchema: describeInput(contract),
    outputSchema: outlineSchema(contract.output),
    annotations: {
      title,
      readOnlyHint: writes === "nothing",
      destructiveHint: writes === "ends",
      idempotentHint: writes !== "adds",
      openWorldHint: asksOthers,
    },
  };
}

/** Without `$schema`: older clients know draft 7 alone, and what is used here means the same in both. */
function describeInput(contract: FunctionContract): ObjectSchema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(contract.input, { io: "input", unrepresentable: "any" });
  const forFiles = new Set(filesOf(contract).flatMap(({ input }) => Object.keys(input)));
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => !forFiles.has(name));
  return { ...schema, type: "object", properties: Object.fromEntries(properties) };
}
