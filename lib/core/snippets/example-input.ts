import type { DescribedFunction } from "./described-function";

type Described = Pick<DescribedFunction, "path" | "parameters" | "examples">;

/** Whether a field names something that one server alone has, which no example can know. */
export const isOwn = ({ name, inPath }: { readonly name: string; readonly inPath: boolean }): boolean =>
  inPath && name === "id";

/** The first example as code shows it: where it names what a server alone has stands `YOUR_JOB_ID`. */
export function exampleInput({ path, parameters, examples }: Described): Readonly<Record<string, unknown>> {
  const own = parameters.filter(isOwn).map(({ name }) => [name, placeholderIn(path, name)] as const);
  return { ...examples[0]?.input, ...Object.fromEntries(own) };
}

/** After the part of the path before it: `/jobs/{id}` asks for `YOUR_JOB_ID`. */
function placeholderIn(path: string, name: string): string {
  const [, kind = ""] = path.match(/\/([a-z]+)\/\{/) ?? [];
  const one = kind === "news" ? "story" : kind.replace(/s$/, "");
  return ["your", one, name].join("_").toUpperCase();
}
