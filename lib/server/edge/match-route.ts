import type { FunctionContract } from "../../contracts/define-function";
import { fail, ok, type Result } from "../../core/errors";

export interface Route<C extends FunctionContract> {
  /** The functions at this address, one a method. */
  readonly contracts: readonly C[];
  readonly pathInput: Readonly<Record<string, string>>;
}

/**
 * Finds the functions at an address. A plain part wins over a `{named}` one; one slash at the end is
 * let pass. Errors: not_found, invalid_identifier.
 */
export function matchRoute<C extends FunctionContract>(contracts: readonly C[], address: string): Result<Route<C>> {
  const pathname = address.endsWith("/") ? address.slice(0, -1) : address;
  const parts = pathname.split("/");
  const exact = contracts.filter((contract) => contract.path === pathname);
  const found = exact.length > 0 ? exact : contracts.filter((contract) => fits(contract.path.split("/"), parts));
  const [first] = found;
  if (!first) return fail("not_found", "Nothing is at this address; /api/openapi.json lists what is.");

  const pathInput: [string, string][] = [];
  for (const [index, template] of first.path.split("/").entries()) {
    const name = nameOf(template);
    if (name === undefined) continue;
    try {
      pathInput.push([name, decodeURIComponent(parts[index] ?? "")]);
    } catch {
      return fail("invalid_identifier", `${name} is not valid percent-encoding.`);
    }
  }
  return ok({ contracts: found, pathInput: Object.fromEntries(pathInput) });
}

const nameOf = (template: string): string | undefined => /^\{([a-z_]+)\}$/.exec(template)?.[1];

const fits = (template: readonly string[], parts: readonly string[]): boolean =>
  template.length === parts.length &&
  template.every((part, index) => part === parts[index] || (nameOf(part) !== undefined && parts[index] !== ""));
