import type { AnyFunction } from "../../../contracts/functions";
import { describeTool, type Tool } from "../../../core/mcp/describe-tool";

const described = new Map<AnyFunction, Tool>();

function toolOf(contract: AnyFunction): Tool {
  const known = described.get(contract);
  if (known) return known;
  const tool = describeTool(contract);
  described.set(contract, tool);
  return tool;
}

/** The tools that these functions are; each is described once. */
export const listTools = (contracts: readonly AnyFunction[]): readonly Tool[] => contracts.map(toolOf);
